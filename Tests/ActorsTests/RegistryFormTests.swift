import Corpus
import Lexicon
import Testing
import TextModel

@testable import Actors

@Suite struct RegistryFormTests {
  static let actors = [
    Actor(
      id: "a", name: "Anna: \"the\" [first] #1", kind: .person, gender: .f, belongsTo: "b",
      aliases: ["Анна", "yes", "- dash", "tab\there", "back\\slash", "'quoted'", "{x}", "*star", "@at", "12", "Ann*"],
      roles: [
        .init(titles: ["queen", "Queen of B"], from: Day(year: 2000, month: 1, day: 2)),
        .init(titles: ["regent"], from: Day(year: 1990, month: 12, day: 31), to: Day(year: 2000, month: 1, day: 1)),
        .init(titles: ["regent"], to: Day(year: 1980, month: 1, day: 1)),
      ]), Actor(id: "b", name: "B", kind: .country),
  ]

  private func shown(_ actors: [Actor]) -> [String] {
    actors.map { actor in
      let roles = actor.roles.map { "\($0.titles) \($0.from?.number ?? 0) \($0.to?.number ?? 0)" }
      return "\(actor.id)|\(actor.name)|\(actor.kind)|\(actor.gender?.rawValue ?? "")|\(actor.belongsTo ?? "")"
        + "|\(actor.aliases)|\(roles)"
    }
  }

  /// What is written can be read again; only a tab within a name becomes a blank.
  @Test(arguments: ["r.yaml", "r.tsv"])
  func whatIsWrittenIsRead(file: String) throws {
    let head = RegistryHead(name: "n", source: "s", licence: "MIT")
    var registry = ActorRegistry()
    let text = (file == "r.tsv" ? RegistryWriter.table : { RegistryWriter.yaml($0, $1) })(Self.actors, head)
    try registry.add(text, file: file)
    var expected = Self.actors
    expected[0].aliases[3] = "tab here"
    #expect(shown(registry.actors) == shown(expected))
    for (place, actor) in zip(registry.places, registry.actors) {
      #expect(place.names.count == 1 + actor.aliases.count + actor.roles.reduce(0) { $0 + $1.titles.count })
    }
  }

  @Test(arguments: ["\n", "\r\n"])
  func tablesWithAnyLineEnds(end: String) throws {
    var registry = ActorRegistry()
    let lines = ["\u{FEFF}# name: n", "id\tkind\ttype\ttext", "a\tperson\tname\tA", "", "a\t\talias\tB"]
    try registry.add(lines.joined(separator: end), file: "r.tsv")
    #expect(shown(registry.actors) == ["a|A|person|||[\"B\"]|[]"])
    #expect(registry.places[0].names == [3, 5])
  }
}

@Suite struct RegistryImportTests {
  static let codes = try! ActorCodes(
    LexiconFile(
      parsing: "scheme\tcode\tmeans\ncameo\tGOV\tgovernment\ncameo\tIGO\torganisation\nwikidata\tQ5\tperson\n",
      path: "c.tsv"))

  static func read(_ text: String) throws -> ImportedRegistry {
    try ImportedRegistry.read(
      [("a.txt", Array(text.utf8))], codes: codes, statement: .init(licence: "MIT"))
  }

  struct Case: Sendable {
    var text: String
    /// `id: name; aliases; titles from…to`
    var actors: [String]
    var kinds: [Finding.Kind] = []
  }

