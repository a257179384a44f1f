import TextModel

/// What nearly all text is made of, read eight bytes at a time: words of Latin or Cyrillic letters, single blanks between
/// them, and marks. Wherever the rules could say more than that, they are asked.
extension TableBreaker {
  /// Word classes of ASCII marks that end a word of letters, as bits.
  private static var endsWord: UInt16 {
    1 << WordClass.other | 1 << WordClass.midNumber | 1 << WordClass.space | 1 << WordClass.newline
  }

  /// Word classes of ASCII marks that are a segment of their own where ASCII or a letter follows, as bits.
  private static var standsAlone: UInt16 {
    1 << WordClass.other | 1 << WordClass.midNumber | 1 << WordClass.midLetter | 1 << WordClass.midBoth
      | 1 << WordClass.space
  }

  /// Appends segments as long as they are plain. Returns where the first one begins that is not.
  @inline(__always)
  func plainWords(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tokens: inout TokenLot) -> Int {
    var at = start
    // What is read is eight bytes, and what is looked at beyond them is one.
    while at + 8 < end {
      let after = endOfLetters(text, at, end)
      if after > at {
        guard after < end, text[after] < 0x80, Self.has(Self.endsWord, entries[Int(text[after])]) else { break }
        tokens.append(Token(start: UInt32(at), end: UInt32(after), traits: .word))
        at = after
      }
      guard at + 1 < end, text[at] < 0x80 else { break }
      let (mark, next) = (entries[Int(text[at])], text[at + 1])
      guard Self.has(Self.standsAlone, mark), next < 0x80 || Self.isCyrillic(next) else { break }
      if mark & 15 == WordClass.space, next == text[at] { break }
      if mark & CharacterTable.whiteSpace == 0 {
        tokens.append(Token(start: UInt32(at), end: UInt32(at + 1), traits: Self.traits(mark)))
      } else if keepsBlanks {
        tokens.append(Token(start: UInt32(at), end: UInt32(at + 1)))
      }
      at += 1
    }
    return at
  }

  /// The end of the letters at `at`, all Latin or all Cyrillic; `at` itself where that is too near to the end to tell.
  @inline(__always)
  private func endOfLetters(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    let isCyrillic = Self.isCyrillic(text[at])
    var after = at
    while after + 8 <= end {
      let bytes = EightBytes(text + after)
      let length = isCyrillic ? bytes.cyrillicLetters : bytes.latinLetters
      after += length
      if length < 8 { return after }
    }
    return at
  }

  /// Is an entry's word class one of these?
  @inline(__always)
  private static func has(_ classes: UInt16, _ entry: UInt16) -> Bool { classes &>> (entry & 15) & 1 != 0 }

  /// Does a letter of U+0400–U+047F begin with this byte?
  @inline(__always)
  private static func isCyrillic(_ byte: UInt8) -> Bool { byte & 0xFE == 0xD0 }

  /// The offset of the first byte at or after `at` that may end a sentence.
  @inline(__always)
  func sentenceEnd(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    var at = at
    while true {
      while at + 8 <= end {
        let length = EightBytes(text + at).sentenceEnd
        if length < 8 {
          at += length
          break
        }
        at += 8
      }
      if at >= end || mayEndSentence[Int(text[at])] { return at }
      at += 1
    }
  }
}
