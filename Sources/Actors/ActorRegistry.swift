import Lexicon
import TextModel

/// All actors of a pipeline, read from its registry files. An actor's index is its place in `actors`.
public struct ActorRegistry: Sendable {
  public private(set) var actors: [Actor] = []
  private var index: [String: Int] = [:]
  private var places: [String: (file: String, line: Int?)] = [:]

  public init() {}

  /// Ids that mean holders who are no actors.
  public static let reservedIds = ["article", "unresolved"]

  public func index(of id: String) -> Int? { index[id] }

  /// Where an actor was written down.
  func place(of actor: Int) -> (file: String, line: Int?) { places[actors[actor].id]! }

  /// Adds the actors of one YAML file.
  /// - Throws: `ConfigurationError` with file and line: unknown keys, wrong values, an id used twice.
  public mutating func add(_ text: String, file: String) throws {
    let root = try YAMLValue(parsing: text, file: file).mapping(keys: ["actors"])
    guard let list = root["actors"] else {
      throw ConfigurationError(file: file, what: "no 'actors:'", mend: "list the actors under that key")
    }
    for value in try list.list() { try add(Self.actor(value), at: value) }
  }

  private mutating func add(_ actor: Actor, at value: YAMLValue) throws {
    if let place = places[actor.id] {
      throw value.error(
        "the id '\(actor.id)' stands already in \(place.file):\(place.line ?? 0)", mend: "give this actor another id")
    }
    if Self.reservedIds.contains(actor.id) {
      throw value.error("the id '\(actor.id)' means a holder who is no actor", mend: "give this actor another id")
    }
    index[actor.id] = actors.count
    places[actor.id] = (value.file, value.line)
    actors.append(actor)
  }

  /// To be called after the last file.
  /// - Throws: `ConfigurationError` where an actor belongs to one that does not exist.
  public func check() throws {
    for actor in actors {
      guard let owner = actor.belongsTo, index[owner] == nil else { continue }
      let place = places[actor.id]!
      throw ConfigurationError(
        file: place.file, line: place.line, what: "'\(actor.id)' belongs to '\(owner)', which no file has",
        mend: Self.mend(owner, known: index.keys.sorted()))
    }
  }

  private static func mend(_ id: String, known: [String]) -> String {
    let suggestion = YAMLValue.suggestion(for: id, among: known)
    return suggestion.hasPrefix("did") ? suggestion : "add that actor, or leave out 'of'"
  }

  private static func actor(_ value: YAMLValue) throws -> Actor {
    let keys = try value.mapping(keys: ["id", "name", "kind", "gender", "of", "aliases", "roles"])
    func required(_ key: String) throws -> YAMLValue {
      guard let found = keys[key] else { throw value.error("an actor without '\(key)'", mend: "add '\(key): …'") }
      return found
    }
    return Actor(
      id: try required("id").string(), name: try required("name").string(),
      kind: try required("kind").choice(), gender: try keys["gender"]?.choice(),
      belongsTo: try keys["of"]?.string(),
      aliases: try keys["aliases"]?.list().map { try $0.string() } ?? [],
      roles: try keys["roles"]?.list().map(role) ?? [])
  }

  private static func role(_ value: YAMLValue) throws -> Actor.Role {
    let keys = try value.mapping(keys: ["titles", "from", "to"])
    guard let titles = keys["titles"] else { throw value.error("a role without 'titles'", mend: "add 'titles: [...]'") }
    let role = Actor.Role(
      titles: try titles.list().map { try $0.string() }, from: try keys["from"].map(day), to: try keys["to"].map(day))
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
