import Corpus
import Foundation
import Pipeline
import Segmentation

/// Something that a run can be told by a flag, by the environment or by its pipeline file, in this order of precedence.
///
/// This table is the one place that says so: runs, `rhetor config`, the manual and docs/settings.md all read it. What
/// belongs to a single call (its inputs, its outputs, `--resume`) is no setting.
struct Setting: Sendable {
  /// The flag without its dashes.
  let name: String
  /// Where it stands in a pipeline file, as in `input.format`; nil where it can't.
  let key: String?
  /// What holds where nothing is said.
  let fallback: String
  private let given: @Sendable (AnalysisOptions) -> String?
  private let takeOver: @Sendable (inout AnalysisOptions, AnalysisOptions) -> Void
  private let lay: @Sendable (AnalysisOptions, inout PipelineFile) -> Void
  private let inFile: @Sendable (PipelineFile) -> String?
  /// A flag with a counterpart: `--evidence`, `--no-evidence`.
  private let isSwitch: Bool

  typealias Option<Value> = WritableKeyPath<AnalysisOptions, Value?> & Sendable
  typealias FileKey<Value> = WritableKeyPath<PipelineFile, Value> & Sendable

  /// A setting that pipeline files do not have.
  private init<Value>(_ name: String, _ option: Option<Value>, fallback: String) {
    self.name = name
    key = nil
    self.fallback = fallback
    given = { $0[keyPath: option].map { Self.text($0) } }
    takeOver = { $0[keyPath: option] = $1[keyPath: option] }
    lay = { _, _ in }
    inFile = { _ in nil }
    isSwitch = Value.self == Bool.self
  }

  /// A setting that pipeline files have as well.
  private init<Value: Sendable>(
    _ name: String, _ option: Option<Value>, _ key: String, _ place: FileKey<Value>, fallback: String
  ) {
    self.name = name
    self.key = key
    self.fallback = fallback
    given = { $0[keyPath: option].map { Self.text($0) } }
    takeOver = { $0[keyPath: option] = $1[keyPath: option] }
    lay = { if let value = $0[keyPath: option] { $1[keyPath: place] = value } }
    inFile = { Self.text($0[keyPath: place]) }
    isSwitch = Value.self == Bool.self
  }

  /// A setting that pipeline files may leave open.
  private init<Value: Sendable>(
    _ name: String, _ option: Option<Value>, _ key: String, optional place: FileKey<Value?>
  ) {
    self.name = name
    self.key = key
    fallback = "none"
    given = { $0[keyPath: option].map { Self.text($0) } }
    takeOver = { $0[keyPath: option] = $1[keyPath: option] }
    lay = { if let value = $0[keyPath: option] { $1[keyPath: place] = value } }
    inFile = { $0[keyPath: place].map { Self.text($0) } ?? "none" }
    isSwitch = false
  }

  /// `--map`, whose fields are laid over the file's one by one.
  private init(map name: String) {
    self.name = name
    key = "input.fields"
    fallback = "every field under its own name"
    given = { $0.map }
    takeOver = { $0.map = $1.map }
    lay = { if let map = $0.map { _ = $1.reading.fields.read(map) } }
    inFile = { file in FieldMap.Field.allCases.map { "\($0)=\(file.reading.fields[$0])" }.joined(separator: ",") }
    isSwitch = false
  }

  /// `--dictionary`, whose files come after the pipeline file's.
  private init(dictionaries name: String) {
    self.name = name
    key = "dictionaries"
    fallback = "none"
    given = { $0.dictionary.isEmpty ? nil : $0.dictionary.joined(separator: ":") }
    takeOver = { $0.dictionary = $1.dictionary }
    lay = { options, file in
      file.dictionaries += options.dictionary.flatMap { $0.split(separator: ":") }.map {
        .init(file: .init(typed: String($0)))
      }
    }
    inFile = { $0.dictionaries.isEmpty ? nil : $0.dictionaries.map(\.file.path).joined(separator: ":") }
    isSwitch = false
  }

