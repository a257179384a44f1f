import Statistics
import Testing
import TextModel

@testable import Segmentation

/// The tables must give ICU's boundaries exactly; ICU itself is the oracle.
@Suite struct DifferentialTests {
  struct Boundaries: Equatable {
    var tokens: [String]
    var traits: [UInt16]
    var sentences: [Range<Int>]
  }

  static func boundaries(_ text: String, _ segmenter: Segmenter) -> Boundaries {
    var document = Document()
    document.begin(Article(text: Array(text.utf8)))
    segmenter.segment(&document)
    return Boundaries(
      tokens: document.tokens.map { "\($0.start)-\($0.end)" }, traits: document.tokens.map(\.traits.rawValue),
      sentences: document.sentences.map(\.tokens))
  }

  /// Characters of every class the rules tell apart, and some outside the table.
  static let alphabet: [String] = [
    "a", "b", "Z", "Ab", "é", "ё", "Ж", "ж", "ß", "ǆ", "1", "23", "٣", ".", ",", ":", ";", "'", "’", "\"", "“", "”",
    "«",
    "»", "!", "?", "…", "-", "–", "—", "_", "‿", "(", ")", " ", "  ", "\t", "\n", "\r\n", "\u{85}", "\u{2028}",
    "\u{A0}",
    "\u{301}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{2060}", "@", "#", "/", "·", "․", "‥", "‼", "\u{387}", "½", "ª",
    "º",
    "€", "№", "日", "本", "カ", "א", "ב", "ไทย", "😀", "👩‍💻", "🇧🇾", "U.S.", "p.m.", "3.14", "can't", "Mr. ", ". A", ". a",
    "? \"",
    "\u{2019}s ", "։", "؟", "़", "\u{345}",
  ]

