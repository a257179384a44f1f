import Lexicon
import Segmentation
import Testing
import TextModel

@testable import Actors

@Suite struct AliasTableTests {
  /// A registry of words that meet again and again, by a fixed sequence.
  static func registry(_ count: Int) throws -> ActorRegistry {
    var registry = ActorRegistry()
    var state: UInt64 = 7
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let words = [
      "Anna", "Berg", "O'Neil", "van", "Société", "Киев", "Петров", "U.S.", "EU", "Jean-Luc", "of", "Straße",
    ]
    var taken: Set<String> = []
    for number in 0..<count {
      func name() -> String {
        (0...next(3)).map { _ in words[next(words.count)] }.joined(separator: " ")
      }
      var names: [String] = []
      while names.count < 3 {
        let made = names.isEmpty ? "\(name()) N\(number)" : name()
        if taken.insert(made.lowercased()).inserted || taken.count > 1000 { names.append(made) }
        if next(40) == 0 { names.append("M\(number)x\(names.count)") }
      }
      let roles = [
        Actor.Role(titles: ["head of \(words[next(3)])"], from: Day(year: 2000 + number % 20, month: 1, day: 1))
      ]
      try registry.add(
        Actor(
          id: "a\(number)", name: names[0], kind: number % 2 == 0 ? .person : .organisation,
          aliases: Array(names.dropFirst()), roles: roles), at: .init(file: "f"))
    }
    return registry
  }

  /// The compact table says of every alias what a plain dictionary of strings would.
  @Test func namesAreFoundAsInADictionary() throws {
    let registry = try Self.registry(60)
    var expected: [[[UInt8]]: Set<Int>] = [:]
    let reader = PatternReader(locale: "en")
    for (number, actor) in registry.actors.enumerated() {
      for name in [actor.name] + actor.aliases {
        expected[reader.pieces(of: name).map { Folder.shared.fold($0) }, default: []].insert(number)
      }
    }
    // Names that two have can't be loaded.
    if expected.values.contains(where: { $0.count > 1 }) {
      #expect(throws: ConfigurationError.self) {
        try AliasTable(registry: registry, declensions: [], transliterations: nil)
      }
      return
    }
    let table = try AliasTable(registry: registry, declensions: [], transliterations: nil)
    var found: [[[UInt8]]: Set<Int>] = [:]
    for entry in 0..<table.count where table.candidates(of: entry).first!.form == .name {
      found[table.words(of: entry)] = Set(table.candidates(of: entry).map(\.actor))
    }
    #expect(found == expected)
  }

  /// All candidates of an office are there, in the registry's order.
  @Test func officesKeepAllWhoHeldThem() throws {
    let registry = try Self.registry(5)
    let shared = Actor.Role(titles: ["chair"], from: nil, to: nil)
    var all = ActorRegistry()
    for actor in registry.actors {
      var actor = actor
      actor.roles = [shared]
      actor.aliases = []
      try all.add(actor, at: .init(file: "f"))
    }
    let table = try AliasTable(registry: all, declensions: [], transliterations: nil)
    let entry = try #require((0..<table.count).first { table.words(of: $0) == [Array("chair".utf8)] })
    #expect(table.candidates(of: entry).map(\.actor) == [0, 1, 2, 3, 4])
    #expect(table.candidates(of: entry).allSatisfy { $0.form == .role })
  }

  @Test func phrasesAreNumberedOnce() {
    var (table, known): (PhraseTable, [[UInt8]: Int]) = (PhraseTable(), [:])
    for number in 0..<20_000 {
      let phrase = Array("p\(number * 7919 % 9973)".utf8)
      let (found, isNew) = table.number(of: phrase)
      #expect(isNew == (known[phrase] == nil))
      #expect(found == known[phrase] ?? known.count)
      known[phrase] = found
      #expect(table.known(phrase) == found)
    }
    #expect(table.count == known.count && table.known(Array("q".utf8)) == nil)
    for (phrase, number) in known { #expect(Array(table[number]) == phrase) }
  }
}
