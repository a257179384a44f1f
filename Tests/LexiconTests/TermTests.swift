import Segmentation
import Testing
import TextModel

@testable import Lexicon

/// What terms mean: the tables of docs/matching.md.
@Suite struct TermTests {
  /// What a term finds in a text, every match of it, also overlapping ones.
  static func matches(_ term: String, _ match: Substring = "", language: String = "en", in text: String) throws
    -> [String]
  {
    var builder = MatcherBuilder(stemmer: Stemmer(language: language))
    for words in try PatternReader(locale: language).patterns(of: term, form: try #require(TokenForm(names: match))) {
      builder.add(words, kind: .dictionary, entry: 0)
    }
    let document = builder.compile(possessives: ["'s"]).matched(text, language: language)
    return document.dictionaryHits.map { document.text(first: $0.first, last: $0.last) }
  }

  struct Row: Sendable {
    let term: String
    let match: Substring
    let finds: [String]
    let not: [String]

    init(_ term: String, match: Substring = "", finds: [String], not: [String] = []) {
      self.term = term
      self.match = match
      self.finds = finds
      self.not = not
    }
  }

  @Test(arguments: [
    Row("good", finds: ["good", "Good", "GOOD"], not: ["goods"]),
    Row("long run", finds: ["long run"], not: ["a long, hard run", "Long. Run it."]),
    Row("corrupt*", finds: ["corrupt", "corruption", "corrupt's"], not: ["uncorrupt"]),
    Row("*able", finds: ["able", "capable"], not: ["ably"]),
    Row("wom?n", finds: ["woman", "women"], not: ["womn", "wommmn"]),
    Row("c?t*", finds: ["cat", "cuts", "citation"], not: ["ct"]),
    Row("* party", finds: ["a party", ", party"], not: ["party"]),
    Row("lose ~2 vote", finds: ["lose vote", "lose the vote", "lose the big vote"], not: ["lose a very big vote"]),
    Row(
      "lose ~1 the ~1 vote", finds: ["lose the vote", "lose all the vote", "lose all the big vote"], not: ["lose vote"]),
    Row("(un|dis)happy", finds: ["unhappy", "dishappy"], not: ["happy", "un happy"]),
    Row("(no|very little) trust", finds: ["no trust", "very little trust"], not: ["little trust", "trust"]),
    Row("(|very) good", finds: ["good", "very good"]),
    Row("(a|b(c|d)) e", finds: ["a e", "bc e", "bd e"], not: ["b e"]),
    Row("/tax(es|ed)?/", finds: ["tax", "Taxes", "taxed"], not: ["taxation"]),
    Row(
      "new /tax.*/ (/la+w/|bill)", finds: ["new taxation law", "new taxes bill", "New tax laaaw"], not: ["new tax rule"]
    ),
    Row("km/h", finds: ["km/h"], not: ["km"]),
    Row("50\\*", finds: ["50*"], not: ["500"]),
    Row("\\(sic\\)", finds: ["(sic)"], not: ["sic"]),
    Row("state-of-the-art", finds: ["state-of-the-art", "State\u{2011}of-the-art"], not: ["state of the art"]),
    Row("~5 percent", finds: [], not: []),
    Row("Führer", finds: ["Führer", "führer", "fu\u{308}hrer"], not: ["Fuhrer"]),
    Row("Führer", match: "case", finds: ["Führer", "Fu\u{308}hrer"], not: ["führer"]),
    Row("US", finds: ["US", "us"]),
    Row("US", match: "case", finds: ["US", "US's"], not: ["us", "Us"]),
    Row("US*", match: "case", finds: ["USA", "US"], not: ["used"]),
    Row("Führer", match: "accents", finds: ["Fuhrer", "führer"]),
    Row("café", match: "case accents", finds: ["café", "cafe"], not: ["Café"]),
    Row("election", match: "stem", finds: ["election", "elections", "Elections", "elections's"], not: ["elector"]),
    Row("rig election", match: "stem", finds: ["rigged elections", "rigging election"], not: ["rig the election"]),
    Row("vote * election", match: "stem", finds: ["voting in elections"]),
  ])
  func table(row: Row) throws {
    if row.finds.isEmpty {
      #expect(throws: TermFault.self) { try Self.matches(row.term, row.match, in: "x") }
      return
    }
    for text in row.finds { #expect(try Self.matches(row.term, row.match, in: text).contains(text), "\(text)") }
    for text in row.not { #expect(try Self.matches(row.term, row.match, in: text) == [], "\(text)") }
  }

  @Test func languagesHaveTheirOwnStems() throws {
    #expect(
      try Self.matches("выборы", "stem", language: "ru", in: "на выборах, о выборах, выбор") == [
        "выборах", "выборах", "выбор",
      ])
    #expect(try Self.matches("ёлка", "accents", language: "ru", in: "елка йод иод ёлка́") == ["елка", "ёлка́"])
    #expect(try Self.matches("йод", "accents", language: "ru", in: "иод йод") == ["йод"])
  }

  @Test(arguments: [
    ("", "no word in it"), ("(a", "a '(' without its ')'"), ("a)", "a ')' without its '('"),
    ("a\\", "a '\\' with nothing after it"),
    ("~3 a", "a gap that is none"), ("a ~0 b", "a gap that is none"), ("a ~2", "a gap that is none"),
    ("/(/", "'/(/' is no regular expression"), ("(|)", "a choice without any word"),
    ("(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)", "more than 256 spellings in one term"),
  ])
  func faults(term: String, what: String) {
    do throws(TermFault) {
      _ = try PatternReader(locale: "en").patterns(of: term)
      Issue.record("'\(term)' was read")
    } catch {
      #expect(error.what == what)
    }
  }

  @Test func aRowThatCantBeReadIsToldWithItsPlace() throws {
    var pack = LanguagePack(language: "en")
    let head = "# name: n\n# kind: valence\n# version: 1\n# source: s\n# licence: MIT\n"
    try pack.add(LexiconFile(parsing: head + "term\tweight\tmatch\ngood\t1\tcase\n(bad\t-1\t\n", path: "v.tsv"))
    var builder = MatcherBuilder()
    let error = #expect(throws: ConfigurationError.self) { try pack.addTerms(to: &builder) }
    #expect(
      error?.description
        == "v.tsv:8: '(bad': a '(' without its ')': close the group, or write '\\(' for the sign itself")
    #expect(throws: ConfigurationError.self) {
      try pack.add(LexiconFile(parsing: head + "term\tweight\tmatch\ngood\t1\tcapitals\n", path: "v.tsv"))
    }
  }

  /// An expression that would take for ever is given up.
  @Test func expressionsAreBounded() throws {
    #expect(try Self.matches("/(a+)+b/", in: String(repeating: "a", count: 60)) == [])
  }
}
