import TextModel

extension ConcordanceLine {
  /// One line of JSON, keys in a fixed order.
  func write(_ article: Article, to json: inout JSONBuffer) {
    json.beginObject()
    json.writeHead(of: article)
    json.key("kind")
    json.value(kind.rawValue)
    json.key("match")
    json.value(match)
    json.key("sentence")
    json.value(sentence)
    json.key("start")
    json.value(scalars.lowerBound)
    json.key("end")
    json.value(scalars.upperBound)
    json.key("left")
    json.value(left)
    json.key("keyword")
    json.value(keyword)
    json.key("right")
    json.value(right)
    json.key("holder")
    json.value(holder)
    json.key("form")
    json.value(form?.name)
    json.endObject()
    json.endLine()
  }
}

extension ConcordanceCount {
  func write(_ article: Article, to json: inout JSONBuffer) {
    json.beginObject()
    json.writeHead(of: article)
    json.key("kind")
    json.value(kind.rawValue)
    json.key("match")
    json.value(match)
    json.key("hits")
    json.value(hits)
    json.key("words")
    json.value(words)
    json.endObject()
    json.endLine()
  }
}

extension JSONBuffer {
  /// The fields that tell an article from others, as in the input.
  fileprivate mutating func writeHead(of article: Article) {
    key("id")
    identifier(article.id, isLiteral: article.idIsLiteral)
    key("date")
    value(article.date)
    key("outlet")
    value(article.outlet)
    key("language")
    value(article.language)
    key("title")
    value(article.title)
  }
}

/// A row of a table by RFC 4180, but that lines end with LF, as all other records do. Nothing stands for null.
struct CSVRow {
  static let lineFields = [
    "id", "date", "outlet", "language", "title", "kind", "match", "sentence", "start", "end", "left", "keyword",
    "right", "holder", "form",
  ]
  static let countFields = ["id", "date", "outlet", "language", "title", "kind", "match", "hits", "words"]

  private(set) var bytes: [UInt8] = []

  static func line(_ line: ConcordanceLine, _ article: Article) -> CSVRow {
    CSVRow(
      head(article) + [
        line.kind.rawValue, line.match, "\(line.sentence)", "\(line.scalars.lowerBound)",
        "\(line.scalars.upperBound)", line.left, line.keyword, line.right, line.holder, line.form?.name,
      ])
  }

  static func count(_ count: ConcordanceCount, _ article: Article) -> CSVRow {
    CSVRow(head(article) + [count.kind.rawValue, count.match, "\(count.hits)", "\(count.words)"])
  }

  init(_ cells: [String?]) {
    for (column, cell) in cells.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell ?? "")
    }
    bytes.append(10)
  }

  private static func head(_ article: Article) -> [String?] {
    [article.id, article.date, article.outlet, article.language, article.title]
  }

  private mutating func append(_ cell: String) {
    let isPlain = !cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    if isPlain { return bytes.append(contentsOf: cell.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
