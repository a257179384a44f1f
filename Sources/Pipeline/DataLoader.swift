import Actors
import Dataset
import Lexicon
import Rhetoric
import Stance
import TextModel

/// Finds and reads the files a pipeline names: beside the pipeline file first, then in Lexicons/.
struct DataLoader {
  let file: PipelineFile
  let home: Home
  let probes = DataProbes()
  /// Of all that was read, in whatever order.
  let fingerprint = Fingerprint()
  /// Paths of all that was read, in whatever order.
  private let paths = Guarded<[String]>([])

  /// What was read, by the paths that are shown, sorted by these.
  var dataFiles: [Analysis.DataFile] {
    Set(paths.withLock { $0 }).map { Analysis.DataFile(path: $0, shown: shown($0)) }
      .sorted { $0.shown.utf8.lexicographicallyPrecedes($1.shown.utf8) }
  }

  /// Tells one set of files from another by their contents; no protection against forgery.
  final class Fingerprint: Sendable {
    private let sum = Guarded<UInt64>(0)

    var value: UInt64 { sum.withLock { $0 } }

    func add(_ text: String) {
      var text = text
      text.withUTF8 { add($0) }
    }

    func add(_ bytes: UnsafeBufferPointer<UInt8>) {
      let hash = hashBytes(bytes)
      sum.withLock { $0 &+= hash }
    }
  }

  private func note(_ path: String) { paths.withLock { $0.append(path) } }

  private func read(_ path: String) -> String? {
    let text = probes.text(path)
    if let text {
      fingerprint.add(text)
      note(path)
    }
    return text
  }

  func languagePacks() throws -> [LanguagePack] {
    var packs = try concurrentMap(file.languages.count) { try pack(file.languages[$0]) }
    for reference in file.lexicons {
      let (path, text) = try read(reference)
      if file.leftOut.contains(shown(path)) { continue }
      let lexicon = try LexiconFile(parsing: text, path: shown(path))
      if !isWanted(lexicon) { continue }
      guard let language = lexicon.value("language") else {
        throw ConfigurationError(
          file: path, what: "no '# language:' in the head", mend: "say whose words they are, as in '# language: en'")
      }
      guard let index = packs.firstIndex(where: { $0.language == language }) else {
        throw ConfigurationError(
          file: path, what: "words of the language '\(language)', which the pipeline does not read",
          mend: "add '\(language)' to its languages")
      }
      try packs[index].add(lexicon)
    }
    for index in packs.indices { packs[index].endTables() }
    return packs
  }

  /// Adds the pipeline's dictionaries to the packs of their languages.
  /// - Returns: what is to be told of them.
  func addDictionaries(to packs: inout [LanguagePack]) throws -> [String] {
    var notices: [String] = []
    for row in file.dictionaries {
      let path = try resolve(row.file)
      let read = try DictionaryFile(
        row, bytes: probes.bytes(path), shown: shown(path), language: packs.first?.language)
      fingerprint.add(read.text)
      note(path)
      let dictionary = read.dictionary
      guard let index = packs.firstIndex(where: { $0.language == dictionary.language }) else {
        throw ConfigurationError(
          file: dictionary.head.path,
          what: "words of the language '\(dictionary.language)', which the pipeline does not read",
          mend: "add '\(dictionary.language)' to its languages")
      }
      if let twin = packs.lazy.flatMap(\.dictionaries).first(where: { $0.head.name == dictionary.head.name }) {
        throw ConfigurationError(
          file: dictionary.head.path, what: "the name '\(dictionary.head.name)', which \(twin.head.path) has too",
          mend: "give one of them another name")
      }
      packs[index].add(dictionary)
      let (lost, doubtful) = (
        read.findings.count { $0.severity == .error }, read.findings.count { $0.severity == .warning }
      )
      if lost + doubtful > 0 {
        notices.append("\(shown(path)): \(lost) entries lost, \(doubtful) doubtful: see 'rhetor lexicon import'")
      }
    }
    return notices
  }