  static let cases: [Case] = [
    Case(text: "A_LAND_ [ALD]\n+ALANDIAN_", actors: ["ald: A Land; Alandian;"]),
    Case(text: "LAND [LND]", actors: ["lnd: LND; Land*;"]),
    Case(text: "LANDIA_ [LND]\r+LAND\r", actors: ["lnd: Landia; Land*;"]),
    Case(text: "ANN_LEE_\n\t[LNDGOV >990101]", actors: ["lndgov: LNDGOV; ; Ann Lee 1999-01-01…"], kinds: [.category]),
    Case(text: "ANN_LEE_\n\t[LNDGOV <990101]", actors: ["lndgov: LNDGOV; ; Ann Lee …1999-01-01"], kinds: [.category]),
    // The first code that fits holds.
    Case(
      text: "ANN_LEE_ [LND]\n\t[LNDGOV 20000101-20001231]",
      actors: [
        "lndgov: LNDGOV; ; Ann Lee 2000-01-01…2000-12-31", "lnd: LND; ; Ann Lee …1999-12-31, Ann Lee 2001-01-01…",
      ]),
    Case(
      text: "ANN_LEE_\n\t[AAA 20000101-20001231]\n\t[BBB 20000601-20010101]",
      actors: [
        "aaa: AAA; ; Ann Lee 2000-01-01…2000-12-31", "bbb: BBB; ; Ann Lee 2001-01-01…2001-01-01",
      ], kinds: [.date]),
    Case(text: "UN_ [IGO]", actors: ["igo: UN; ;"], kinds: [.literal]),
    Case(text: "A_B_ [X]\nA_B_ [Y]\n", actors: ["x: A B; ;"], kinds: [.category, .conflict, .category]),
    Case(text: "OLD {} [~GOV]\nSPY [~GOV]", actors: ["gov: old; spy, spies;"], kinds: [.approximated]),
    Case(text: "ALPHA_ [QQQ]\nNONE_ [---]", actors: ["qqq: Alpha; ;"], kinds: [.code]),
  ]

  @Test(arguments: cases)
  func petrarch(spec: Case) throws {
    let registry = try Self.read(spec.text)
    let shown = registry.actors.map { actor in
      let titles = actor.roles.flatMap { role in
        role.titles.map {
          "\($0) \(role.from.map(RegistryWriter.date) ?? "")…\(role.to.map(RegistryWriter.date) ?? "")"
        }
      }
      return "\(actor.id): \(actor.name); \(actor.aliases.joined(separator: ", "));"
        + (titles.isEmpty ? "" : " \(titles.joined(separator: ", "))")
    }
    #expect(shown == spec.actors)
    #expect(registry.findings.map(\.kind) == spec.kinds)
    #expect(registry.namesIn == registry.live + registry.lost + registry.merged)
  }

  /// PETRARCH's own way to find the code of a day: the first that fits.
  @Test func eachDayHasTheCodeThatFitsFirst() throws {
    var state: UInt64 = 3
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    func date(_ day: Int) -> String { "200001" + (day < 10 ? "0\(day)" : "\(day)") }
    for _ in 0..<200 {
      var lines = ["ANN_LEE_" + (next(2) == 0 ? " [DEF]" : "")]
      var codes: [(code: String, days: ClosedRange<Int>)] = []
      for _ in 0...next(4) {
        let (code, from) = (["AAA", "BBB", "CCC"][next(3)], 1 + next(28))
        let to = from + next(29 - from)
        lines.append("\t[\(code) \(date(from))-\(date(to))]")
        codes.append((code, from...to))
      }
      let registry = try Self.read(lines.joined(separator: "\n"))
      for day in 1...28 {
        let expected = codes.first { $0.days.contains(day) }?.code ?? (lines[0].contains("DEF") ? "DEF" : nil)
        let today = try #require(Day(year: 2000, month: 1, day: day))
        let found = registry.actors.filter { actor in actor.roles.contains { $0.isHeld(on: today) } }.map(\.id)
        #expect(found == (expected.map { [$0.lowercased()] } ?? []), "\(lines) on day \(day)")
      }
    }
  }

  /// Whatever is imported can be loaded.
  @Test(arguments: cases)
  func importedRegistriesLoad(spec: Case) throws {
    let imported = try Self.read(spec.text)
    for file in ["r.yaml", "r.tsv"] {
      var registry = ActorRegistry()
      try registry.add(
        (file == "r.tsv" ? RegistryWriter.table : { RegistryWriter.yaml($0, $1) })(imported.actors, imported.head),
        file: file)
      try registry.check()
      _ = try AliasTable(registry: registry, declensions: [], transliterations: nil)
    }
  }
}
