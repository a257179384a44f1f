import Lexicon
import TextModel

/// All actors of a pipeline, read from its registry files. An actor's index is its place in `actors`.
public struct ActorRegistry: Sendable {
  public internal(set) var actors: [Actor] = []
  private var index: [String: Int] = [:]
  /// By actor: where he was written down.
  public private(set) var places: [Place] = []

  /// Where an actor stands in a registry.
  public struct Place: Sendable {
    public var file: String
    /// Counted from 1.
    public var line: Int?
    /// The lines of his name, his aliases and his titles, in this order.
    public var names: [Int32] = []
  }

  public init() {}

  /// Ids that mean holders who are no actors.
  public static let reservedIds = ["article", "unresolved"]

  public func index(of id: String) -> Int? {
    // A registry that was read from an image has no index: runs hardly ever ask.
    index.isEmpty ? actors.firstIndex { $0.id == id } : index[id]
  }

  /// Where an actor was written down.
  func place(of actor: Int) -> Place { places[actor] }

  /// Adds the actors of one file: a table where its name ends in `.tsv`, else YAML.
  /// - Throws: `ConfigurationError` with file and line: unknown keys, wrong values, an id used twice.
  public mutating func add(_ text: String, file: String) throws {
    if file.hasSuffix(".tsv") { return try addTable(text, file: file) }
    let root = try YAMLValue(parsing: text, file: file).mapping(keys: ["actors"])
    guard let list = root["actors"] else {
      throw ConfigurationError(file: file, what: "no 'actors:'", mend: "list the actors under that key")
    }
    for value in try list.list() {
      let (actor, lines) = try Self.actor(value)
      try add(actor, at: Place(file: value.file, line: value.line, names: lines))
    }
  }

  /// - Throws: `ConfigurationError` for an id that is taken.
  public mutating func add(_ actor: Actor, at place: Place) throws {
    if let known = index[actor.id] {
      throw ConfigurationError(
        file: place.file, line: place.line,
        what: "the id '\(actor.id)' stands already in \(places[known].file):\(places[known].line ?? 0)",
        mend: "give this actor another id")
    }
    if Self.reservedIds.contains(actor.id) {
      throw ConfigurationError(
        file: place.file, line: place.line, what: "the id '\(actor.id)' means a holder who is no actor",
        mend: "give this actor another id")
    }
    index[actor.id] = actors.count
    places.append(place)
    actors.append(actor)
  }

  /// To be called after the last file.
  /// - Throws: `ConfigurationError` where an actor belongs to one that does not exist.
  public func check() throws {
    for (number, actor) in actors.enumerated() {
      guard let owner = actor.belongsTo, index[owner] == nil else { continue }
      let place = places[number]
      throw ConfigurationError(
        file: place.file, line: place.line, what: "'\(actor.id)' belongs to '\(owner)', which no file has",
        mend: Self.mend(owner, known: index.keys.sorted()))
    }
  }

  private static func mend(_ id: String, known: [String]) -> String {
    let suggestion = YAMLValue.suggestion(for: id, among: known)
    return suggestion.hasPrefix("did") ? suggestion : "add that actor, or leave out 'of'"
  }

  private static func actor(_ value: YAMLValue) throws -> (Actor, lines: [Int32]) {
    let keys = try value.mapping(keys: ["id", "name", "kind", "gender", "of", "aliases", "roles"])
    func required(_ key: String) throws -> YAMLValue {
      guard let found = keys[key] else { throw value.error("an actor without '\(key)'", mend: "add '\(key): …'") }
      return found
    }
    var lines = [Int32(try required("name").line ?? 0)]
    func names(_ value: YAMLValue) throws -> [String] {
      try value.list().map {
        lines.append(Int32($0.line ?? 0))
        return try $0.string()
      }
    }
    let actor = Actor(
      id: try required("id").string(), name: try required("name").string(),
      kind: try required("kind").choice(), gender: try keys["gender"]?.choice(),
      belongsTo: try keys["of"]?.string(),
      aliases: try keys["aliases"].map(names) ?? [],
      roles: try keys["roles"]?.list().map { try role($0, names) } ?? [])
    return (actor, lines)
  }

  private static func role(_ value: YAMLValue, _ names: (YAMLValue) throws -> [String]) throws -> Actor.Role {
    let keys = try value.mapping(keys: ["titles", "from", "to"])
    guard let titles = keys["titles"] else { throw value.error("a role without 'titles'", mend: "add 'titles: [...]'") }
    let role = Actor.Role(
      titles: try names(titles), from: try keys["from"].map(day), to: try keys["to"].map(day))
    if let from = role.from, let to = role.to, to < from {
      throw value.error("a role that ends before it begins", mend: "exchange 'from' and 'to'")
    }
    return role
  }

  private static func day(_ value: YAMLValue) throws -> Day {
    let text = try value.string()
    guard text.utf8.count == 10, let day = Day(prefixOf: text) else {
      throw value.error("'\(text)' is no date", mend: "write it as 2021-02-22")
    }
    return day
  }
}
