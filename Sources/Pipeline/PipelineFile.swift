import Actors
import Corpus
import Lexicon
import Segmentation
import Stance

/// A pipeline as its YAML file describes it, checked but with nothing loaded yet.
public struct PipelineFile: Sendable {
  /// A path and the line that names it, for complaints about what is found there.
  public struct Reference: Sendable {
    public var path: String
    public var line: Int?
    /// It comes from the command line or the environment, and is looked for in the working folder.
    public var isTyped = false

    public init(path: String, line: Int?) {
      self.path = path
      self.line = line
    }

    public init(typed path: String) {
      self.path = path
      isTyped = true
    }
  }

  /// A dictionary: a table of Rhetor's own, or a file of another program and what it does not say of itself.
  public struct DictionaryRow: Sendable {
    public var file: Reference
    /// nil to find out.
    public var format: DictionaryFormat?
    public var encoding = InputEncoding.auto
    public var statement = DictionaryHead.Statement()

    public init(file: Reference) { self.file = file }
  }

  public struct ContrastRow: Sendable {
    public var id: String
    public var left: String
    public var right: String
    /// For the codebook.
    public var description: String?
    public var line: Int?
  }

  public enum StageName: String, CaseIterable, Sendable {
    case dedupe, segment, mentions, attribution, stance, rhetoric

    /// Stages whose layers this one reads.
    var needs: [StageName] {
      switch self {
      case .dedupe, .segment: return []
      case .mentions: return [.segment]
      case .attribution: return [.segment, .mentions]
      case .stance, .rhetoric: return [.segment, .mentions, .attribution]
      }
    }
  }

  public let path: String
  public var name = ""
  public var format = InputFormat.auto
  public var encoding = InputEncoding.utf8
  public var reading = RecordSettings()
  /// Tell the language of articles that do not say it by their words, not by their script alone.
  public var detectsLanguage = true
  public var languages: [Reference] = []
  public var lexicons: [Reference] = []
  /// Dictionaries whose counts stand in the records.
  public var dictionaries: [DictionaryRow] = []
  public var actors: [Reference] = []
  public var transliterations: Reference?
  public var stages: [StageName] = []
  /// nil where no duplicates are looked for.
  public var duplicates: DuplicateSettings?
  public var engine = Segmenter.Engine.fast
  public var mentions = MentionFinder.Settings()
  public var stance = StanceSettings()
  public var contrasts: [ContrastRow] = []
  public var comparisons = ComparisonPlan()
  public var evidence = false
  /// Write who says which words into the records.
  public var speech = false
  /// Tables that are not read, as in `en/valence.tsv`: to see what hangs on them. No file can say so.
  public var leftOut: Set<String> = []
  /// Kinds of tables that are read; nil for all. No file can say so.
  public var kinds: Set<String>?
  /// Lines of the settings that the file gives, by their path: `input.format`, `stance.neutral`.
  public private(set) var lines: [String: Int] = [:]

