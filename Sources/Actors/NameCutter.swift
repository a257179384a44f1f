import Lexicon
import Segmentation
import TextModel

/// Cuts names into words by the word rules of the text.
final class NameCutter {
  /// A word of a name.
  struct Word {
    /// Bytes of the name.
    var range: Range<Int>
    /// Stands for a beginning: `*` follows it.
    var isBeginning: Bool
  }

  /// Names are cut as words of any language are.
  private let segmenter = Segmenter(locale: "en")
  /// Of the last name that was cut.
  private(set) var words: [Word] = []
  private var scratch: [UInt8] = []

  /// Cuts a name into `words`.
  func cut(_ name: UnsafeBufferPointer<UInt8>) {
    words.removeAll(keepingCapacity: true)
    segmenter.words(of: name) { word in
      let start = word.baseAddress! - name.baseAddress!
      if word.count == 1, word[0] == UInt8(ascii: "*") {
        // A star that begins a word, or stands alone, means nothing.
        if let last = words.indices.last, words[last].range.upperBound == start { words[last].isBeginning = true }
        return
      }
      words.append(Word(range: start..<start + word.count, isBeginning: false))
    }
  }

  func cut(_ name: String) {
    var name = name
    name.withUTF8 { cut($0) }
  }

  /// Calls `body` with a word as it is looked up: folded, `Wildcard.star` behind a beginning.
  func withFolded<Result>(
    _ word: Word, of name: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    Folder.shared.fold(UnsafeBufferPointer(rebasing: name[word.range]), into: &scratch)
    if word.isBeginning { scratch.append(Wildcard.star) }
    return scratch.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with a whole text as it is looked up.
  func withFolded(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    Folder.shared.fold(text, into: &scratch)
    scratch.withUnsafeBufferPointer(body)
  }

  /// The folded words of a name in one, parted by `PhraseTable.separator`.
  func phrase(of name: String) -> [UInt8] {
    var name = name
    return name.withUTF8 { name in
      cut(name)
      var phrase: [UInt8] = []
      for (number, word) in words.enumerated() {
        if number > 0 { phrase.append(PhraseTable.separator) }
        withFolded(word, of: name) { phrase.append(contentsOf: $0) }
      }
      return phrase
    }
  }

  /// What capitals a word asks for in the text: 0 none, 1 the first letter, 2 all of them.
  static func shape(_ word: Word, of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let capitals = LetterTable.shared.capitals(UnsafeBufferPointer(rebasing: name[word.range]))
    if !capitals.contains(.capitalised) { return 0 }
    return capitals.contains(.allCapitals) && !word.isBeginning ? 2 : 1
  }
}