  @Test(arguments: ["en", "ru", "uk", "fi", "el", "ja"], 0..<40)
  func randomTextIsBrokenAsByICU(locale: String, seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) &* 7919 &+ 17)
    let tables = Segmenter(locale: locale)
    let icu = Segmenter(locale: locale, engine: .icu)
    for _ in 0..<60 {
      let length = Int(random.next() % 60)
      // Mostly characters of one small set, so that rules of three and more characters meet.
      let reach = 4 + Int(random.next() % UInt64(Self.alphabet.count - 3))
      let from = Int(random.next() % UInt64(Self.alphabet.count))
      var text = ""
      for _ in 0..<length {
        text += Self.alphabet[(from + Int(random.next() % UInt64(reach))) % Self.alphabet.count]
      }
      #expect(Self.boundaries(text, tables) == Self.boundaries(text, icu), "\(locale): \(text.debugDescription)")
    }
  }

  /// Every pair and triple of the table's classes, one character standing for each.
  @Test func allShortSequencesAreBrokenAsByICU() {
    let tables = Segmenter(locale: "en")
    let icu = Segmenter(locale: "en", engine: .icu)
    let signs = [
      "a", "B", "ж", "1", ".", ",", ":", "'", "’", "\"", "!", "_", "(", " ", "\u{301}", "\u{AD}", "\n", "\r", "-", "ª",
      "\u{A0}", "@",
    ]
    for a in signs {
      for b in signs {
        for c in signs {
          for text in [a + b + c, "x" + a + b + c + "y. Z"] {
            #expect(Self.boundaries(text, tables) == Self.boundaries(text, icu), "\(text.debugDescription)")
          }
        }
      }
    }
  }

  /// Where each character of the alphabet stands in words, at their ends, after full stops, in sequences of emoji.
  @Test func everyCharacterOfTheAlphabetIsBrokenAsByICU() {
    let comparison = BreakerComparison(locale: "en")
    var tally = BreakerTally()
    var text: [UInt8] = []
    for page in Alphabet.pages {
      text.removeAll(keepingCapacity: true)
      for scalar in UInt32(page << Alphabet.pageBits)..<UInt32((page + 1) << Alphabet.pageBits) {
        guard let scalar = Unicode.Scalar(scalar) else { continue }
        let sign = String(Character(scalar))
        for line in [
          "a\(sign)b", "1\(sign)2", "a \(sign) b. \(sign) C", "a\(sign)", "a.\(sign)B", "\(sign)\(sign)1",
          "a'\(sign)", "a\u{200D}\(sign)b 1\u{200D}\(sign)2 \u{200D}\(sign)a", "🇧🇾\(sign)🇷🇺 🇧\(sign)🇾",
          "👩\u{200D}\(sign)\u{FE0F}\u{200D}👩a",
        ] { text += Array((line + "\n").utf8) }
      }
      comparison.compare(text, &tally) { Issue.record("U+\(String(page << Alphabet.pageBits, radix: 16))…: \($0)") }
    }
    // What shares a page with others but goes to ICU: Hebrew, Myanmar, Tai Tham, narrow Hangul, a sign of hiragana.
    let unknown: [ClosedRange<UInt32>] = [
      0x5D0...0x5F2, 0x1080...0x109F, 0x1AA0...0x1AAD, 0xFB1D...0xFB3F, 0xFFC0...0xFFDC, 0x1F200...0x1F200,
    ]
    #expect(tally.foreign.keys.filter { key in !unknown.contains { $0.contains(key) } } == [])
    #expect(tally.linesOfTables > 100_000)
  }

  @Test(arguments: UInt64(0)..<8)
  func randomStringsOverTheClassesAreBrokenAsByICU(seed: UInt64) {
    let comparison = BreakerComparison(locale: "en")
    var tally = BreakerTally()
    var random = RandomText(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<1500 {
      random.next(into: &text)
      comparison.compare(text, &tally) { Issue.record("\($0)") }
    }
    #expect(tally.texts == 1500 && tally.differences == 0)
    #expect(tally.linesOfTables > 1200)
    #expect(random.pairs.count { $0 > 0 } > RandomText.classCount * RandomText.classCount * 9 / 10)
  }

  /// Lines go to the tables and to ICU one by one, which must be as if ICU had the whole text.
  @Test(arguments: UInt64(0)..<4)
  func linesAreBrokenAsAWholeTextIs(seed: UInt64) {
    let icu = ICUBreaker(locale: "en", keepsBlanks: true)
    var random = RandomText(seed: 100 + seed)
    var text: [UInt8] = []
    for _ in 0..<1000 {
      random.next(into: &text)
      text.insert(contentsOf: [0x0A, 0x61, 0x2E, 0x0A], at: 0)
      var (tokens, ends, tokensOfLines, endsOfLines): ([Token], [Int], [Token], [Int]) = ([], [], [], [])
      text.withUnsafeBufferPointer { text in
        icu.line(text.baseAddress!, 0, text.count, words: &tokens, sentences: &ends)
        var start = 0
        while start < text.count {
          let end = Lines.end(text.baseAddress!, start, text.count)
          icu.line(text.baseAddress!, start, end, words: &tokensOfLines, sentences: &endsOfLines)
          start = end
        }
      }
      #expect(tokens.map(\.end) == tokensOfLines.map(\.end) && ends == endsOfLines)
    }
  }

  struct Sequence: Sendable, CustomTestStringConvertible {
    var text: String
    var tokens: [String]
    var testDescription: String { text }
  }

  /// What the rules say of emoji, by hand: WB3c, WB4, WB15, WB16.
  @Test(arguments: [
    Sequence(text: "a😀b", tokens: ["a", "😀", "b"]),
    Sequence(text: "👩‍💻👩‍💻", tokens: ["👩‍💻", "👩‍💻"]),
    Sequence(text: "👍🏽👍", tokens: ["👍🏽", "👍"]),
    Sequence(text: "🇧🇾🇷🇺🇺🇦", tokens: ["🇧🇾", "🇷🇺", "🇺🇦"]),
    Sequence(text: "🇧🇾🇷 x", tokens: ["🇧🇾", "🇷", "x"]),
    Sequence(text: "☎️1️⃣", tokens: ["☎️", "1️⃣"]),
    Sequence(text: "🏴\u{E0067}\u{E0062}\u{E007F}!", tokens: ["🏴\u{E0067}\u{E0062}\u{E007F}", "!"]),
    Sequence(text: "a\u{200D}😀b", tokens: ["a\u{200D}😀", "b"]),
    Sequence(text: ":\u{200D}Ⓜx", tokens: [":\u{200D}Ⓜx"]),
    Sequence(text: "a\u{200D}\u{301}😀", tokens: ["a\u{200D}\u{301}", "😀"]),
    Sequence(text: "№ 5 → ﬁn\u{FEFF}al", tokens: ["№", "5", "→", "ﬁn\u{FEFF}al"]),
  ])
  func emojiAreWholeTokens(_ sequence: Sequence) {
    var tally = BreakerTally()
    BreakerComparison(locale: "en").compare(Array(sequence.text.utf8), &tally) { Issue.record("\($0)") }
    #expect(tally.linesOfTables == 1)
    let text = Array(sequence.text.utf8)
    let tokens = Segmenter(locale: "en").tokens(of: sequence.text)
    #expect(tokens.map { String(decoding: text[Int($0.start)..<Int($0.end)], as: UTF8.self) } == sequence.tokens)
  }

  /// A comparison must be able to find something: sentences of Greek end with its question mark as well.
  @Test func localesWithOtherRulesAreLeftToICU() {
    var tally = BreakerTally()
    BreakerComparison(locale: "el").compare(Array("Α; Β\nΓ".utf8), &tally) { Issue.record("\($0)") }
    #expect(tally.linesOfOtherRules == ["el": 2])
    #expect(tally.linesOfTables == 0)
  }
}