  /// A folder of Lexicons/: language.yaml and all its tables.
  private func pack(_ reference: PipelineFile.Reference) throws -> LanguagePack {
    let folder = try resolve(reference)
    guard let names = probes.names(in: folder, endings: [".tsv"]) else {
      throw error(reference, "'\(reference.path)' is no folder of lexicons", "name a folder of Lexicons/, as in [en]")
    }
    let settingsPath = folder + "/language.yaml"
    guard let text = read(settingsPath) else {
      throw error(reference, "'\(reference.path)' has no language.yaml", "add it, with 'name:' and 'script:'")
    }
    var pack = LanguagePack(language: String(folder.split(separator: "/").last ?? ""))
    let keys = try YAMLValue(parsing: text, file: shown(settingsPath)).mapping(keys: [
      "name", "script", "possessives", "progressives", "connectors", "not-names", "adjectives",
    ])
    pack.script = try keys["script"]?.string() ?? pack.script
    pack.possessives = try keys["possessives"]?.list().map { try $0.string() } ?? []
    pack.progressives = try keys["progressives"]?.list().map { Array(try $0.string().utf8) } ?? []
    pack.connectors = try keys["connectors"]?.list().map { try $0.string() } ?? []
    pack.adjectives = try keys["adjectives"]?.list().map { try $0.string() } ?? []
    pack.notNames = try keys["not-names"]?.list().map { try $0.string() } ?? []
    for name in names {
      let path = folder + "/" + name
      if file.leftOut.contains(shown(path)) { continue }
      guard let text = read(path) else { throw unreadable(path) }
      let table = try LexiconFile(parsing: text, path: shown(path))
      if isWanted(table) { try pack.add(table) }
    }
    return pack
  }

  private func isWanted(_ table: LexiconFile) -> Bool {
    guard let kinds = file.kinds, let kind = table.value("kind") else { return true }
    return kinds.contains(kind)
  }

  /// By language: the calibration.json of its folder of Lexicons/, or nil where there is none.
  func calibrations() throws -> [Calibration?] {
    try concurrentMap(file.languages.count) { language in
      let path = try resolve(file.languages[language]) + "/calibration.json"
      guard let bytes = probes.bytes(path) else { return nil }
      bytes.withUnsafeBufferPointer { fingerprint.add($0) }
      return try CalibrationFile.read(bytes, path: shown(path))
    }
  }

  static let registryEndings = [".yaml", ".yml", ".tsv"]

  /// The registries that the pipeline names; a folder stands for all those in it.
  func registryFiles() throws -> [String] {
    try file.actors.flatMap { reference in
      let path = try resolve(reference)
      return probes.names(in: path, endings: Self.registryEndings)?.map { path + "/" + $0 } ?? [path]
    }
  }

  func registry() throws -> ActorRegistry {
    var registry = ActorRegistry()
    for path in try registryFiles() {
      guard let text = read(path) else { throw unreadable(path) }
      try registry.add(text, file: shown(path))
    }
    try registry.check()
    return registry
  }

  /// Lexicons/languages.tsv; a data folder without it tells languages by their scripts.
  func languageProfiles() throws -> LanguageProfiles? {
    let path = home.lexicons + "/languages.tsv"
    guard let text = read(path) else { return nil }
    return try LanguageProfiles(try LexiconFile(parsing: text, path: shown(path)))
  }

  /// Lexicons/frames.yaml, or nil where there is none: frames are found without their definitions.
  func frameCodebook() throws -> FrameCodebook? {
    let path = home.lexicons + "/frames.yaml"
    guard let text = read(path) else { return nil }
    return try FrameCodebook(parsing: text, file: shown(path))
  }

  func transliterations() throws -> Transliterations? {
    guard let reference = file.transliterations else { return nil }
    let (path, text) = try read(reference)
    return try Transliterations(try LexiconFile(parsing: text, path: shown(path)))
  }

  private func read(_ reference: PipelineFile.Reference) throws -> (path: String, text: String) {
    let path = try resolve(reference)
    guard let text = read(path) else { throw unreadable(path) }
    return (path, text)
  }

  func resolve(_ reference: PipelineFile.Reference) throws -> String {
    let path = reference.path
    var candidates = [path]
    if !path.hasPrefix("/") {
      let folder = reference.isTyped ? "" : file.path.lastIndex(of: "/").map { file.path[...$0] } ?? ""
      candidates = [folder + path, home.lexicons + "/" + path]
    }
    for candidate in candidates where probes.isThere(candidate) {
      return candidate
    }
    if reference.isTyped {
      throw ConfigurationError(
        file: path, what: "no such file", mend: "it is looked for here and in \(shown(home.lexicons))")
    }
    throw error(
      reference, "'\(path)' was not found",
      "it is looked for beside the pipeline file and in \(shown(home.lexicons))")
  }

  /// A path as messages and records show it: data of the home folder by its place in Lexicons/.
  func shown(_ path: String) -> String {
    let root = home.lexicons + "/"
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }

  private func error(_ reference: PipelineFile.Reference, _ what: String, _ mend: String) -> ConfigurationError {
    ConfigurationError(file: file.path, line: reference.line, what: what, mend: mend)
  }

  func unreadable(_ path: String) -> ConfigurationError {
    ConfigurationError(file: path, what: "it can't be read", mend: "check that it exists, and its permissions")
  }
}
