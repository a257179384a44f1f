import CICU
import TextModel

/// ICU's break iterators over one line at a time: the reference for `TableBreaker`, and the path for text outside
/// its table. Not to be shared between threads.
final class ICUBreaker {
  private let wordIterator: OpaquePointer
  private let sentenceIterator: OpaquePointer
  private var units: [UInt16] = []
  /// UTF-8 offset of each UTF-16 unit of the line, and of its end.
  private var offsets: [Int] = []
  /// Does ICU break this locale by the root rules, so that the tables may stand in for it?
  let hasRootRules: Bool
  private let keepsBlanks: Bool

  /// - Parameters:
  ///   - locale: an ICU locale (`en`, `ru`). Unknown ones get ICU's root rules.
  ///   - keepsBlanks: blank segments are wanted as well, as tokens without traits.
  init(locale: String, keepsBlanks: Bool = false) {
    self.keepsBlanks = keepsBlanks
    guard let words = icu_break_open(locale, false), let sentences = icu_break_open(locale, true),
      let rootWords = icu_break_open("", false), let rootSentences = icu_break_open("", true)
    else {
      fatalError("ICU has no break rules: its data file is missing or of another version")
    }
    wordIterator = words
    sentenceIterator = sentences
    hasRootRules =
      Self.rules(words) == Self.rules(rootWords) && Self.rules(sentences) == Self.rules(rootSentences)
    icu_break_close(rootWords)
    icu_break_close(rootSentences)
  }

  deinit {
    icu_break_close(wordIterator)
    icu_break_close(sentenceIterator)
  }

  private static func rules(_ iterator: OpaquePointer) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 17)
    let count = Int(icu_break_rules(iterator, &bytes, Int32(bytes.count)))
    return Array(bytes.prefix(max(0, min(count, bytes.count))))
  }

  /// Appends the tokens and the sentence ends of `start..<end`, as `TableBreaker` does.
  func line(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, words tokens: inout [Token],
    sentences ends: inout [Int]
  ) {
    load(text, start, end)
    let count = units.count
    units.withUnsafeBufferPointer { units in
      _ = icu_break_set_text(wordIterator, units.baseAddress, Int32(count))
      var from = 0
      while true {
        let boundary = Int(icu_break_next(wordIterator))
        if boundary < 0 { break }
        appendToken(text, offsets[from], offsets[boundary], into: &tokens)
        from = boundary
      }
      _ = icu_break_set_text(sentenceIterator, units.baseAddress, Int32(count))
      while true {
        let boundary = Int(icu_break_next(sentenceIterator))
        if boundary < 0 { break }
        ends.append(offsets[boundary])
      }
    }
  }

  private func load(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    units.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var at = start
    while at < end {
      let (scalar, length) = scalar(text, at)
      if scalar > 0xFFFF {
        units.append(UInt16(0xD7C0 + (scalar >> 10)))
        offsets.append(at)
        units.append(UInt16(0xDC00 | (scalar & 0x3FF)))
      } else {
        units.append(UInt16(scalar))
      }
      offsets.append(at)
      at += length
    }
    offsets.append(end)
  }

  private func appendToken(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tokens: inout [Token]
  ) {
    var at = start
    var all: UInt16 = 0
    let first = CharacterTable.shared.entry(of: scalar(text, at).0)
    while at < end {
      let (scalar, length) = scalar(text, at)
      all |= CharacterTable.shared.entry(of: scalar) & CharacterTable.wordCharacter
      at += length
    }
    // A blank may begin a word: the narrow no-break space, which joins numbers.
    let isBlank = first & CharacterTable.whiteSpace != 0 && all == 0
    if isBlank, !keepsBlanks { return }
    let marks = isBlank ? 0 : all == 0 ? first : CharacterTable.wordCharacter
    tokens.append(Token(start: UInt32(start), end: UInt32(end), traits: TableBreaker.traits(marks)))
  }

  private func scalar(_ text: UnsafePointer<UInt8>, _ at: Int) -> (UInt32, Int) { decodeScalar(text, at) }
}