  static let all: [Setting] = [
    Setting("format", \.format, "input.format", \.format, fallback: "auto"),
    Setting("encoding", \.encoding, "input.encoding", \.encoding, fallback: "utf-8"),
    Setting(
      "replace-invalid", \.replaceInvalid, "input.replace-invalid", \.reading.replacesInvalid, fallback: "false"),
    Setting(map: "map"),
    Setting("date-order", \.dateOrder, "input.date-order", optional: \.reading.dates.order),
    Setting("path-pattern", \.pathPattern, "input.path-pattern", optional: \.pathPattern),
    Setting("keep", \.keep, "input.keep", optional: \.keptNames),
    Setting("outlet", \.outlet, "input.outlet", optional: \.reading.outlet),
    Setting("language", \.language, "input.language", optional: \.reading.language),
    Setting(
      "detect-language", \.detectLanguage, "input.detect-language", \.detectsLanguage, fallback: "true"),
    Setting(
      "decode-entities", \.decodeEntities, "input.decode-entities", \.reading.decodesEntities, fallback: "false"),
    Setting(dictionaries: "dictionary"),
    Setting("dedupe", \.dedupe, "dedupe", \.findsDuplicates, fallback: "false"),
    Setting("drop-duplicates", \.dropDuplicates, "dedupe.drop", \.dropsDuplicates, fallback: "false"),
    Setting("segmenter", \.segmenter, "segment.engine", \.engine, fallback: "fast"),
    Setting("calibration", \.calibration, "stance.calibrated", \.stance.calibrated, fallback: "true"),
    Setting("evidence", \.evidence, "output.evidence", \.evidence, fallback: "false"),
    Setting("speech", \.speech, "output.speech", \.speech, fallback: "false"),
    Setting("jobs", \.jobs, fallback: "one a processor"),
    Setting("batch-size", \.batchSize, fallback: "\(AnalysisOptions.Defaults.batchSize)"),
    Setting("max-record", \.maxRecord, fallback: "\(AnalysisOptions.Defaults.maxRecord)"),
    Setting("max-ratio", \.maxRatio, fallback: "\(AnalysisOptions.Defaults.maxRatio)"),
    Setting("max-unpacked", \.maxUnpacked, fallback: "none"),
    Setting("checkpoint", \.checkpoint, fallback: text(AnalysisOptions.Defaults.checkpoint)),
    Setting("color", \.color, fallback: "auto"),
    Setting("cache", \.cache, fallback: "true"),
    Setting("cache-dir", \.cacheDir, fallback: "the user's"),
  ]

  /// Can a result depend on it? Not so on what only divides the work, saves some of it or colours the terminal.
  var matters: Bool { !["jobs", "batch-size", "checkpoint", "color", "cache", "cache-dir"].contains(name) }

  /// The flag that gives the options' value of it; nil where they have none.
  func argument(_ options: AnalysisOptions) -> String? {
    given(options).map { isSwitch ? ($0 == "true" ? "--\(name)" : "--no-\(name)") : "--\(name)=\($0)" }
  }

  /// RHETOR_ and its name.
  var variable: String { Self.variable(name) }

  static func variable(_ name: String) -> String {
    "RHETOR_" + name.uppercased().split(separator: "-").joined(separator: "_")
  }

  /// The options with what the environment says of those that no flag gave.
  /// - Throws: `CommandFault.usage` for a variable that its flag would not take.
  static func withEnvironment(_ options: AnalysisOptions) throws -> AnalysisOptions {
    var options = options
    for setting in all where setting.given(options) == nil {
      guard let text = Terminal.environment(setting.variable) else { continue }
      setting.takeOver(&options, try setting.parse(text))
    }
    return options
  }

  /// Lays what the options say over the file.
  static func lay(_ options: AnalysisOptions, over file: inout PipelineFile) {
    for setting in all { setting.lay(options, &file) }
  }

