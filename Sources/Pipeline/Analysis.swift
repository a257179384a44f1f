import Actors
import Lexicon
import Rhetoric
import Segmentation
import Stance
import TextModel

/// Everything a pipeline needs to analyse articles, loaded and compiled once, then shared by all workers unchanged.
public struct Analysis: Sendable {
  public struct Language: Sendable {
    public let pack: LanguagePack
    public let matcher: Matcher
    /// By frame of the pack: its number in `frames`.
    public let frameNumbers: [UInt32]
    /// What was learned for the language; nil where nothing was, or the pipeline does without.
    public let calibration: Calibration?
  }

  public private(set) var file: PipelineFile
  public let languages: [Language]
  /// By them articles are told that do not say their language; nil to go by their script.
  public let profiles: LanguageProfiles?
  public let registry: ActorRegistry
  public let aliases: AliasTable
  /// Frame ids of all languages together.
  public let frames: [String]
  public let contrasts: [Contrast]
  /// What is to be told of the data before a run.
  public let notices: [String]
  /// A lexicon, registry, dictionary or calibration.
  public struct DataFile: Sendable, Hashable {
    public let path: String
    /// Its place in Lexicons/, or its path where it is not of it.
    public let shown: String

    public init(path: String, shown: String) {
      self.path = path
      self.shown = shown
    }
  }

  /// All data files that were read, sorted by the paths they are shown by.
  public let dataFiles: [DataFile]
  /// Tells these data files from others, or from themselves after a change.
  public let dataFingerprint: UInt64

  /// Loads what the file names.
  /// - Throws: `ConfigurationError` for whatever is wrong or missing in the data.
  public init(_ file: PipelineFile, home: Home) throws {
    self.file = file
    let loader = DataLoader(file: file, home: home)
    var packs: [LanguagePack]
    let calibrations: [Calibration?]
    (packs, registry, calibrations) = try concurrently {
      try loader.languagePacks()
    } _: {
      try loader.registry()
    } _: {
      file.stance.calibrated ? try loader.calibrations() : file.languages.map { _ in nil }
    }
    notices = try loader.addDictionaries(to: &packs)
    let terms: [MatcherBuilder?]
    (aliases, terms) = try concurrently { [packs, registry] in
      try AliasTable(
        registry: registry, declensions: packs.map(\.declension).filter { !$0.isEmpty },
        transliterations: try loader.transliterations())
    } _: { [packs] in
      try concurrentMap(packs.count) { try Self.terms(of: packs[$0]) }
    }
    var frames: [String] = []
    let numbers = packs.map { pack in
      pack.frames.map { frame -> UInt32 in
        if let known = frames.firstIndex(of: frame) { return UInt32(known) }
        frames.append(frame)
        return UInt32(frames.count - 1)
      }
    }
    self.frames = frames
    // Each is handed on, not copied.
    let builders = Guarded(consume terms)
    languages = try concurrentMap(packs.count) { [packs, aliases] index in
      var matcher = builders.withLock { $0[index].take()! }
      aliases.add(to: &matcher, misspellings: file.mentions.misspellings)
      if let patterns = calibrations[index]?.patterns {
        for number in 0..<patterns.count {
          patterns.withBytes(number) { matcher.addLearned($0, number: UInt16(number + 1)) }
        }
      }
      return Language(
        pack: packs[index], matcher: matcher.compile(possessives: packs[index].possessives),
        frameNumbers: numbers[index], calibration: calibrations[index])
    }
    profiles = try file.detectsLanguage ? loader.languageProfiles() : nil
    dataFingerprint = loader.fingerprint.value
    dataFiles = loader.dataFiles
    contrasts = try file.contrasts.map { row in
      func number(_ frame: String) throws -> UInt32 {
        guard let number = frames.firstIndex(of: frame) else {
          throw ConfigurationError(
            file: file.path, line: row.line, what: "no lexicon has the frame '\(frame)'",
            mend: YAMLValue.suggestion(for: frame, among: frames))
        }
        return UInt32(number)
      }
      return Contrast(id: row.id, left: try number(row.left), right: try number(row.right))
    }
  }

  /// The same data with another file's settings of stance rules and pronouns, which no data depend on.
  public func with(rulesOf file: PipelineFile) -> Analysis {
    var other = self
    other.file.stance = file.stance
    other.file.mentions = file.mentions
    return other
  }

  /// Tables whose words or verbs give evidence, as in `en/valence.tsv`.
  public var tablesOfEvidence: [String] {
    languages.flatMap { language -> [String] in
      let pack = language.pack
      let entries = [TermKind.valence, .predicates].flatMap { pack.entries[Int($0.rawValue)] }
      return Set(entries.map(\.lexicon)).sorted().map { pack.lexicons[$0].path }
    }
  }

  /// A matcher of a language's terms, to which all else is to be added.
  private static func terms(of pack: LanguagePack) throws -> MatcherBuilder {
    var matcher = MatcherBuilder(stemmer: Stemmer(language: pack.language))
    try pack.addTerms(to: &matcher)
    return matcher
  }
}
