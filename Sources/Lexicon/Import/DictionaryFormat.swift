/// The forms in which the field's dictionaries come.
public enum DictionaryFormat: String, Sendable, CaseIterable {
  /// quanteda's YAML: categories within each other, lists of globs.
  case quanteda
  /// LIWC's .dic of 2007 and of 2015, whose categories are nested by tabs.
  case liwc
  /// LIWC-22's .dicx: a table with a column a category, with or without weights.
  case dicx
  /// WordStat's .cat.
  case wordstat
  /// Yoshikoder's .ykd and .lcd, XML.
  case yoshikoder
  /// Lexicoder's .lc3.
  case lexicoder
  case vader, afinn
  /// NRC EmoLex: word, emotion, 0 or 1.
  case nrc
  /// SO-CAL: a file a part of speech.
  case socal
  /// MPQA's subjectivity clues, .tff.
  case mpqa
  /// Tables with a header that names pattern, category, weight, pos, type.
  case csv, tsv
  /// A word a line, as Hu and Liu's.
  case words
  case sentiws

  var importer: any DictionaryImporter.Type {
    switch self {
    case .quanteda: QuantedaImporter.self
    case .liwc: LIWCImporter.self
    case .dicx: DicxImporter.self
    case .wordstat: WordStatImporter.self
    case .yoshikoder: YoshikoderImporter.self
    case .lexicoder: LexicoderImporter.self
    case .vader: VADERImporter.self
    case .afinn: AFINNImporter.self
    case .nrc: NRCImporter.self
    case .socal: SOCALImporter.self
    case .mpqa: MPQAImporter.self
    case .csv: CSVImporter.self
    case .tsv: TSVImporter.self
    case .words: WordListImporter.self
    case .sentiws: SentiWSImporter.self
    }
  }

  /// The format of a file, by what cannot be mistaken in it, then by its name's ending, then by how its lines look.
  /// - Returns: nil where nothing tells.
  static func sniff(_ file: ForeignText) -> DictionaryFormat? {
    let lines = file.lines.lazy.map(\.text).filter { !$0.isBlank }
    let first = lines.first ?? ""
    if first.trimmed.begins(with: "<") { return .yoshikoder }
    if first.trimmed.begins(with: "%") { return .liwc }
    if first.contains("priorpolarity=") { return .mpqa }
    switch file.ending {
    case "yml", "yaml": return .quanteda
    case "dic": return .liwc
    case "dicx": return .dicx
    case "cat": return .wordstat
    case "ykd", "lcd": return .yoshikoder
    case "lc3": return .lexicoder
    case "tff": return .mpqa
    default: break
    }
    if first.begins(with: "+"), !first.contains("\t") { return .lexicoder }
    let delimiter: Character? = ["\t", ",", ";"].first { first.contains($0) }
    if let delimiter {
      let names = first.parts(at: delimiter).map { String(TableColumns.bare($0)).lowercased() }
      if TableColumns.pattern.contains(names[0]), DicxImporter.isHeader(names) { return .dicx }
      if names.contains(where: TableColumns.pattern.contains) { return delimiter == "\t" ? .tsv : .csv }
    }
    return shape(of: lines.filter { !$0.begins(with: ";") }.prefix(200).map { $0 }, file)
  }

  /// By how most lines look.
  private static func shape(of lines: [Substring], _ file: ForeignText) -> DictionaryFormat? {
    var counts: [DictionaryFormat: Int] = [:]
    for line in lines {
      let parts = line.parts(at: "\t")
      if parts.count == 1 {
        // Columns that blanks or commas part are no words.
        let isTable = line.contains(",") || (line.words.count > 1 && Double(line.words.last!) != nil)
        if !isTable { counts[.words, default: 0] += 1 }
        let isScored = line.words.count == 2 && Double(line.words[1]) != nil
        if isScored, SOCALImporter.partOfSpeech(file) != nil { counts[.socal, default: 0] += 1 }
      } else if parts.count >= 4, parts[3].begins(with: "[") {
        counts[.vader, default: 0] += 1
      } else if parts.count == 3, parts[2].trimmed == "0" || parts[2].trimmed == "1", Double(parts[1]) == nil {
        counts[.nrc, default: 0] += 1
      } else if parts.count <= 3, let (_, pos) = parts[0].cut(at: "|"), !pos.isEmpty, pos.allSatisfy(\.isUppercase),
        Double(parts[1].trimmed) != nil
      {
        counts[.sentiws, default: 0] += 1
      } else if parts.count(where: { !$0.isBlank }) == 2, let score = Double((parts.last ?? "").trimmed) {
        let isSOCAL = SOCALImporter.partOfSpeech(file) != nil || score != score.rounded()
        counts[isSOCAL ? .socal : .afinn, default: 0] += 1
      }
    }
    guard let most = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }),
      most.value * 2 > lines.count
    else { return nil }
    return most.key
  }
}

/// Reads one format.
protocol DictionaryImporter {
  /// On which scale its weights stand; nil where the format fixes none.
  static var scale: String? { get }
  /// The language that all of its dictionaries are in; nil where they may be in any.
  static var language: String? { get }

  /// Adds a file's entries and what is to be said of them.
  /// - Throws: `ConfigurationError` where it can't be read at all.
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws
}

extension DictionaryImporter {
  static var scale: String? { nil }
  static var language: String? { nil }

  /// The category of formats that have weights and no categories.
  static var valence: [String] { ["valence"] }
}