  /// - Throws: `ConfigurationError` with file and line for an unknown key or a wrong value.
  public init(parsing text: String, path: String) throws {
    self.path = path
    let root = try YAMLValue(parsing: text, file: path)
    let keys = try root.mapping(keys: [
      "name", "description", "input", "languages", "lexicons", "dictionaries", "actors", "transliterations", "stages",
      "contrasts", "comparisons", "output",
    ])
    guard let name = keys["name"] else {
      throw root.error("no 'name:'", mend: "add one; the dataset's folder is called so")
    }
    self.name = try name.string()
    if self.name.isEmpty || self.name.contains("/") {
      throw name.error("'\(self.name)' cannot name a folder", mend: "use letters, digits and hyphens")
    }
    if let input = keys["input"] { try readInput(input) }
    guard let languages = keys["languages"] else {
      throw root.error("no 'languages:'", mend: "list folders of Lexicons/, as in 'languages: [en, ru]'")
    }
    self.languages = try references(languages)
    if self.languages.isEmpty { throw languages.error("no language", mend: "list at least one, as in [en]") }
    lexicons = try keys["lexicons"].map(references) ?? []
    dictionaries = try keys["dictionaries"]?.list().map(dictionary) ?? []
    actors = try keys["actors"].map(references) ?? []
    transliterations = try keys["transliterations"].map { Reference(path: try $0.string(), line: $0.line) }
    guard let stages = keys["stages"] else {
      throw root.error(
        "no 'stages:'", mend: "list them: \(StageName.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    for stage in try stages.list() { try readStage(stage) }
    contrasts = try keys["contrasts"]?.list().map(contrast) ?? []
    comparisons = try keys["comparisons"].map(ComparisonPlan.init) ?? comparisons
    if let output = keys["output"] {
      let keys = try output.mapping(keys: ["evidence", "speech"])
      evidence = try keys["evidence"]?.bool() ?? false
      speech = try keys["speech"]?.bool() ?? false
    }
    // What stands in a list has no path of its own, but for the stages' settings.
    for (key, value) in try root.pairs() { note(value, as: key) }
    for stage in try stages.list() where stage.isMapping { note(stage, as: "") }
  }

  private mutating func note(_ value: YAMLValue, as path: String) {
    guard value.isMapping, let pairs = try? value.pairs() else {
      lines[path] = value.line
      return
    }
    for (key, value) in pairs { note(value, as: path.isEmpty ? key : "\(path).\(key)") }
  }

  private func references(_ value: YAMLValue) throws -> [Reference] {
    try value.list().map { Reference(path: try $0.string(), line: $0.line) }
  }

  /// A dictionary stands as its bare path or as `{file: …, language: …}`.
  private func dictionary(_ value: YAMLValue) throws -> DictionaryRow {
    guard value.isMapping else { return DictionaryRow(file: Reference(path: try value.string(), line: value.line)) }
    let keys = try value.mapping(keys: ["file", "format", "encoding", "name", "language", "source", "licence"])
    guard let file = keys["file"] else {
      throw value.error("a dictionary without 'file'", mend: "write '{file: PATH, language: en}'")
    }
    var row = DictionaryRow(file: Reference(path: try file.string(), line: file.line))
    row.format = try keys["format"]?.choice()
    if let encoding = keys["encoding"] { row.encoding = try self.encoding(encoding) }
    row.statement = .init(
      name: try keys["name"]?.string(), language: try keys["language"]?.string(),
      source: try keys["source"]?.string(), licence: try keys["licence"]?.string())
    return row
  }

  private func encoding(_ value: YAMLValue) throws -> InputEncoding {
    guard let encoding = InputEncoding(try value.string()) else {
      throw value.error("ICU knows no encoding '\(try value.string())'", mend: "use a name as in 'windows-1251'")
    }
    return encoding
  }

  private mutating func readInput(_ value: YAMLValue) throws {
    let keys = try value.mapping(keys: [
      "format", "fields", "encoding", "replace-invalid", "date-order", "path-pattern", "outlet", "language",
      "keep", "detect-language", "decode-entities",
    ])
    format = try keys["format"]?.choice() ?? .auto
    encoding = try keys["encoding"].map { try self.encoding($0) } ?? encoding
    reading.replacesInvalid = try keys["replace-invalid"]?.bool() ?? false
    reading.decodesEntities = try keys["decode-entities"]?.bool() ?? false
    reading.dates.order = try keys["date-order"]?.choice()
    if let value = keys["path-pattern"] {
      do { reading.paths = try PathPattern(try value.string()) } catch let fault as PathPattern.Fault {
        throw value.error(fault.what, mend: fault.mend)
      }
    }
    reading.kept = try keys["keep"]?.list().map { try $0.string() } ?? []
    reading.outlet = try keys["outlet"]?.string()
    reading.language = try keys["language"]?.string()
    detectsLanguage = try keys["detect-language"]?.bool() ?? true
    guard let names = keys["fields"] else { return }
    for (field, name) in try names.mapping(keys: FieldMap.Field.allCases.map(\.rawValue)) {
      reading.fields[FieldMap.Field(rawValue: field)!] = try name.string()
    }
  }

  /// A stage stands as its bare name or as `name: {settings}`.
  private mutating func readStage(_ value: YAMLValue) throws {
    guard value.isMapping else { return try addStage(try value.choice(StageName.self), value) }
    let pairs = try value.pairs()
    guard pairs.count == 1, let (name, settings) = pairs.first else {
      throw value.error("a stage must be one name", mend: "write '- stance: {…}'")
    }
    guard let stage = StageName(rawValue: name) else {
      throw value.error(
        "no stage '\(name)'", mend: YAMLValue.suggestion(for: name, among: StageName.allCases.map(\.rawValue)))
    }
    try addStage(stage, value)
    switch stage {
    case .dedupe: try readDuplicates(settings)
    case .segment:
      engine = try settings.mapping(keys: ["engine"])["engine"]?.choice() ?? .fast
    case .mentions: try readMentions(settings)
    case .stance: try readStance(settings)
    case .attribution, .rhetoric: _ = try settings.mapping(keys: [])
    }
  }

  private mutating func addStage(_ stage: StageName, _ value: YAMLValue) throws {
    if stages.contains(stage) { throw value.error("the stage '\(stage.rawValue)' stands twice", mend: "keep one") }
    for needed in stage.needs where !stages.contains(needed) {
      throw value.error(
        "the stage '\(stage.rawValue)' reads what '\(needed.rawValue)' finds",
        mend: "list '\(needed.rawValue)' before it")
    }
    if stage == .dedupe {
      if !stages.isEmpty { throw value.error("'dedupe' works on whole articles", mend: "list it first") }
      duplicates = DuplicateSettings()
    }
    stages.append(stage)
  }

  private mutating func readDuplicates(_ value: YAMLValue) throws {
    let keys = try value.mapping(keys: ["threshold", "shingle", "window", "drop"])
    var settings = DuplicateSettings()
    settings.threshold = try keys["threshold"]?.number(in: 0.5...1) ?? settings.threshold
    settings.shingle = try keys["shingle"]?.integer(in: 1...20) ?? settings.shingle
    settings.window = try keys["window"]?.integer(in: 1...10_000_000) ?? settings.window
    settings.drops = try keys["drop"]?.bool() ?? settings.drops
    duplicates = settings
  }

  private mutating func readMentions(_ value: YAMLValue) throws {
    let keys = try value.mapping(keys: ["pronouns", "misspellings", "pronoun-window"])
    mentions.pronouns = try keys["pronouns"]?.bool() ?? mentions.pronouns
    mentions.misspellings = try keys["misspellings"]?.bool() ?? mentions.misspellings
    mentions.pronounWindow = try keys["pronoun-window"]?.integer(in: 0...10) ?? mentions.pronounWindow
  }

  private mutating func readStance(_ value: YAMLValue) throws {
    let keys = try value.mapping(keys: [
      "negation-window", "shifter-window", "intensifier-window", "free-distance", "distance-step", "distance-floor",
      "other-clause", "preposition", "neutral", "calibrated",
      "question", "conditional", "irony", "carry-over", "carry-window",
    ])
    func count(_ key: String, _ setting: inout Int) throws {
      setting = try keys[key]?.integer(in: 0...50) ?? setting
    }
    func share(_ key: String, _ setting: inout Double) throws {
      setting = try keys[key]?.number(in: 0...1) ?? setting
    }
    try count("negation-window", &stance.negationWindow)
    try count("shifter-window", &stance.shifterWindow)
    try count("intensifier-window", &stance.intensifierWindow)
    try count("free-distance", &stance.freeDistance)
    try share("distance-step", &stance.distanceStep)
    try share("distance-floor", &stance.distanceFloor)
    try share("other-clause", &stance.otherClause)
    try share("preposition", &stance.preposition)
    try share("neutral", &stance.neutral)
    try share("question", &stance.question)
    try share("conditional", &stance.conditional)
    stance.irony = try keys["irony"]?.number(in: -1...1) ?? stance.irony
    try share("carry-over", &stance.carryOver)
    try count("carry-window", &stance.carryWindow)
    stance.calibrated = try keys["calibrated"]?.bool() ?? stance.calibrated
  }

  private func contrast(_ value: YAMLValue) throws -> ContrastRow {
    let keys = try value.mapping(keys: ["id", "left", "right", "description"])
    func required(_ key: String) throws -> String {
      guard let found = keys[key] else {
        throw value.error("a contrast without '\(key)'", mend: "give it an id and the frames 'left' and 'right'")
      }
      return try found.string()
    }
    return ContrastRow(
      id: try required("id"), left: try required("left"), right: try required("right"),
      description: try keys["description"]?.string(), line: value.line)
  }
}
