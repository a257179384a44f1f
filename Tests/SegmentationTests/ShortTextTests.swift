import Statistics
import Testing
import TextModel

@testable import Segmentation

@Suite struct ShortTextTests {
  /// Names and terms of letters and blanks are cut without rules, and all the same as by them.
  @Test func shortTextsAreCutAsTextsAre() {
    let signs = ["a", "B", "é", "ж", "Ё", "σ", " ", "  ", "-", "'", "1", ".", "\u{301}", "\u{AD}", "ª", "ʼ", "日", "\n"]
    let segmenter = Segmenter(locale: "en")
    var random = SplitMix64(seed: 5)
    var plain = 0
    for _ in 0..<4000 {
      // Half of them of letters and blanks alone.
      let reach = random.next() % 2 == 0 ? 8 : signs.count
      let text = (0..<random.next() % 9).map { _ in signs[Int(random.next() % UInt64(reach))] }.joined()
      if reach == 8 { plain += 1 }
      var document = Document()
      document.begin(Article(text: Array(text.utf8)))
      segmenter.segment(&document)
      let expected = document.tokens.map { Array(document.article.text[Int($0.start)..<Int($0.end)]) }
      var found: [[UInt8]] = []
      Array(text.utf8).withUnsafeBufferPointer { segmenter.words(of: $0) { found.append(Array($0)) } }
      #expect(found == expected, "\(text.debugDescription)")
    }
    #expect(plain > 1000)
  }

  @Test func lettersAreWhatUnicodeSays() {
    for number in (UInt32(0)..<0x3000).compactMap(Unicode.Scalar.init) {
      let (letter, properties) = (LetterTable.shared.letter(number.value), number.properties)
      #expect((letter != nil) == properties.isAlphabetic)
      #expect((letter == .large) == (properties.isAlphabetic && properties.isUppercase))
      #expect((letter == .small) == (properties.isAlphabetic && properties.isLowercase))
    }
  }
}
