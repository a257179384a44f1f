import TextModel

/// ICU's word and sentence rules (UAX #29, root locale) run as tables directly over UTF-8.
///
/// The boundaries are exactly ICU's for text whose characters are all in `CharacterTable`; at the first one that is
/// not, the breaker gives up and the line is handed to `ICUBreaker`. A differential test holds the two together.
struct TableBreaker {
  let entries: UnsafeBufferPointer<UInt16>
  let mayEndSentence: UnsafeBufferPointer<Bool>

  static let foreign = WordClass.foreign

  /// Entry and length in bytes of the character at `at`; `foreign` where the table does not reach.
  @inline(__always)
  func entry(_ text: UnsafePointer<UInt8>, _ at: Int) -> (UInt16, Int) {
    let lead = text[at]
    if lead < 0x80 { return (entries[Int(lead)], 1) }
    if lead < 0xE0 { return (entries[Int(lead & 0x1F) << 6 | Int(text[at + 1] & 0x3F)], 2) }
    if lead == 0xE2, text[at + 1] < 0x84 {
      return (entries[0x800 + (Int(text[at + 1] & 0x3F) << 6 | Int(text[at + 2] & 0x3F))], 3)
    }
    return (Self.foreign, lead < 0xF0 ? 3 : 4)
  }

  /// The offset after any Extend and Format characters at `at` (rule WB4).
  @inline(__always)
  func skipExtend(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    var at = at
    while at < end, text[at] >= 0x80 {
      let (next, length) = entry(text, at)
      if next & 15 != WordClass.extend { break }
      at += length
    }
    return at
  }

  /// Appends the non-blank segments of one line, `start..<end` (bytes; a line feed only as the last).
  /// Returns false, with `tokens` to be cut back by the caller, at the first character outside the table.
  func words(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tokens: inout [Token]
  ) -> Bool {
    var at = start
    while at < end {
      let (first, length) = entry(text, at)
      let begin = at
      at += length
      switch first & 15 {
      case WordClass.letter, WordClass.numeric, WordClass.joiner:
        var state = first & 15
        var traits: TokenTraits = state == WordClass.joiner ? [] : .word
        scan: while at < end {
          // Most words are plain ASCII letters: stay in the smallest loop that can read them.
          if state == WordClass.letter {
            while at < end, text[at] < 0x80, entries[Int(text[at])] & 15 == WordClass.letter { at += 1 }
            if at >= end { break }
          }
          let (next, nextLength) = entry(text, at)
          switch next & 15 {
          case WordClass.letter, WordClass.numeric:
            state = next & 15
            traits.insert(.word)
            at += nextLength
          case WordClass.joiner:
            state = WordClass.joiner
            at += nextLength
          case WordClass.extend:
            at += nextLength
          case WordClass.midLetter, WordClass.midNumber, WordClass.midBoth:
            let wanted = state
            if wanted == WordClass.joiner { break scan }
            if wanted == WordClass.letter, next & 15 == WordClass.midNumber { break scan }
            if wanted == WordClass.numeric, next & 15 == WordClass.midLetter { break scan }
            let after = skipExtend(text, at + nextLength, end)
            guard after < end else { break scan }
            let (beyond, beyondLength) = entry(text, after)
            if beyond & 15 == Self.foreign { return false }
            guard beyond & 15 == wanted else { break scan }
            at = after + beyondLength
          case Self.foreign:
            return false
          default:
            break scan
          }
        }
        if !traits.isEmpty || first & CharacterTable.whiteSpace == 0 {
          tokens.append(Token(start: UInt32(begin), end: UInt32(at), traits: traits))
        }
      case WordClass.space:
        while at < end, text[at] == 0x20 { at += 1 }
        while at < end {
          let (next, nextLength) = entry(text, at)
          // A run of spaces is one segment (WB3d) until an Extend character ends the run.
          if next & 15 != WordClass.space { break }
          at += nextLength
        }
        at = skipExtend(text, at, end)
      case WordClass.newline:
        break
      case Self.foreign:
        return false
      default:
        at = skipExtend(text, at, end)
        if first & CharacterTable.whiteSpace == 0 {
          tokens.append(Token(start: UInt32(begin), end: UInt32(at), traits: Self.traits(first)))
        }
      }
    }
    return true
  }

