import Segmentation
import Testing
import TextModel

@testable import Dataset

@Suite struct ContextWindowTests {
  private static func document(_ text: String) -> Document {
    var document = Document()
    document.begin(Article(text: Array(text.utf8)))
    Segmenter(locale: "en").segment(&document)
    return document
  }

  /// Around the word in capitals.
  private static func context(_ text: String, _ window: ContextWindow) throws -> [String] {
    let document = Self.document(text)
    let hit = try #require(
      document.tokens.indices.first { document.text(first: Int32($0), last: Int32($0) + 1) == "HERE" })
    let (left, right) = window.tokens(around: Int32(hit)..<Int32(hit) + 1, in: document)
    #expect(left.upperBound == hit && right.lowerBound == hit + 1)
    return [left, right].map { document.text(first: $0.lowerBound, last: $0.upperBound) }
  }

  @Test(arguments: [
    ("one two HERE three four", ContextWindow.words(1), "two", "three"),
    ("one two HERE three four", .words(2), "one two", "three four"),
    ("one two HERE three four", .words(3), "one two", "three four"),
    ("one two HERE three four", .words(0), "", ""),
    ("HERE three", .words(2), "", "three"),
    ("one HERE", .words(2), "one", ""),
    ("HERE", .words(5), "", ""),
    // Marks are not counted, and those beyond the last word counted do not belong to it.
    ("(one), “two” – HERE, three! Four.", .words(1), "two” –", ", three"),
    ("(one), “two” – HERE, three! Four.", .words(2), "one), “two” –", ", three! Four"),
    // Where the text ends before there are enough words, all of it is shown.
    ("(one), “two” – HERE, three! Four.", .words(3), "(one), “two” –", ", three! Four."),
    ("A b. One two HERE three. Four.", .sentence, "One two", "three."),
    ("HERE.", .sentence, "", "."),
    ("A b.\nHERE", .sentence, "", ""),
  ])
  func tellsWordsFromMarks(text: String, window: ContextWindow, left: String, right: String) throws {
    #expect(try Self.context(text, window) == [left, right])
  }

  @Test(arguments: [
    ("0", ContextWindow.words(0)), ("1000", .words(1000)), ("sentence", .sentence), ("1001", nil), ("-1", nil),
    ("", nil), ("five", nil),
  ])
  func isRead(text: String, window: ContextWindow?) { #expect(ContextWindow(text) == window) }
}

@Suite struct ConcordanceTableTests {
  private static func line(left: String, keyword: String, right: String) -> ConcordanceLine {
    ConcordanceLine(
      kind: .term, match: "x", sentence: 0, scalars: 0..<1, left: left, keyword: keyword, right: right,
      holder: "article", form: nil)
  }

  private static let texts = [
    "", "a", "word", "Москва и Минск говорят о новых санкциях против банков",
    "東京の新聞はこの問題について書いた。長い文です", "e\u{301}te\u{301} de\u{301}marche", "👍🏽 👩‍👩‍👧 ok",
    String(repeating: "long ", count: 40), "tab\tand\u{1B}[31m red \u{202E}turned",
  ]

  @Test(arguments: [40, 60, 80, 99, 100, 200], texts)
  func keywordsStandBeneathEachOther(width: Int, text: String) throws {
    let table = ConcordanceTable(width: width, isColoured: false)
    let places = try Self.texts.map { other -> Int in
      let row = table.row(Self.line(left: text, keyword: "KEY", right: other), Article(id: other))
      #expect(Columns.count(row) <= width, "\(row)")
      return Columns.count(String(row[..<(try #require(row.firstRange(of: "[KEY"))).lowerBound]))
    }
    let others = try Self.texts.map { other -> Int in
      let row = table.row(Self.line(left: other, keyword: "KEY", right: text), Article(id: text))
      return Columns.count(String(row[..<(try #require(row.firstRange(of: "[KEY"))).lowerBound]))
    }
    #expect(Set(places + others).count == 1, "\(places) \(others)")
  }

  @Test(arguments: texts) func aLongKeywordIsCut(text: String) {
    for width in [40, 80, 120] {
      let row = ConcordanceTable(width: width, isColoured: false)
        .row(Self.line(left: "left", keyword: text + "key", right: text), Article(id: "id"))
      #expect(Columns.count(row) <= width)
    }
  }

  @Test func coloursTakeTheRoomOfBrackets() {
    let line = Self.line(left: "left", keyword: "KEY", right: "right")
    let plain = ConcordanceTable(width: 80, isColoured: false).row(line, Article(id: "id"))
    let coloured = ConcordanceTable(width: 80, isColoured: true).row(line, Article(id: "id"))
    #expect(
      coloured.replacing("\u{1B}[1;31m", with: "").replacing("\u{1B}[0m", with: "")
        == plain.replacing(" [KEY] ", with: "  KEY  "))
  }

  @Test(arguments: [
    ("plain", "plain"), ("a\tb\nc", "a b c"), ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("\u{9B}31m", "\u{FFFD}31m"),
    ("\u{202E}abc\u{202C}\u{2066}", "abc"), ("é 東 👩‍👧", "é 東 👩‍👧"), ("\0", "\u{FFFD}"),
  ])
  func whatATerminalActsOnIsNotLetThrough(text: String, shown: String) {
    #expect(ConcordanceTable.printable(text) == shown)
  }
}

@Suite struct CSVRowTests {
  @Test(arguments: [
    (["a", nil, "b"], "a,,b\n"), (["a,b"], "\"a,b\"\n"), (["say \"no\""], "\"say \"\"no\"\"\"\n"),
    (["a\nb", "c\rd"], "\"a\nb\",\"c\rd\"\n"), (["", " é "], ", é \n"),
  ])
  func quotesWhatMustBe(cells: [String?], row: String) {
    #expect(String(decoding: CSVRow(cells).bytes, as: UTF8.self) == row)
  }
}
