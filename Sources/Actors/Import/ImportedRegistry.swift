import Corpus
import Lexicon
import TextModel

/// The forms in which the field's lists of actors come.
public enum RegistryFormat: String, Sendable, CaseIterable {
  /// PETRARCH's, TABARI's and Phoenix' dictionaries of actors and agents.
  case petrarch
  /// JSON of Wikidata's query service or API.
  case wikidata
}

/// A list of actors of another program, as a registry.
public struct ImportedRegistry: Sendable {
  public var head: RegistryHead
  public let format: RegistryFormat
  /// In the files' order; no two of them share a name.
  public let actors: [Actor]
  /// In the files' order, those of whole files first.
  public private(set) var findings: [Finding]
  /// Uses of names in the files, one for each actor and time that a name stands for: those that live, are lost with an error
  /// or have become one with another.
  public let namesIn: Int
  public let lost: Int
  public let merged: Int

  public var live: Int { namesIn - lost - merged }

  /// Reads several files as one registry.
  /// - Parameters:
  ///   - format: nil to find out.
  ///   - encoding: `.auto` takes what is valid UTF-8 for that, and guesses else.
  ///   - languages: of Wikidata's names, the first of them the one that actors are called by; empty for all.
  /// - Throws: `ConfigurationError` where a file can't be read at all; whatever else is wrong is a finding.
  public static func read(
    _ files: [(path: String, bytes: [UInt8])], format: RegistryFormat? = nil, encoding: InputEncoding = .auto,
    languages: [String] = [], codes: ActorCodes, statement: DictionaryHead.Statement = .init()
  ) throws -> ImportedRegistry {
    var builder = RegistryBuilder()
    let texts = try files.map { try ForeignText($0.bytes, encoding: encoding, path: $0.path) }
    let format = try format ?? tell(texts)
    for text in texts {
      builder.begin(text.path)
      tellEncoding(text, &builder)
      switch format {
      case .petrarch: builder = PetrarchImporter.read(text, codes: codes, into: builder)
      case .wikidata:
        builder = try WikidataImporter.read(text, codes: codes, languages: languages, into: builder)
      }
    }
    let actors = builder.finish()
    return ImportedRegistry(builder, actors, texts, format, statement)
  }

  private init(
    _ builder: RegistryBuilder, _ actors: [Actor], _ texts: [ForeignText], _ format: RegistryFormat,
    _ statement: DictionaryHead.Statement
  ) {
    self.format = format
    self.actors = actors
    findings = builder.findings
    (namesIn, lost, merged) = (builder.seen, builder.lost, builder.merged)
    let names = texts.map(\.fileName)
    head = RegistryHead(
      name: statement.name ?? texts[0].baseName,
      source: statement.source ?? "\(names.joined(separator: ", ")), imported from the format \(format.rawValue)",
      licence: statement.licence ?? "not stated")
    if statement.licence == nil {
      findings.insert(
        Finding(
          file: texts[0].path, line: nil, severity: .warning, kind: .licence,
          message: "nothing says what may be done with it", mend: "name its licence with --licence"), at: 0)
    }
  }

  /// The one format that files have: JSON is Wikidata's.
  private static func tell(_ texts: [ForeignText]) throws -> RegistryFormat {
    var found: (format: RegistryFormat, path: String)?
    for text in texts {
      let first = text.text.unicodeScalars.first { !$0.properties.isWhitespace }
      let next = text.text.unicodeScalars.lazy.filter { !$0.properties.isWhitespace }.dropFirst().first
      let isJSON = first == "{" || (first == "[" && (next == "{" || next == "]"))
      if text.lines.contains(where: { $0.text.hasPrefix("actors:") }) || text.ending == "tsv" {
        throw ConfigurationError(file: text.path, what: "it is a registry already", mend: "use it as it is")
      }
      let format: RegistryFormat = isJSON ? .wikidata : .petrarch
      if let found, found.format != format {
        throw ConfigurationError(
          file: text.path, what: "it looks like \(format.rawValue), \(found.path) like \(found.format.rawValue)",
          mend: "import each by itself")
      }
      found = found ?? (format, text.path)
    }
    return found!.format
  }

  private static func tellEncoding(_ text: ForeignText, _ builder: inout RegistryBuilder) {
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
