import Segmentation
import Testing
import TextModel

@testable import Lexicon

/// One matching engine, one table of cases: entries (kind:term), text, hits (kind:words).
@Suite struct MatchingTests {
  static func hits(_ entries: [(TermKind, String)], _ text: String, misspelt: [String] = []) -> [String] {
    var builder = MatcherBuilder()
    let reader = PatternReader(locale: "en")
    for (number, entry) in entries.enumerated() {
      for words in (try? reader.patterns(of: entry.1)) ?? [] { builder.add(words, kind: entry.0, entry: number) }
    }
    var spellings = SpellingIndex()
    for (number, name) in misspelt.enumerated() {
      builder.add(reader.words(of: name), kind: .alias, entry: number)
      Folder.shared.fold(name).withUnsafeBufferPointer { spellings.add($0, owner: number) }
    }
    builder.add(spellings)
    let document = builder.compile(possessives: ["'s"]).matched(text)
    return document.hits.map { "\($0.kind.name):\(document.text(first: $0.first, last: $0.last))" }
  }

  @Test(arguments: [
    // Wildcards act within one token.
    (["corrupt*"], "Corruption, corrupt, uncorrupted.", ["Corruption", "corrupt"]),
    (["*phobia"], "Russophobia and phobias", ["Russophobia"]),
    (["wom?n"], "woman women womn womaan", ["woman", "women"]),
    (["ж?рт*"], "жёртвы и жертва", ["жёртвы", "жертва"]),
    // Leftmost-longest within a kind.
    (["war", "war crimes", "crimes"], "war crimes and war", ["war crimes", "war"]),
    (["a b", "b c d"], "a b c d", ["a b"]),
    (["united front", "front"], "a united front; the front", ["united front", "front"]),
    // Multiword terms need consecutive tokens of one sentence; marks are tokens.
    (["state-run"], "state-run, state run, state‑run, State-Run", ["state-run", "state‑run", "State-Run"]),
    (["cold war"], "It was cold. War came.", []),
    (["cold war"], "cold  war cold\u{A0}war", ["cold  war", "cold\u{A0}war"]),
    // Folding: case, curly quotes, soft hyphens, combining marks.
    (["don't"], "Don’t don't DON'T", ["Don’t", "don't", "DON'T"]),
    (["brutal"], "bru\u{AD}tal BRUTAL", ["bru\u{AD}tal", "BRUTAL"]),
    (["йога"], "и\u{306}ога", ["и\u{306}ога"]),
    // Possessives are looked up with and without their ending.
    (["regime"], "the regime's, the regime’s", ["regime's", "regime’s"]),
    (["children's home", "children"], "children's home", ["children's home"]),
    // Found both ways, it is one match.
    (["corrupt*"], "corrupt's, corruption’s", ["corrupt's", "corruption’s"]),
    (["corrupt* men"], "corrupt's men", ["corrupt's men"]),
  ])
  func table(entries: [String], text: String, expected: [String]) {
    #expect(Self.hits(entries.map { (.valence, $0) }, text) == expected.map { "valence:" + $0 })
  }

  @Test func kindsDoNotCoverEachOther() {
    let entries: [(TermKind, String)] = [(.valence, "failed to act"), (.negators, "failed to"), (.valence, "act")]
    #expect(Self.hits(entries, "He failed to act.").sorted() == ["negators:failed to", "valence:failed to act"])
  }

  @Test(arguments: [
    ("Tichanovksaya", ["alias:Tichanovksaya"]), ("Tichanovskaja", ["alias:Tichanovskaja"]),
    ("Tichanovskya", ["alias:Tichanovskya"]),
    ("Tichanovskayaa", ["alias:Tichanovskayaa"]), ("Tichanovskaya's", ["alias:Tichanovskaya's"]), ("tichanovksaya", []),
    ("Tichnovksaya", []),
    ("Dichanovskaya", []), ("Lukashenk", ["alias:Lukashenk"]), ("Makashenko", []),
  ])
  func namesOneEditAway(text: String, expected: [String]) {
    #expect(Self.hits([], text, misspelt: ["Tichanovskaya", "Lukashenko"]) == expected)
  }

  @Test func aWordNearTwoNamesIsNeither() {
    #expect(Self.hits([], "Petrovskiy", misspelt: ["Petrovskii", "Petrovskij"]) == [])
  }

  @Test func theMemoryOfTokensChangesNothing() {
    // More distinct tokens than it holds, each looked up twice.
    let text = (0..<90_000).map { "w\($0) brutal" }.joined(separator: " ")
    #expect(Self.hits([(.valence, "brutal"), (.valence, "w8*")], text).count == 90_000 + 11_111 - 0)
  }
}

@Suite struct DeclensionTests {
  @Test func theLongestEndingWins() throws {
    let file = try LexiconFile(
      parsing: """
        # name: D
        ending\tgenitive\tdative\taccusative\tinstrumental\tprepositional
        н\tна\tну\tна\tном\tне
        ин\tина\tину\tина\tиным\tине
        ко\t=\t=\t=\t=\t=
        """, path: "d.tsv")
    var declension = Declension()
    try declension.add(file)
    #expect(declension.cases(of: "Путин") == ["Путина", "Путину", "Путина", "Путиным", "Путине"])
    #expect(declension.cases(of: "Иван") == ["Ивана", "Ивану", "Ивана", "Иваном", "Иване"])
    #expect(Set(declension.cases(of: "Лукашенко")) == ["Лукашенко"])
    #expect(declension.cases(of: "Мэй") == [])
  }
}
