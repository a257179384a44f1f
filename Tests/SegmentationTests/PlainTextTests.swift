import Statistics
import Testing
import TextModel

@testable import Segmentation

/// What is read eight bytes at a time is what is read byte by byte, and by ICU.
@Suite struct PlainTextTests {
  /// Plain text, and now and then something that is not, with and without the blanks as segments.
  @Test(arguments: UInt64(0)..<16)
  func plainTextIsBrokenAsByICU(seed: UInt64) {
    let others = [
      "'", "’", "_", "1", "2,5", "é", "\u{301}", "\u{AD}", "\u{200D}", "\u{A0}", "\u{2003}", "  ", "\t", "\r", "\0",
      "ё",
      "Ѐ", "ѿ", "Ҁ", "҃", "Ͽ", "“", "—", "🇧🇾", "👩\u{200D}💻", "日", "\u{85}", "\u{2028}", "U.S.", "…", ":", "@", "/", "№",
    ]
    var random = SplitMix64(seed: seed)
    func below(_ bound: Int) -> Int { Int(random.next() >> 11) % bound }
    let (tables, icu) = (Segmenter(locale: "en"), Segmenter(locale: "en", engine: .icu))
    let comparison = BreakerComparison(locale: "en")
    var tally = BreakerTally()
    for _ in 0..<150 {
      let letters = Array(["abzAZ", "жЯѐ", "abжЯ"][below(3)])
      let rarity = [4, 16, 64][below(3)]
      var text = ""
      for _ in 0..<below(60) {
        if below(rarity) == 0 { text += others[below(others.count)] }
        // Words that end in all places of eight bytes.
        for _ in 0..<1 + below(below(4) == 0 ? 20 : 7) { text.append(letters[below(letters.count)]) }
        if below(rarity) == 0 { text += others[below(others.count)] }
        text += [" ", " ", " ", " ", ", ", ". ", "? ", "\n", "-", " (", ") ", "; ", "! "][below(13)]
      }
      comparison.compare(Array(text.utf8), &tally) { Issue.record("\($0)") }
      #expect(
        DifferentialTests.boundaries(text, tables) == DifferentialTests.boundaries(text, icu),
        "\(text.debugDescription)")
    }
    #expect(tally.differences == 0 && tally.wordBoundaries > 5000)
  }

  @Test func eightBytesAreReadAsOneByOne() {
    let letters = (0..<0x80).filter { (65...90).contains($0) || (97...122).contains($0) }
    let signs =
      ["Ѐ", "ж", "ѿ", "Ҁ", "é", "—", "😀", "\u{85}"] + (0..<0x80).map { String(Unicode.Scalar(UInt8($0))) }
    var random = SplitMix64(seed: 1)
    var lengths: [Set<Int>] = [[], [], []]
    for _ in 0..<20_000 {
      // Neighbours among the signs, so that they make runs.
      let reach = 1 + Int(random.next() % 12)
      let from = Int(random.next() % UInt64(signs.count))
      var text: [UInt8] = []
      while text.count < 8 { text += Array(signs[(from + Int(random.next() % UInt64(reach))) % signs.count].utf8) }
      let bytes = text.withUnsafeBufferPointer { EightBytes($0.baseAddress!) }
      #expect(bytes.latinLetters == text.prefix(8).prefix { letters.contains(Int($0)) }.count)
      var cyrillic = 0
      while cyrillic < 8, text[cyrillic] == 0xD0 || text[cyrillic] == 0xD1 { cyrillic += 2 }
      #expect(bytes.cyrillicLetters == cyrillic)
      var at = 0
      let ends: [UInt8] = Array("!.?".utf8) + (0..<0x20)
      while at < 8, text[at] < 0xC0 || text[at] & 0xFE == 0xD0, !ends.contains(text[at]) { at += 1 }
      #expect(bytes.sentenceEnd == at)
      for (number, length) in [bytes.latinLetters, cyrillic, at].enumerated() { lengths[number].insert(length) }
    }
    #expect(lengths == [Set(0...8), [0, 2, 4, 6, 8], Set(0...8)])
  }

  @Test func plainBytesAreWhatTheTablesSay() {
    let table = CharacterTable.shared
    for byte in UInt8.min...UInt8.max {
      let text = [UInt8](repeating: byte, count: 8)
      if text.withUnsafeBufferPointer({ EightBytes($0.baseAddress!).sentenceEnd }) == 8 {
        #expect(!table.mayEndSentence[Int(byte)])
      }
    }
    let letters: [ClosedRange<UInt32>] = [0x41...0x5A, 0x61...0x7A, 0x400...0x47F]
    for scalar in letters.joined() { #expect(table.entry(of: scalar) & 15 == WordClass.letter) }
  }
}
