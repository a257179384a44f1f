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
  let parts: Parts
  public let contrasts: [Contrast]

  public var languages: [Language] { parts.languages }
  /// By them articles are told that do not say their language; nil to go by their script.
  public var profiles: LanguageProfiles? { parts.profiles }
  public var registry: ActorRegistry { parts.registry }
  public var aliases: AliasTable { parts.aliases }
  /// Frame ids of all languages together.
  public var frames: [String] { parts.frames }
  /// What is to be told of the data before a run.
  public var notices: [String] { parts.notices }
  /// All data files that were read, sorted by the paths they are shown by.
  public var dataFiles: [DataFile] { parts.dataFiles }
  /// Tells these data files from others, or from themselves after a change.
  public var dataFingerprint: UInt64 { parts.dataFingerprint }

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

  /// All that is made of data files.
  struct Parts: Sendable {
    let languages: [Language]
    let profiles: LanguageProfiles?
    let registry: ActorRegistry
    let aliases: AliasTable
    let frames: [String]
    let notices: [String]
    let dataFiles: [DataFile]
    let dataFingerprint: UInt64
  }

  /// Loads what the file names.
  /// - Throws: `ConfigurationError` for whatever is wrong or missing in the data.
  public init(_ file: PipelineFile, home: Home) throws {
    try self.init(file, try Parts(file, DataLoader(file: file, home: home)))
  }

  init(_ file: PipelineFile, _ parts: Parts) throws {
    self.file = file
    self.parts = parts
    contrasts = try file.contrasts.map { row in
      func number(_ frame: String) throws -> UInt32 {
        guard let number = parts.frames.firstIndex(of: frame) else {
          throw ConfigurationError(
            file: file.path, line: row.line, what: "no lexicon has the frame '\(frame)'",
            mend: YAMLValue.suggestion(for: frame, among: parts.frames))
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
}
