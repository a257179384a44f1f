import Testing
import TextModel

@testable import Lexicon

/// What rows lead to which findings: `severity rule line`.
@Suite struct LintTests {
  private static let languages = """
    language\tname\tletters\twords
    en\tEnglish\t\tthe
    ru\tRussian\tабвгдежзийклмнопрстуфхцчшщъыьэюяё\tи
    """

  private static func table(_ kind: String, _ rows: [String], path: String, isLinted: Bool = true) -> LintedTable {
    let columns = ["dictionary": "category\tterm\tweight\tmatch\twhen", "frames": "frame\tterm\tweight"]
    let head = """
      # name: T
      # kind: \(kind)
      # language: en
      # version: 1
      # source: a test
      # licence: MIT

      """
    return LintedTable(
      parsing: head + (columns[kind] ?? "term\tweight\tmatch") + "\n" + rows.joined(separator: "\n"), path: path,
      isLinted: isLinted)
  }

  private static func findings(
    _ tables: [LintedTable], names: [String] = [], corpus: [String: Int]? = nil, language: String = "en"
  ) throws -> [LintFinding] {
    let alphabets = try LexiconFile(parsing: languages, path: "languages.tsv")
    return LexiconLint.findings(
      in: LintSetting(
        language: language, tables: tables, alphabet: Alphabet(of: language, in: alphabets), possessives: ["'s"],
        names: names.map { LintName(text: $0, owner: "x") }, corpus: corpus))
  }

  private static func short(_ findings: [LintFinding]) -> [String] {
    findings.map { "\($0.severity) \($0.rule) \($0.line ?? 0)" }
  }

  /// Rows of valence begin in line 8.
  @Test(arguments: [
    (["good\t2\t", "bad\t-2\t", "very good\t3\t"], []),
    // Repeats.
    (["good\t2\t", "good\t2\t"], ["note duplicate 9"]),
    (["good\t2\t", "good\t1\t"], ["warning duplicate 9"]),
    (["good\t2\t", "Good\t2\t"], ["warning counts-twice 9"]),
    (["Good\t2\tcase", "good\t2\t"], []),
    (["(un|dis)happy\t-2\t", "unhappy\t-2\t"], ["warning counts-twice 9"]),
    // Polarity.
    (["good\t2\t", "Good\t-2\t"], ["warning polarity 9"]),
    (["unit*\t2\t", "united nation\t-1\t"], []),
    (["unite*\t2\t", "united\t-1\t"], ["note polarity 8"]),
    // Covered.
    (["corrupt*\t-2\t", "corruption\t-2\t"], ["note covered 9"]),
    (["corrupt*\t-2\t", "corruption\t-3\t"], []),
    (["corrupt*\t-2\t", "corruption\t-2\tcase"], ["note covered 9"]),
    // Wildcards of few letters.
    (["ad*\t2\t"], ["warning greedy 8"]),
    (["*ab\t2\t"], ["warning greedy 8"]),
    (["*\t2\t"], ["warning greedy 8"]),
    (["adm*\t2\t", "admi*\t2\t"], ["warning greedy 8"]),
    (["ad* hoc\t2\t"], []),
    // Never in a text.
    (["well done. And\t2\t"], ["error never-matches 8"]),
    (
      ["/state-run/\t2\t", "/Tax/\t1\t", "/Tax/\t1\tcase", "/[A-Z]x/\t1\tcase"],
      ["error never-matches 8", "error never-matches 9"]
    ),
    (["state-*run\t2\t", "wom?n\t1\t", "don't\t-1\t", "a ~2 b\t1\t", "50\\*\t1\t"], []),
    (["50\t2\tcase"], ["note case 8"]),
    // Can't be read.
    (["(good\t2\t", "fine\t1\t"], ["error term 8"]),
    (["good\t2\tfoo", "fine\tx\t", "well\t1\t"], ["error unreadable 8", "error unreadable 9"]),
    // Letters.
    (["gооd\t2\t"], ["error lookalikes 8"]),
    (["добро\t2\t"], ["warning script 8"]),
    (["naïve\t-1\t"], ["note alphabet 8"]),
  ])
  func valence(rows: [String], expected: [String]) throws {
    #expect(Self.short(try Self.findings([Self.table("valence", rows, path: "v.tsv")])) == expected)
  }

  /// Rows of dictionaries begin in line 8 as well.
  @Test(arguments: [
    (["positive\tgood\t\t\t", "negative\tgood\t\t\t"], ["warning polarity 9"]),
    (["positive\tgood\t\t\tplain", "negative\tgood\t\t\tnegated"], []),
    (["positive\tgood\t\t\t", "negative\tgood*\t\t\t"], ["warning polarity 9"]),
    (["a\tgood\t1\t\t", "a\tgood\t2\t\t"], ["warning duplicate 9"]),
    (["a\tgood\t1\t\t", "a\tGood\t1\t\t"], ["note duplicate 9"]),
    (["a\tgood\t1\t\t", "b\tgood\t1\t\t"], []),
    (["a\tunite*\t1\t\t"], ["note name 8"]),
  ])
  func dictionary(rows: [String], expected: [String]) throws {
    let table = Self.table("dictionary", rows, path: "d.tsv")
    #expect(Self.short(try Self.findings([table], names: ["United States"])) == expected)
  }

