import TextModel

/// Brings the cells, articles and parts of several indices into one order.
struct HeadMerger {
  var head: IndexHead

  init(_ settings: IndexSettings) { head = IndexHead(settings: settings) }

  /// Takes up one index's cells and articles, in any order; equal ones are one.
  /// - Returns: for each its place in the head.
  mutating func ranks(cells: [Cell], articles: [IndexedArticle]) -> (cells: [UInt32], articles: [UInt32]) {
    head.cells = Set(cells).sorted()
    let places = Dictionary(uniqueKeysWithValues: head.cells.enumerated().map { ($1, UInt32($0)) })
    head.articles = []
    var articleRanks = Array(repeating: UInt32(0), count: articles.count)
    for number in articles.indices.sorted(by: { Self.precedes(articles[$0], articles[$1]) }) {
      // The first of a key is the one that is shown.
      if head.articles.last?.key != articles[number].key { head.articles.append(articles[number]) }
      articleRanks[number] = UInt32(head.articles.count - 1)
    }
    return (cells.map { places[$0]! }, articleRanks)
  }

  private static func precedes(_ a: IndexedArticle, _ b: IndexedArticle) -> Bool {
    (a.key, a.id ?? "", a.date ?? "") < (b.key, b.id ?? "", b.date ?? "")
  }

  mutating func add(_ parts: [Part], _ cells: [UInt32], _ articles: [UInt32]) {
    head.parts.reserveCapacity(head.parts.count + parts.count)
    for part in parts {
      var part = part
      part.cell = cells[Int(part.cell)]
      part.article = articles[Int(part.article)]
      head.parts.append(part)
    }
  }

  mutating func finish() -> IndexHead {
    head.parts.sort { ($0.cell, $0.article) < ($1.cell, $1.article) }
    var last = -1
    for part in head.parts {
      if last >= 0, head.parts[last].cell == part.cell, head.parts[last].article == part.article {
        head.parts[last].add(part)
      } else {
        last += 1
        head.parts[last] = part
      }
    }
    head.parts.removeLast(head.parts.count - last - 1)
    return head
  }
}

/// Several indices read as one, item by item.
public final class MergedIndex: SpeechIndex {
  public let head: IndexHead
  private let indices: [any SpeechIndex]
  private var cellRanks: [[UInt32]] = []
  private var articleRanks: [[UInt32]] = []
  /// The item each index stands at; nil after its last one.
  private var items: [IndexItem?] = []

  /// - Parameter indices: one or more, all of the same settings.
  /// - Throws: `ConfigurationError` where they are not.
  public init(_ indices: [any SpeechIndex]) throws {
    self.indices = indices
    let settings = indices[0].head.settings
    for index in indices where index.head.settings != settings {
      throw ConfigurationError(
        file: (index as? IndexFile)?.path ?? "the last part",
        what: "it counts \(index.head.settings.described), the first one \(settings.described)",
        mend: "make both with the same options")
    }
    var merging = HeadMerger(settings)
    let heads = indices.map(\.head)
    let ranks = merging.ranks(cells: heads.flatMap(\.cells), articles: heads.flatMap(\.articles))
    var (cell, article) = (0, 0)
    for head in heads {
      cellRanks.append(Array(ranks.cells[cell..<cell + head.cells.count]))
      articleRanks.append(Array(ranks.articles[article..<article + head.articles.count]))
      cell += head.cells.count
      article += head.articles.count
      merging.add(head.parts, cellRanks.last!, articleRanks.last!)
      merging.head.lines += head.lines
    }
    head = merging.finish()
    items = try indices.map { try $0.next() }
  }

  public func next() throws -> IndexItem? {
    var least: [UInt8]?
    for case .some(let item) in items where least.map({ item.bytes.lexicographicallyPrecedes($0) }) ?? true {
      least = item.bytes
    }
    guard let least else { return nil }
    var postings: [Posting] = []
    for (number, item) in items.enumerated() {
      guard let item, item.bytes == least else { continue }
      for posting in item.postings {
        postings.append(
          Posting(
            cell: cellRanks[number][Int(posting.cell)], article: articleRanks[number][Int(posting.article)],
            count: posting.count))
      }
      items[number] = try indices[number].next()
    }
    Posting.combined(&postings)
    return IndexItem(bytes: least, postings: postings)
  }
}

extension IndexSettings {
  /// For complaints.
  public var described: String {
    let by = factors.isEmpty ? "all together" : "by \(factors.map(\.name).joined(separator: ","))"
    return "\(by), phrases of up to \(phraseLength) words, names \(keepsNames ? "kept" : "left out")"
  }
}
