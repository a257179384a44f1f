import Lexicon
import Segmentation
import TextModel

/// What each alias can mean. A name means one actor; an office means whoever held it on the day; a surname means
/// someone already named in full.
public struct AliasTable: Sendable {
  public struct Candidate: Sendable {
    public var actor: Int
    public var form: Mention.Form
    /// For offices: when it was held.
    public var from: Day?
    public var to: Day?
  }

  /// By the entry number of alias hits. All candidates of a group are of the same form.
  public private(set) var groups: [[Candidate]] = []

  private var index: [[[UInt8]]: Int] = [:]
  private var shapes: [UInt64] = []
  private var keys: [[[UInt8]]] = []
  private let registry: ActorRegistry
  /// Words of persons' surnames with the actors that bear them, for misspellings.
  private var surnames: [[UInt8]: Set<Int>] = [:]

  /// Works out all aliases: as written, with case endings, transliterated.
  /// - Throws: `ConfigurationError` where two actors share a name.
  public init(registry: ActorRegistry, declensions: [Declension], transliterations: Transliterations?) throws {
    self.registry = registry
    let reader = PatternReader(locale: "en")
    for (number, actor) in registry.actors.enumerated() {
      for name in [actor.name] + actor.aliases {
        try add(name, Candidate(actor: number, form: .name), reader, mustBeUnique: true)
      }
      for role in actor.roles {
        for title in role.titles {
          try add(
            title, Candidate(actor: number, form: .role, from: role.from, to: role.to), reader, mustBeUnique: false)
        }
      }
    }
    try addDerived(reader, declensions: declensions, transliterations: transliterations)
    // Surnames last, so that they yield to everything that was written down.
    for (number, actor) in registry.actors.enumerated() where actor.kind == .person {
      for name in [actor.name] + actor.aliases {
        let pieces = reader.pieces(of: name)
        guard let surname = pieces.last, surname.first?.isUppercase == true else { continue }
        for spelling in [surname] + (transliterations?.variants(of: surname) ?? []) {
          surnames[Folder.shared.fold(spelling), default: []].insert(number)
        }
        guard pieces.count > 1 else { continue }
        for form in [surname] + declensions.flatMap({ $0.cases(of: surname) }) {
          try add(form, Candidate(actor: number, form: .surname), reader, mustBeUnique: false)
        }
      }
    }
  }

  private mutating func addDerived(
    _ reader: PatternReader, declensions: [Declension], transliterations: Transliterations?
  ) throws {
    for (number, actor) in registry.actors.enumerated() {
      let names = ([actor.name] + actor.aliases).map { ($0, Candidate(actor: number, form: .name)) }
      let roles = actor.roles.flatMap { role in
        role.titles.map { ($0, Candidate(actor: number, form: .role, from: role.from, to: role.to)) }
      }
      for (name, candidate) in names + roles {
        for form in Self.declined(name, declensions) { try add(form, candidate, reader, mustBeUnique: false) }
        if actor.kind == .person, candidate.form == .name {
          for form in transliterations?.variants(of: name) ?? [] {
            try add(form, candidate, reader, mustBeUnique: false)
          }
        }
      }
    }
  }

  /// A name in its oblique cases: all its words declined, or the first ones only ("Организации Объединённых Наций").
  private static func declined(_ name: String, _ declensions: [Declension]) -> Set<String> {
    var forms: Set<String> = []
    guard !declensions.isEmpty, name.unicodeScalars.contains(where: { (0x400...0x4FF).contains($0.value) })
    else { return forms }
    let words = name.split(separator: " ").map(String.init)
    for declension in declensions {
      let cases = words.map { declension.cases(of: $0) }
      for number in 0..<5 {
        for declinedWords in 1...words.count {
          var form = words
          for word in 0..<declinedWords where cases[word].count == 5 { form[word] = cases[word][number] }
          forms.insert(form.joined(separator: " "))
        }
      }
    }
    forms.remove(name)
    return forms
  }

  private mutating func add(
    _ name: String, _ candidate: Candidate, _ reader: PatternReader, mustBeUnique: Bool
  ) throws {
    let pieces = reader.pieces(of: name)
    let words = pieces.map { Folder.shared.fold($0) }
    guard !words.isEmpty else { return }
    guard let group = index[words] else {
      index[words] = groups.count
      groups.append([candidate])
      keys.append(words)
      shapes.append(Self.shape(pieces))
      return
    }
    let first = groups[group][0]
    if first.form == .name, candidate.form == .name, first.actor != candidate.actor, mustBeUnique {
      let place = registry.place(of: candidate.actor)
      throw ConfigurationError(
        file: place.file, line: place.line,
        what: "'\(name)' names both \(registry.actors[candidate.actor].id) and \(registry.actors[first.actor].id)",
        mend: "leave it to one of them, or make both longer")
    }
    // A name beats an office, an office beats a surname; only equals share.
    guard first.form == candidate.form, candidate.form != .name else { return }
    if candidate.form == .surname, groups[group].contains(where: { $0.actor == candidate.actor }) { return }
    groups[group].append(candidate)
  }

  /// Capital letters in an alias are asked of the text as well (`Matcher.Output.shape`).
  private static func shape(_ pieces: [String]) -> UInt64 {
    var shape: UInt64 = 0
    for (number, piece) in pieces.prefix(32).enumerated() {
      let letters = piece.unicodeScalars.lazy.filter { $0.properties.isAlphabetic }
      guard let first = letters.first, first.properties.isUppercase else { continue }
      let isAcronym = letters.dropFirst().first != nil && letters.allSatisfy { $0.properties.isUppercase }
      shape |= (isAcronym ? 2 : 1) << (2 * UInt64(number))
    }
    return shape
  }

  /// Puts all aliases into a matcher.
  public func add(to matcher: inout MatcherBuilder, misspellings: Bool) {
    for (number, words) in keys.enumerated() {
      matcher.add(words, kind: .alias, entry: number, shape: shapes[number])
    }
    guard misspellings else { return }
    var owners: [Set<Int>: Int] = [:]
    for (word, actors) in surnames.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let owner = owners[actors] ?? owners.count
      owners[actors] = owner
      matcher.addSpelling(of: word, owner: owner)
    }
  }
}
