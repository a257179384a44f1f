import Corpus
import TextModel

/// A dictionary of another program, as Rhetor understands it.
public struct ImportedDictionary: Sendable {
  public var head: DictionaryHead
  public let format: DictionaryFormat
  /// In the files' order.
  public let entries: [DictionaryEntry]
  /// In the files' order, those of whole files first.
  public private(set) var findings: [Finding]
  /// Entries that stand in the files, a category each: those that live, are lost, or have become one with another.
  public let entriesIn: Int
  /// Of which an error tells.
  public let lost: Int
  public let merged: Int

  public var name: String { head.name }

  /// Reads one file.
  /// - Parameters:
  ///   - path: its name, which tells the format where the content does not, and stands in findings.
  ///   - format: nil to find out.
  ///   - encoding: `.auto` takes what is valid UTF-8 for that, and guesses else.
  ///   - statement: what is known of it beside.
  /// - Throws: `ConfigurationError` where it can't be read at all; whatever else is wrong is a finding.
  public static func read(
    _ bytes: [UInt8], path: String, format: DictionaryFormat? = nil, encoding: InputEncoding = .auto,
    statement: DictionaryHead.Statement = .init()
  ) throws -> ImportedDictionary {
    try read([(path, bytes)], format: format, encoding: encoding, statement: statement)
  }

  /// Reads several files as one dictionary, as SO-CAL's come; all are of one format.
  public static func read(
    _ files: [(path: String, bytes: [UInt8])], format: DictionaryFormat? = nil, encoding: InputEncoding = .auto,
    statement: DictionaryHead.Statement = .init()
  ) throws -> ImportedDictionary {
    var builder = DictionaryBuilder()
    let texts = try files.map { try ForeignText($0.bytes, encoding: encoding, path: $0.path) }
    let format = try format ?? tell(texts)
    let importer = format.importer
    builder.scale = importer.scale
    for text in texts {
      builder.begin(text.path)
      tellEncoding(text, &builder)
      try importer.read(text, into: &builder)
    }
    let language = statement.language ?? importer.language ?? "en"
    builder.finish(language: language)
    return ImportedDictionary(builder, texts, format, language, statement)
  }

  private init(
    _ builder: DictionaryBuilder, _ texts: [ForeignText], _ format: DictionaryFormat, _ language: String,
    _ statement: DictionaryHead.Statement
  ) {
    self.format = format
    (entries, findings) = (builder.entries, builder.findings)
    (entriesIn, lost, merged) = (builder.seen, builder.lost, builder.merged)
    let names = texts.map(\.fileName)
    head = DictionaryHead(
      name: statement.name ?? builder.name ?? texts[0].baseName, language: language,
      source: statement.source ?? "\(names.joined(separator: ", ")), imported from the format \(format.rawValue)",
      licence: statement.licence)
    if entries.contains(where: { $0.weight != nil }) { head.scale = builder.scale }
    head.nested = builder.nested
    for category in Set(entries.map { $0.category[0] }).sorted() {
      switch category.lowercased() {
      // In Lexicoder's dictionary, what is negated is a category of its own.
      case "positive", "neg_negative": head.positive.append([category])
      case "negative", "neg_positive": head.negative.append([category])
      default: break
      }
    }
    if head.licence == nil {
      findings.insert(
        Finding(
          file: texts[0].path, line: nil, severity: .warning, kind: .licence,
          message: "nothing says what may be done with it", mend: "name its licence with --licence"), at: 0)
    }
  }

  /// The one format that files have. A file that does not tell is like the others.
  private static func tell(_ texts: [ForeignText]) throws -> DictionaryFormat {
    var found: (format: DictionaryFormat, path: String)?
    for text in texts {
      if text.text.hasPrefix("# "), text.lines.contains(where: { $0.text.hasPrefix("# kind:") }) {
        throw ConfigurationError(
          file: text.path, what: "it has Rhetor's own form already", mend: "use it as it is")
      }
      guard let format = DictionaryFormat.sniff(text) else { continue }
      if let found, found.format != format {
        throw ConfigurationError(
          file: text.path, what: "it looks like \(format.rawValue), \(found.path) like \(found.format.rawValue)",
          mend: "import each by itself, or say --format")
      }
      found = found ?? (format, text.path)
    }
    if let found { return found.format }
    throw ConfigurationError(
      file: texts[0].path, what: "its format can't be told",
      mend: "say it with --format: \(DictionaryFormat.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  private static func tellEncoding(_ text: ForeignText, _ builder: inout DictionaryBuilder) {
    if text.whole.isGuessed, let name = text.whole.encoding {
      builder.say(
        .warning, .encoding, nil, "it is no UTF-8, and is taken for \(name)",
        "name its encoding with --encoding, if only to say so")
    }
    for line in text.whole.damagedLines {
      builder.say(
        .warning, .replaced, line, "bytes that are not of the encoding, with U+FFFD in their place",
        "name the right encoding with --encoding")
    }
  }
}
