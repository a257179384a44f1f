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
    var random = SplitMix(state: UInt64(seed) &* 7919 &+ 17)
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

  @Test func everyScalarOfTheTableIsBrokenAsByICU() {
    let tables = Segmenter(locale: "en")
    let icu = Segmenter(locale: "en", engine: .icu)
    for scalar in Array(UInt32(1)..<0x800) + Array(0x2000..<0x2100) {
      guard let scalar = Unicode.Scalar(scalar) else { continue }
      let sign = String(Character(scalar))
      for text in [
        "a\(sign)b", "1\(sign)2", "a \(sign) b. \(sign) C", "a\(sign)", "a.\(sign)B", "\(sign)\(sign)1", "a'\(sign)",
      ] {
        #expect(
          Self.boundaries(text, tables) == Self.boundaries(text, icu),
          "U+\(String(scalar.value, radix: 16)): \(text.debugDescription)")
      }
    }
  }
}

/// A small generator with a fixed sequence, so that a failure can be had again.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
