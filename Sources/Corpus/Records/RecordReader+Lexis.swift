import TextModel

extension RecordReader {
  /// An article as LexisNexis exports it: outlet, date and title, fields in capitals, the text, more fields.
  func readLexis(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    let lines = ExportLines(try text(record, batch)).lines
    let export =
      lines.contains("Body") ? LexisArticle(new: lines, settings.dates) : LexisArticle(old: lines, settings.dates)
    guard !export.text.isEmpty else { throw reject(record, batch, "an article without a text: it may be a picture's") }
    return Article(
      id: "\(record.source)#\(export.number ?? "\(record.line)")", date: export.date, outlet: export.outlet,
      language: export.language, title: export.title, text: export.text)
  }
}

/// What a LexisNexis article's lines say.
///
/// Source of the form: the documentation of the R package LexisNexisTools (Gruber).
private struct LexisArticle {
  /// Which it is of how many.
  var number: String?
  var date: String?
  var outlet: String?
  var language: String?
  var title: String?
  var text: [UInt8] = []

  /// Of LexisNexis until 2020: "1 of 10 DOCUMENTS"; outlet; date; title; BYLINE, SECTION, LENGTH; text; LOAD-DATE, LANGUAGE….
  init(old lines: [Substring], _ dates: DateReader) {
    number = lines.first?.split(whereSeparator: \.isWhitespace).first { Int($0) != nil }.map(String.init)
    let paragraphs = ExportLines.paragraphs(lines.dropFirst())
    var rest = paragraphs[...]
    // Outlet and date stand in paragraphs of their own or share one, with an edition after the date.
    while let paragraph = rest.first, date == nil, Self.field(paragraph[0]) == nil, paragraphs.count - rest.count < 4 {
      for line in paragraph where !ExportLines.isCopyright(line) && date == nil {
        date = dates.iso(String(line))
        if outlet == nil, date == nil { outlet = String(line) }
      }
      rest.removeFirst()
    }
    var titles: [String] = []
    var hasLength = false
    let isLengthThere = rest.contains { Self.field($0[0]).map { ExportLines.isLength($0.value) } ?? false }
    while let paragraph = rest.first, !hasLength {
      if let field = Self.field(paragraph[0]) {
        if Self.isOfTail(field.name) { break }
        hasLength = ExportLines.isLength(field.value)
      } else if isLengthThere || titles.isEmpty {
        titles.append(paragraph.joined(separator: " "))
      } else {
        break
      }
      rest.removeFirst()
    }
    if !titles.isEmpty { title = titles.joined(separator: " ") }
    var body: [[Substring]] = []
    var isBody = true
    for var paragraph in rest {
      if let field = Self.field(paragraph[0]) {
        if Self.isOfTail(field.name) { isBody = false }
        if field.name == "BODY" { paragraph[0] = field.value }
        if Self.languageNames.contains(field.name) { language = Self.first(field.value) }
        if body.isEmpty, ["DATELINE", "HIGHLIGHT"].contains(field.name) { continue }
      }
      paragraph.removeAll(where: \.isEmpty)
      if isBody, !paragraph.isEmpty { body.append(paragraph) }
    }
    while let last = body.last, ExportLines.isCopyright(last[0]) { body.removeLast() }
    text = ExportLines.text(body)
  }

  /// Of Nexis Uni: title; outlet; date; copyright; Section, Length, Byline; "Body"; text; Load-Date; "End of Document".
  init(new lines: [Substring], _ dates: DateReader) {
    var lines = lines[...]
    if let cover = lines.lastIndex(where: { $0.contains("About LexisNexis") }) { lines = lines[(cover + 1)...] }
    let bodyAt = lines.firstIndex(of: "Body") ?? lines.startIndex
    let head = lines[..<bodyAt].filter { !$0.isEmpty }
    if let dateAt = head.firstIndex(where: { Self.field($0) == nil && dates.iso(String($0)) != nil }) {
      date = dates.iso(String(head[dateAt]))
      outlet = dateAt > 0 ? String(head[dateAt - 1]) : nil
      if dateAt > 1 { title = head[..<(dateAt - 1)].joined(separator: " ") }
    } else {
      title = head.first.map(String.init)
      outlet = head.dropFirst().first.map(String.init)
    }
    var body: [[Substring]] = []
    var isBody = true
    for paragraph in ExportLines.paragraphs(lines[bodyAt...].dropFirst()) {
      if ["Classification", "End of Document", "Graphic"].contains(paragraph[0]) { isBody = false }
      if let field = Self.field(paragraph[0]), Self.isOfTail(field.name) { isBody = false }
      for line in paragraph {
        if let field = Self.field(line), Self.languageNames.contains(field.name) { language = Self.first(field.value) }
      }
      if isBody { body.append(paragraph) }
    }
    text = ExportLines.text(body)
  }

  /// The name, in capitals, and the value of a line such as "LENGTH: 355 words" or "Load-Date: May 7, 2010".
  private static func field(_ line: Substring) -> (name: String, value: Substring)? {
    guard let colon = line.utf8.prefix(30).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[..<colon]
    let value = line[line.index(after: colon)...]
    guard let first = name.first, first.isUppercase, name.allSatisfy({ $0.isLetter || $0 == "-" || $0 == " " }),
      value.isEmpty || value.first == " "
    else { return nil }
    let isInCapitals = name.allSatisfy { !$0.isLowercase }
    let capitals = name.uppercased()
    guard isInCapitals || isOfTail(capitals) || newNames.contains(capitals) else { return nil }
    return (capitals, ExportLines.trimmed(value))
  }

  private static func isOfTail(_ name: String) -> Bool { tailNames.contains(name) || languageNames.contains(name) }

  private static func first(_ value: Substring) -> String {
    String(ExportLines.trimmed(value.prefix { $0 != ";" && $0 != "," }))
  }

  private static let languageNames: Set<String> = ["LANGUAGE", "SPRACHE", "LANGUE", "TAAL", "IDIOMA", "LINGUA"]
  /// Fields that Nexis Uni puts before the text.
  private static let newNames: Set<String> = ["SECTION", "LENGTH", "BYLINE", "DATELINE", "HIGHLIGHT"]
  /// Fields that come after the text.
  private static let tailNames: Set<String> = [
    "LOAD-DATE", "UPDATE", "GRAPHIC", "GRAFIK", "PUBLICATION-TYPE", "JOURNAL-CODE", "DOCUMENT-TYPE", "TYPE", "SUBJECT",
    "COMPANY", "ORGANIZATION", "TICKER", "INDUSTRY", "PERSON", "CITY", "STATE", "COUNTRY", "GEOGRAPHIC", "URL", "NOTES",
    "SERIES", "CORRECTION", "CORRECTION-DATE", "ACC-NO", "DISTRIBUTION", "CATEGORY", "COPYRIGHT", "ENHANCEMENT",
  ]
}
