/// How a source's bytes are to be read.
public enum InputFormat: String, CaseIterable, Sendable {
  /// Told from the first bytes, then from the name.
  case auto
  /// One JSON object a line.
  case jsonl
  /// One big JSON array, or objects that run over lines.
  case json
  /// Tables with a header row.
  case csv, tsv
  /// One article a file: plain text, a web page.
  case text, html
  /// Crawled pages.
  case warc
  /// A dump of a wiki.
  case mediawiki
  /// Articles that a news database exported as text.
  case lexis, factiva

  /// The format of a source.
  /// - Parameters:
  ///   - path: its name; `-` says nothing.
  ///   - head: its beginning, decompressed and in UTF-8.
  ///   - textField: the column that holds the text, should it be a table.
  static func sniff(_ path: String, _ head: UnsafeBufferPointer<UInt8>, textField: String) -> InputFormat {
    let text = String(decoding: head.prefix(4096), as: UTF8.self)
    let start = text.drop(while: \.isWhitespace)
    if start.hasPrefix("WARC/1.") { return .warc }
    let name = baseName(path)
    let byName = endings.first { name.hasSuffix($0.ending) }?.format
    if let byName, byName != .json, byName != .html, byName != .text { return byName }
    if byName == .text { return export(head) ?? .text }
    let lower = start.prefix(1024).lowercased()
    if lower.contains("<mediawiki") { return .mediawiki }
    if byName == .html || lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") { return .html }
    if start.hasPrefix("[") { return .json }
    if start.hasPrefix("{") {
      // A brace alone on its line begins an object that runs over lines.
      let line = start.dropFirst().prefix { !$0.isNewline }
      return line.allSatisfy(\.isWhitespace) && start.contains(where: \.isNewline) ? .json : .jsonl
    }
    if byName == .json { return .json }
    let header = start.prefix { !$0.isNewline }
    for (delimiter, format) in [(Character("\t"), InputFormat.tsv), (",", .csv), (";", .csv)] {
      let fields = header.split(separator: delimiter).map { $0.drop { $0 == "\"" }.prefix { $0 != "\"" } }
      if fields.count > 1, fields.contains(where: { $0 == textField }) { return format }
    }
    return export(head) ?? .text
  }

  /// A database's export, told by the lines that part its articles, or by those that begin one.
  private static func export(_ head: UnsafeBufferPointer<UInt8>) -> InputFormat? {
    var at = 0
    var lines: [Substring] = []
    var hasFields = false
    while at < head.count {
      let end = head.endOfLine(from: at) ?? head.count
      switch ExportMark(head, at..<end, .lexis) {
      case .begins: return .lexis
      // Any text may end with these words.
      case .ends where hasFields: return .lexis
      default: break
      }
      if ExportMark(head, at..<end, .factiva) != nil { return .factiva }
      if lines.count < 40, end > at {
        lines.append(ExportLines.trimmed(Substring(decoding: head[at..<end], as: UTF8.self)))
        hasFields = hasFields || lines.last!.hasPrefix("Length: ") || lines.last!.hasPrefix("Load-Date: ")
      }
      at = end + 1
    }
    // The first article may be longer than what was read.
    let codes = lines.compactMap { FactivaArticle.code($0, isText: false)?.code }
    return codes.contains("HD") && codes.contains("SN") && codes.contains("PD") ? .factiva : nil
  }

  private static let endings: [(ending: String, format: InputFormat)] = [
    (".jsonl", .jsonl), (".ndjson", .jsonl), (".json", .json), (".csv", .csv), (".tsv", .tsv), (".tab", .tsv),
    (".txt", .text), (".text", .text), (".md", .text), (".html", .html), (".htm", .html), (".xhtml", .html),
    (".warc", .warc),
  ]

  /// The name without what tells of compression.
  private static func baseName(_ path: String) -> String {
    var name = path.lowercased()
    for ending in [".gz", ".bz2", ".xz", ".zst", ".zstd"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    return name
  }
}
