import TextModel

extension RecordReader {
  /// An article as Factiva exports it: with its fields' codes, or with their values alone, one a line.
  func readFactiva(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    let lines = ExportLines(try text(record, batch)).lines.filter { line in
      // At the top of each page of the export.
      line.utf8.count > 100 || !line.contains("Factiva, Inc.")
    }
    let isCoded = lines.prefix(60).contains { FactivaArticle.code($0, isText: false)?.code == "HD" }
    var export = isCoded ? FactivaArticle(coded: lines) : FactivaArticle(plain: lines, settings.dates)
    for line in lines.reversed() {
      guard let number = ExportMark.accessionNumber(line.split(whereSeparator: \.isWhitespace)) else { continue }
      export.article.id = String(number)
      break
    }
    guard !export.article.text.isEmpty else {
      throw reject(record, batch, "an article without a text: it may be a headline's alone")
    }
    return export.article
  }
}

/// What a Factiva article's lines say.
///
/// Sources of the form: the field codes in Factiva's and ProQuest's help on searching; the documentation of the R package
/// tm.plugin.factiva (Bouchet-Valat).
struct FactivaArticle {
  var article = Article()

  /// "Full article plus indexing": each field after its code.
  init(coded lines: [Substring]) {
    var fields: [Substring: [Substring]] = [:]
    var code: Substring?
    var isText = false
    for line in lines {
      if let (found, value) = Self.code(line, isText: isText) {
        code = found
        if found == "LP" || found == "TD" { isText = true }
        fields[found, default: []] += value.isEmpty ? [] : [value]
      } else if let code {
        fields[code, default: []].append(line)
      }
    }
    func value(_ code: Substring) -> String? {
      let value = (fields[code] ?? []).filter { !$0.isEmpty }.joined(separator: " ")
      return value.isEmpty ? nil : value
    }
    article = Article(date: value("PD"), outlet: value("SN"), language: value("LA"), title: value("HD"))
    article.text = Self.text((fields["LP"] ?? []) + [""] + (fields["TD"] ?? []))
  }

  /// "Full article": title, author, length, date, time, outlet, its code, page, language, copyright, text.
  init(plain lines: [Substring], _ dates: DateReader) {
    guard let length = lines.firstIndex(where: ExportLines.isLength) else {
      article.text = Self.text(lines.dropLast(while: { $0.isEmpty || Self.isNumber($0) }))
      return
    }
    // A section's name may stand above the title.
    let head = lines[..<length].filter { !$0.isEmpty }.prefix(2)
    article.title = head.max { $0.count < $1.count }.map(String.init)
    var at = length + 1
    func next() -> Substring? {
      while at < lines.count, lines[at].isEmpty { at += 1 }
      return at < lines.count ? lines[at] : nil
    }
    var seen = 0
    while let line = next(), seen < 10 {
      at += 1
      seen += 1
      if article.date == nil {
        article.date = dates.iso(String(line)) == nil ? nil : String(line)
      } else if Self.isLanguage(line) {
        article.language = String(line)
        if let copyright = next(), ExportLines.isCopyright(copyright) || copyright.contains("©") { at += 1 }
        break
      } else if ExportLines.isCopyright(line) {
        break
      } else if article.outlet == nil, line.first?.isNumber == false {
        article.outlet = String(line)
      }
    }
    article.text = Self.text(lines[min(at, lines.count)...].dropLast(while: { $0.isEmpty || Self.isNumber($0) }))
  }

  private static func isNumber(_ line: Substring) -> Bool {
    ExportMark.accessionNumber(line.split(whereSeparator: \.isWhitespace)) != nil
  }

  private static func isLanguage(_ line: Substring) -> Bool {
    line.utf8.count > 2 && LanguageNames.tag(of: String(line)).map { $0 != line } ?? false
  }

  /// A field's code at the beginning of a line, and what follows it.
  /// - Parameter isText: within the text, where a word in capitals may look like a code, more must stand between.
  static func code(_ line: Substring, isText: Bool) -> (code: Substring, value: Substring)? {
    let code = line.prefix { $0.isASCII && $0.isUppercase }
    guard codes.contains(code) else { return nil }
    let rest = line.dropFirst(code.count)
    guard rest.isEmpty || rest.first == "\t" || rest.hasPrefix("  ") || (!isText && rest.first == " ") else {
      return nil
    }
    return (code, ExportLines.trimmed(rest))
  }

  private static let codes: Set<Substring> = [
    "HD", "SE", "CLM", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CT",
    "RF", "CX", "CO", "IN", "NS", "RE", "IPD", "IPC", "PUB", "AN",
  ]

  /// Paragraphs stand between blank lines, or each on a line of its own; a line that ends within a sentence goes on in
  /// the next one.
  private static func text(_ lines: some Collection<Substring>) -> [UInt8] {
    var paragraphs: [[Substring]] = []
    var isOpen = false
    for line in lines {
      if line.isEmpty {
        isOpen = false
        continue
      }
      if isOpen { paragraphs[paragraphs.count - 1].append(line) } else { paragraphs.append([line]) }
      isOpen = !(line.last.map { ".!?…\"”»)".contains($0) } ?? true)
    }
    return ExportLines.text(paragraphs)
  }
}

extension BidirectionalCollection {
  fileprivate func dropLast(while isLeftOut: (Element) -> Bool) -> SubSequence {
    var end = endIndex
    while end != startIndex, isLeftOut(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