  /// Appends the words of a text of nothing but letters and blanks, as most names are, which takes no rules.
  /// Returns false, with `tokens` to be emptied by the caller, at the first other character.
  static func letters(_ text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]) -> Bool {
    guard let base = text.baseAddress else { return true }
    return CharacterTable.shared.entries.withUnsafeBufferPointer { entries in
      var (at, start) = (0, 0)
      while at < text.count {
        let lead = Int(base[at])
        if lead == 0x20 {
          if start < at { tokens.append(Token(start: UInt32(start), end: UInt32(at), traits: .word)) }
          at += 1
          start = at
          continue
        }
        let entry =
          lead < 0x80 ? entries[lead] : lead < 0xE0 ? entries[(lead & 0x1F) << 6 | Int(base[at + 1] & 0x3F)] : 0
        if entry & 15 != WordClass.letter { return false }
        at += lead < 0x80 ? 1 : 2
      }
      if start < at { tokens.append(Token(start: UInt32(start), end: UInt32(at), traits: .word)) }
      return true
    }
  }

  /// Traits that a mark's table entry carries.
  @inline(__always)
  static func traits(_ entry: UInt16) -> TokenTraits {
    var traits: TokenTraits = []
    if entry & (CharacterTable.wordCharacter | 0x3C00) == 0 { return traits }
    if entry & CharacterTable.wordCharacter != 0 { traits.insert(.word) }
    if entry & CharacterTable.comma != 0 { traits.insert(.comma) }
    if entry & CharacterTable.clauseMark != 0 { traits.insert(.clauseMark) }
    if entry & CharacterTable.opensQuote != 0 { traits.insert(.opensQuote) }
    if entry & CharacterTable.closesQuote != 0 { traits.insert(.closesQuote) }
    return traits
  }

  /// Appends the offsets where sentences of one line end, its end included (rules SB3–SB998).
  func sentences(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into ends: inout [Int]) {
    var at = start
    while at < end {
      while at < end, !mayEndSentence[Int(text[at])] { at += 1 }
      if at >= end { break }
      let (mark, length) = entry(text, at)
      switch mark >> 4 & 15 {
      case SentenceClass.carriageReturn, SentenceClass.lineFeed, SentenceClass.separator:
        at = endOfSeparator(text, at, end)
        ends.append(at)
      case SentenceClass.ambiguousTerminator, SentenceClass.terminator:
        let (next, breaks) = afterTerminator(text, at, length, mark >> 4 & 15, start, end)
        if breaks { ends.append(next) }
        at = next
      default:
        at += length
      }
    }
    if ends.last != end, start < end { ends.append(end) }
  }

  /// Class and offset of the first character at or after `at` that is neither Extend nor Format (rule SB5).
  private func visible(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> (UInt16, Int, Int) {
    var at = at
    while at < end {
      let (next, length) = entry(text, at)
      let kind = next >> 4 & 15
      if kind != SentenceClass.extend { return (kind, at, length) }
      at += length
    }
    return (SentenceClass.separator, end, 0)
  }

  private func endOfSeparator(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    let (mark, length) = entry(text, at)
    if mark >> 4 & 15 == SentenceClass.carriageReturn, at + 1 < end, text[at + 1] == 0x0A { return at + 2 }
    return at + length
  }

  /// Where to go on after a terminator, and whether a sentence ends there.
  private func afterTerminator(
    _ text: UnsafePointer<UInt8>, _ mark: Int, _ length: Int, _ kind: UInt16, _ start: Int, _ end: Int
  ) -> (Int, Bool) {
    let isAmbiguous = kind == SentenceClass.ambiguousTerminator
    var (next, at, size) = visible(text, mark + length, end)
    if at >= end { return (end, true) }
    if isAmbiguous {
      if next == SentenceClass.numeric { return (at, false) }  // SB6
      if next == SentenceClass.upper {  // SB7
        let before = classBefore(text, mark, start)
        if before == SentenceClass.upper || before == SentenceClass.lower { return (at, false) }
      }
    }
    while at < end, next == SentenceClass.close { (next, at, size) = visible(text, at + size, end) }
    while at < end, next == SentenceClass.space { (next, at, size) = visible(text, at + size, end) }
    if at >= end { return (end, true) }
    if next >= SentenceClass.carriageReturn { return (endOfSeparator(text, at, end), true) }
    if next == SentenceClass.continuation || next == SentenceClass.ambiguousTerminator
      || next == SentenceClass.terminator
    {
      return (at, false)  // SB8a
    }
    if isAmbiguous {  // SB8
      var (kind, ahead, step) = (next, at, size)
      while ahead < end {
        if kind == SentenceClass.lower { return (at, false) }
        if kind == SentenceClass.otherLetter || kind == SentenceClass.upper
          || kind == SentenceClass.ambiguousTerminator || kind == SentenceClass.terminator
          || kind >= SentenceClass.carriageReturn
        {
          break
        }
        (kind, ahead, step) = visible(text, ahead + step, end)
      }
    }
    return (at, true)
  }

  private func classBefore(_ text: UnsafePointer<UInt8>, _ mark: Int, _ start: Int) -> UInt16 {
    var at = mark
    while at > start {
      at -= 1
      while at > start, text[at] & 0xC0 == 0x80 { at -= 1 }
      let kind = entry(text, at).0 >> 4 & 15
      if kind != SentenceClass.extend { return kind }
    }
    return SentenceClass.other
  }
}
