import Segmentation
import TextModel

/// Names to be cut into words all at once, by the word rules of the text: to begin anew for each of a hundred thousand
/// names would cost more than to read them.
struct NameList {
  /// A word of a name.
  struct Word {
    /// Bytes of `text`.
    var range: Range<Int>
    /// Stands for a beginning: `*` follows it.
    var isBeginning: Bool
  }

  private(set) var text: [UInt8] = []
  /// Where each name ends, its line feed included.
  private var ends: [Int] = []

  mutating func append(_ name: String) {
    // A line feed would make it two.
    for byte in name.utf8 { text.append(byte == 10 ? 32 : byte) }
    text.append(10)
    ends.append(text.count)
  }

  /// Names are cut as words of any language are.
  static func segmenter() -> Segmenter { Segmenter(locale: "en") }

  /// Gives the words of each name, in order.
  func cut(
    by segmenter: Segmenter = segmenter(), _ body: (_ name: Int, _ words: [Word]) throws -> Void
  ) rethrows {
    var document = Document()
    document.begin(Article(text: text))
    segmenter.segment(&document)
    var words: [Word] = []
    var token = 0
    for (name, end) in ends.enumerated() {
      words.removeAll(keepingCapacity: true)
      while token < document.tokens.count, Int(document.tokens[token].start) < end {
        let range = Int(document.tokens[token].start)..<Int(document.tokens[token].end)
        token += 1
        if text[range.lowerBound] == UInt8(ascii: "*"), range.count == 1 {
          // A star that begins a word, or stands alone, means nothing.
          if let last = words.indices.last, words[last].range.upperBound == range.lowerBound {
            words[last].isBeginning = true
          }
          continue
        }
        words.append(Word(range: range, isBeginning: false))
      }
      try body(name, words)
    }
  }

  func string(_ word: Word) -> String { String(decoding: text[word.range], as: UTF8.self) }

  /// Appends a word as it is looked up.
  func fold(_ word: Word, scratch: inout [UInt8], into phrase: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      Folder.shared.fold(UnsafeBufferPointer(rebasing: text[word.range]), into: &scratch)
    }
    phrase.append(contentsOf: scratch)
    if word.isBeginning { phrase.append(0xFF) }
  }

  /// What capitals a word asks for in the text: 0 none, 1 the first letter, 2 all of them.
  func shape(_ word: Word) -> UInt64 {
    var (letters, isAllCapitals) = (0, true)
    for byte in text[word.range] {
      if byte >= 0x80 { return Self.shape(of: string(word)) }
      let isSmall = byte >= 97 && byte <= 122
      guard isSmall || (byte >= 65 && byte <= 90) else { continue }
      if letters == 0, isSmall { return 0 }
      letters += 1
      if isSmall { isAllCapitals = false }
    }
    if letters == 0 { return 0 }
    return letters > 1 && isAllCapitals && !word.isBeginning ? 2 : 1
  }

  private static func shape(of piece: String) -> UInt64 {
    let letters = piece.unicodeScalars.lazy.filter { $0.properties.isAlphabetic }
    guard let first = letters.first, first.properties.isUppercase else { return 0 }
    let isAcronym = letters.dropFirst().first != nil && letters.allSatisfy { $0.properties.isUppercase }
    return isAcronym ? 2 : 1
  }
}
