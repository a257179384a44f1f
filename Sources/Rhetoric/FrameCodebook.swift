import Lexicon
import TextModel

/// What a coder must know of a frame.
public struct FrameDefinition: Sendable, Equatable {
  /// A sentence that has the frame, and a near miss that has not.
  public struct Example: Sendable, Equatable {
    public var language: String
    public var positive: String
    public var negative: String
  }

  public var id: String
  public var title: String
  /// Id of the family of frames it belongs to.
  public var family: String
  /// What the frame says of the world.
  public var definition: String
  /// When to code it, and when not.
  public var coding: String
  /// One a language, in the order of the file.
  public var examples: [Example]
}

/// The definitions of frames, as Lexicons/frames.yaml has them: what the phrases of the lexicons stand for.
///
/// The analysis goes by the phrases alone; definitions are there for those who code by hand, and who read the results.
public struct FrameCodebook: Sendable {
  public struct Family: Sendable, Equatable {
    public var id: String
    public var title: String
  }

  /// What the head of the file says of it.
  public let name: String
  public let version: String
  public let source: String
  public let licence: String
  public let families: [Family]
  /// In the order of the file, in which pages show them.
  public let frames: [FrameDefinition]
  private let index: [String: Int]

  public subscript(id: String) -> FrameDefinition? { index[id].map { frames[$0] } }

  /// - Parameters:
  ///   - text: YAML with a head of `# key: value` lines, like that of a lexicon.
  ///   - file: the file's name for error messages.
  /// - Throws: `ConfigurationError` with file and line: a key that is missing, unknown or empty, an id used twice, a
  ///   family that is not listed.
  public init(parsing text: String, file: String) throws {
    let head = Self.head(of: text)
    func said(_ key: String) throws -> String {
      guard let value = head[key] else {
        throw ConfigurationError(
          file: file, what: "no '# \(key):' in the head", mend: "add the line; every codebook says where it comes from")
      }
      return value
    }
    name = try said("name")
    version = try said("version")
    source = try said("source")
    licence = try said("licence")
    let root = try YAMLValue(parsing: text, file: file)
    let keys = try root.mapping(keys: ["families", "frames"])
    guard let groups = keys["families"], let list = keys["frames"] else {
      throw root.error("no 'families:' or no 'frames:'", mend: "list the families by id and title, then the frames")
    }
    let families = try groups.pairs().map { Family(id: $0.0, title: try Self.words($0.1)) }
    var frames: [FrameDefinition] = []
    var index: [String: Int] = [:]
    for value in try list.list() {
      let frame = try Self.frame(value, families: families.map(\.id))
      guard index.updateValue(frames.count, forKey: frame.id) == nil else {
        throw value.error("the frame '\(frame.id)' stands twice", mend: "keep one, or give this one another id")
      }
      frames.append(frame)
    }
    self.families = families
    self.frames = frames
    self.index = index
  }

  /// The `# key: value` lines that the file begins with; the first of each key counts.
  private static func head(of text: String) -> [String: String] {
    var head: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline).prefix(while: { $0.hasPrefix("#") }) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = String(line[..<colon].dropFirst().drop { $0 == " " })
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      if !value.isEmpty, head[key] == nil { head[key] = String(value) }
    }
    return head
  }

  private static func frame(_ value: YAMLValue, families: [String]) throws -> FrameDefinition {
    let keys = try value.mapping(keys: ["id", "title", "family", "definition", "coding", "examples"])
    func required(_ key: String) throws -> YAMLValue {
      guard let found = keys[key] else { throw value.error("a frame without '\(key)'", mend: "add '\(key): …'") }
      return found
    }
    let family = try required("family")
    guard families.contains(try words(family)) else {
      throw family.error(
        "no family '\(try family.string())'", mend: YAMLValue.suggestion(for: try family.string(), among: families))
    }
    let examples = try required("examples")
    let rows = try examples.pairs().map { try example($0.1, language: $0.0) }
    if rows.isEmpty { throw examples.error("no example", mend: "give one a language, as in 'en: {positive: …}'") }
    return FrameDefinition(
      id: try words(required("id")), title: try words(required("title")), family: try words(family),
      definition: try words(required("definition")), coding: try words(required("coding")), examples: rows)
  }

  private static func example(_ value: YAMLValue, language: String) throws -> FrameDefinition.Example {
    let keys = try value.mapping(keys: ["positive", "negative"])
    guard let positive = keys["positive"], let negative = keys["negative"] else {
      throw value.error(
        "an example without its counterpart",
        mend: "give both: 'positive', which has the frame, and 'negative', a near miss")
    }
    return FrameDefinition.Example(language: language, positive: try words(positive), negative: try words(negative))
  }

  /// A text that says something.
  private static func words(_ value: YAMLValue) throws -> String {
    let text = try value.string()
    if text.allSatisfy(\.isWhitespace) { throw value.error("nothing stands here", mend: "write a word or a sentence") }
    return text
  }
}