  @Test func namesAreNoFaultWhereTheyAreNotLookedUp() throws {
    let valence = Self.table("valence", ["unite*\t2\t"], path: "v.tsv")
    let frames = Self.table("frames", ["f\tunited\t1", "f\tunited states\t1"], path: "f.tsv")
    let found = try Self.findings([valence, frames], names: ["United States"])
    #expect(Self.short(found.filter { $0.rule == "name" }) == ["note name 8", "warning name 8", "note name 9"])
    #expect(found[0].what == "'unite*' matches in 'United States' (x), where it is not looked up")
  }

  @Test func filesAreHeldAgainstOthersThatAreNotLintedThemselves() throws {
    let ours = Self.table("valence", ["good\t2\t", "ad*\t1\t"], path: "ours.tsv", isLinted: false)
    let own = Self.table("valence", ["good\t1\t"], path: "own.tsv")
    let dictionary = Self.table("dictionary", ["negative\tgood\t\t\t"], path: "d.tsv")
    #expect(
      try Self.findings([ours, own, dictionary]).map(\.description) == [
        "own.tsv:8: note: 'good' takes the place of ours.tsv:8: nothing, if that is meant [duplicate]",
        "d.tsv:8: warning: 'good' is negative here and positive (2) in ours.tsv:8: decide for one, or bind the rows to words around it [polarity]",
        "d.tsv:8: warning: 'good' is negative here and positive (1) in own.tsv:8: decide for one, or bind the rows to words around it [polarity]",
      ])
  }

  @Test func greedyWildcardsTellWhatTheyCatch() throws {
    let tables = [
      Self.table("valence", ["ad*\t2\t"], path: "v.tsv"), Self.table("frames", ["f\tadvance\t1"], path: "f.tsv"),
    ]
    let name = try Self.findings(tables, names: ["Ada"])[0]
    #expect(name.what.hasSuffix("it catches 'advance' (frames), 'Ada' (x)"))
    let corpus = try Self.findings(tables, corpus: ["adds": 2, "ad": 7, "bad": 9])[0]
    #expect(corpus.what.hasSuffix("it catches 'ad' (7), 'adds' (2)"))
  }

  @Test func manyWordsOfACorpusAreANote() throws {
    let corpus = Dictionary(uniqueKeysWithValues: (0..<20).map { ("corrupt\($0)", 20 - $0) })
    let found = try Self.findings([Self.table("valence", ["corrupt*\t-2\t"], path: "v.tsv")], corpus: corpus)
    #expect(
      found.map(\.what) == [
        "'corrupt*' catches 20 words: 'corrupt0' (20), 'corrupt1' (19), 'corrupt2' (18), 'corrupt3' (17), 'corrupt4' (16), 'corrupt5' (15), 'corrupt6' (14), 'corrupt7' (13) and 12 more"
      ])
  }

  @Test(arguments: [
    (
      "# name: T\n# kind: dictionary\n# language: en\ncategory\tterm\n",
      ["warning head 0", "warning head 0", "warning head 0"]
    ),
    (
      "# name: T\n# kind: valence\n# language: en\n# version: 1\n# source: Unknown\nterm\tweight\n",
      ["warning head 0", "error head 0"]
    ),
    ("# name: T\n# language: en\nterm\tweight\n", ["error head 0"]),
    ("# name: T\n# kind: nonsense\n# language: en\nterm\tweight\n", ["error head 0"]),
    ("# kind: valence\nterm\tweight\ngood\n", ["error unreadable 3"]),
    ("# kind: dictionary\n# language: en\ncategory\tterm\n", ["error unreadable 0"]),
  ])
  func heads(text: String, expected: [String]) throws {
    let found = try Self.findings([LintedTable(parsing: text, path: "h.tsv")])
    #expect(Self.short(found).prefix(expected.count) == expected[...])
  }

  @Test func russianWordsMayNotHideLatinLetters() throws {
    let head = "# name: T\n# kind: valence\n# language: ru\n# version: 1\n# source: t\n# licence: MIT\nterm\tweight\n"
    let table = LintedTable(parsing: head + "пpавда\t1\nжёстк*\t-1\nНАТО-войск*\t1\nукраїн*\t1\nO.K.\t1", path: "r.tsv")
    let found = try Self.findings([table], language: "ru")
    #expect(Self.short(found) == ["error lookalikes 8", "note alphabet 11", "warning script 12"])
    #expect(found[0].what == "'пpавда': letters of two scripts in one word: 'p' (U+0070)")
  }
}
