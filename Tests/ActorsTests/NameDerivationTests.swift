import Lexicon
import Testing
import TextModel

@testable import Actors

@Suite struct NameDerivationTests {
  static func transforms(_ rows: [String]) throws -> Transliterations {
    try Transliterations(LexiconFile(parsing: "script\ttransform\n" + rows.joined(separator: "\n"), path: "t.tsv"))
  }

  /// By each transform of one script.
  static func spellings(_ name: String, _ transforms: Transliterations) -> [String] {
    var found: [String] = []
    Array(name.utf8).withUnsafeBufferPointer { name in
      guard let script = Transliterations.Script(of: name) else { return }
      transforms.eachSpelling(of: name, script: script) { found.append(String(decoding: $0, as: UTF8.self)) }
    }
    return found
  }

  static let ids = [
    "Russian-Latin/BGN; Latin-ASCII", "Belarusian-Latin/BGN; Latin-ASCII", "Ukrainian-Latin/BGN; Latin-ASCII",
    "Cyrillic-Latin; Latin-ASCII",
  ]
  static let rules = [
    ":: Russian-Latin/BGN ; :: Latin-ASCII ; kh > ch ; Kh > Ch ; yu > ju ;",
    ":: Russian-Latin/BGN ; kh > h ; :: Latin-ASCII ;",
    "::Cyrillic-Latin;",
  ]
  /// The same transform, left in one piece, as its identifiers say that they have no way back.
  static func whole(_ transform: String) -> String {
    ["/BGN", "Cyrillic-Latin", "-ASCII"].reduce(transform) { $0.replacing($1, with: $1 + " ()") }
  }

  /// Transforms are done step by step and word by word, and give what they give as a whole.
  @Test func stepsAndWordsGiveWhatTheWholeGives() throws {
    let cut = try Self.transforms((Self.ids + Self.rules).map { "Cyrl\t" + $0 } + ["Latn\tLatin-ASCII"])
    let whole = try Self.transforms(
      (Self.ids + Self.rules).map { "Cyrl\t" + Self.whole($0) } + ["Latn\t" + Self.whole("Latin-ASCII")])
    for transform in Self.ids + Self.rules { #expect(Transliterations.steps(of: Self.whole(transform)).count == 1) }
    let derivation = NameDerivation(declensions: [], transliterations: cut)
    let letters = Array("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіўїєґАЕЁЖЙХЦЧШЩЪЬЮЯЄІ'-́ñé".unicodeScalars)
    var state: UInt64 = 9
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var differing = 0
    for _ in 0..<1500 {
      let words = (0...next(3)).map { _ in
        // No word of a name begins with an accent.
        String(String.UnicodeScalarView((0...next(7)).map { letters[next($0 == 0 ? 50 : letters.count)] }))
      }
      let name = words.joined(separator: " ")
      let expected = Self.spellings(name, whole)
      #expect(Self.spellings(name, cut) == expected, "\(name)")
      // None twice.
      var distinct: [String] = []
      for spelling in expected where spelling != name && !distinct.contains(spelling) { distinct.append(spelling) }
      #expect(derivation.transliterations(of: name) == distinct, "\(name)")
      if distinct.count > 2 { differing += 1 }
    }
    #expect(differing > 500)
  }

  @Test func transformsAreCutWhereTheyMayBe() {
    func shown(_ transform: String) -> [String] {
      Transliterations.steps(of: transform).map { $0.isRules ? "rules \($0.id)" : $0.id }
    }
    #expect(shown("Russian-Latin/BGN; Latin-ASCII") == ["Russian-Latin/BGN", "Latin-ASCII"])
    #expect(
      shown("::Russian-Latin/BGN ; :: Latin-ASCII ; kh > ch ;") == [
        "Russian-Latin/BGN", "Latin-ASCII", "rules kh > ch ;",
      ])
    #expect(shown(":: [абв] ; :: Latin-ASCII ;") == ["rules :: [абв] ; :: Latin-ASCII ;"])
    #expect(shown("NFD; [:M:] Remove; NFC") == ["NFD; [:M:] Remove; NFC"])
    #expect(shown("kh > ch") == ["kh > ch"])
  }

  /// All words are declined, or the first ones.
  @Test func namesInTheirCases() throws {
    let file = try LexiconFile(
      parsing:
        "# name: D\n# language: ru\n# kind: declension\n# version: 1\n# source: made\n# licence: MIT\n"
        + "ending\tgenitive\tdative\taccusative\tinstrumental\tprepositional\n"
        + "а\tы\tе\tу\tой\tе\nко\t=\t=\t=\t=\t=\n", path: "d.tsv")
    var pack = LanguagePack(language: "ru")
    try pack.add(file)
    let derivation = NameDerivation(declensions: [pack.declension], transliterations: nil)
    #expect(
      derivation.cases(of: "Анна  Лада") == [
        "Анны Лада", "Анны Лады", "Анне Лада", "Анне Ладе", "Анну Лада", "Анну Ладу", "Анной Лада", "Анной Ладой",
      ])
    #expect(derivation.cases(of: "Бойко") == [])
    #expect(derivation.cases(of: "Дом Анна") == ["Дом Анны", "Дом Анне", "Дом Анну", "Дом Анной"])
    #expect(derivation.cases(of: "Anna") == [])
  }
}