  /// A variable's value is read as its flag would be.
  private func parse(_ text: String) throws -> AnalysisOptions {
    var argument = "--\(name)=\(text)"
    if isSwitch {
      switch text.lowercased() {
      case "1", "true", "yes", "on": argument = "--\(name)"
      case "0", "false", "no", "off": argument = "--no-\(name)"
      default: throw CommandFault.usage("\(variable)=\(text): neither yes nor no: set it to 1 or 0")
      }
    }
    do {
      return try AnalysisOptions.parse([argument])
    } catch {
      throw CommandFault.usage("\(variable)=\(text): \(AnalysisOptions.message(for: error))")
    }
  }

  /// Its value in a run, and what gave it.
  /// - Parameters:
  ///   - typed: the options of the command line.
  ///   - settings: what became of them.
  func state(_ typed: AnalysisOptions, _ settings: RunSettings) -> (value: String, origin: String) {
    let file = settings.file
    let value = inFile(file) ?? given(settings.options) ?? fallback
    let inFile = Self.lines(of: key, file).map { "\(file.path):\($0)" }
    if given(settings.options) != nil {
      let origin = given(typed) != nil ? "--\(name)" : variable
      // Its fields come from both.
      return (value, name == "map" ? ([origin] + inFile).joined(separator: ", ") : origin)
    }
    if name == "color", Terminal.environment("NO_COLOR") != nil { return ("never", "NO_COLOR") }
    if name == "jobs" { return ("\(AnalysisOptions.Defaults.jobs)", "processors") }
    return (value, inFile.isEmpty ? "default" : inFile.joined(separator: ", "))
  }

  /// Lines of a pipeline file that give a key, or something within it.
  static func lines(of key: String?, _ file: PipelineFile) -> [Int] {
    guard let key else { return [] }
    return Set(file.lines.filter { $0.key == key || $0.key.hasPrefix(key + ".") }.values).sorted()
  }

  /// As it is typed.
  static func text(_ value: Any) -> String {
    switch value {
    // What `default` would say of them, but it looks for that in all types that there are.
    case let value as String: value
    case let value as Int: String(value)
    case let value as Double: String(value)
    case let value as Bool: String(value)
    case let value as InputFormat: value.rawValue
    case let value as Segmenter.Engine: value.rawValue
    case let value as DateOrder: value.rawValue
    case let value as ColorChoice: value.rawValue
    case InputEncoding.utf8: "utf-8"
    case InputEncoding.named(let name): name
    default: "\(value)"
    }
  }
}

extension PipelineFile {
  /// As it is typed; one that is none was refused with the options.
  fileprivate var pathPattern: String? {
    get { reading.paths?.text }
    set { reading.paths = newValue.flatMap { try? PathPattern($0) } }
  }

  fileprivate var keptNames: String? {
    get { reading.kept.isEmpty ? nil : reading.kept.joined(separator: ",") }
    set { reading.kept = newValue?.split(separator: ",").map(String.init) ?? [] }
  }

  fileprivate var findsDuplicates: Bool {
    get { duplicates != nil }
    set { duplicates = newValue ? duplicates ?? .init() : nil }
  }

  fileprivate var dropsDuplicates: Bool {
    get { duplicates?.drops ?? false }
    set {
      if newValue { findsDuplicates = true }
      duplicates?.drops = newValue
    }
  }
}

/// What a run goes by, after flags, environment, pipeline file and defaults were laid over each other.
struct RunSettings {
  let options: AnalysisOptions
  let home: Home
  let file: PipelineFile

  init(_ options: AnalysisOptions, pipeline: String?) throws {
    self.options = try Setting.withEnvironment(options)
    if let color = self.options.color { Terminal.use(color) }
    home = try Home(option: options.home)
    let path = try home.pipeline(Self.pipeline(pipeline))
    var file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    Setting.lay(self.options, over: &file)
    self.file = file
  }

  /// The name of the pipeline that is used where a command is given this one.
  static func pipeline(_ given: String?) -> String {
    given ?? Terminal.environment(Setting.variable("pipeline")) ?? AnalysisOptions.Defaults.pipeline
  }
}
