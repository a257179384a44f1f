import TextModel

/// ICU's word and sentence rules (UAX #29, root locale) run as tables directly over UTF-8.
///
/// The boundaries are exactly ICU's for text whose characters are all in `CharacterTable`; at the first one that is
/// not, the breaker gives up and the line is handed to `ICUBreaker`. A differential test holds the two together.
struct TableBreaker {
  let entries: UnsafeBufferPointer<UInt16>
  let pages: UnsafeBufferPointer<UInt16>
  let mayEndSentence: UnsafeBufferPointer<Bool>
  /// Blank segments are wanted as well, as tokens without traits.
  let keepsBlanks: Bool

  static let foreign = WordClass.foreign

  /// Lends a breaker over the shared table.
  static func lend<Result>(keepsBlanks: Bool = false, to body: (TableBreaker) -> Result) -> Result {
    let table = CharacterTable.shared
    return table.entries.withUnsafeBufferPointer { entries in
      table.pages.withUnsafeBufferPointer { pages in
        table.mayEndSentence.withUnsafeBufferPointer { mayEnd in
          body(TableBreaker(entries: entries, pages: pages, mayEndSentence: mayEnd, keepsBlanks: keepsBlanks))
        }
      }
    }
  }

  /// Entry and length in bytes of the character at `at`; `foreign` where the table does not reach.
  @inline(__always)
  func entry(_ text: UnsafePointer<UInt8>, _ at: Int) -> (UInt16, Int) {
    let lead = text[at]
    if lead < 0x80 { return (entries[Int(lead)], 1) }
    if lead < 0xE0 { return (entries[Int(lead & 0x1F) << 6 | Int(text[at + 1] & 0x3F)], 2) }
    // U+2000–U+20FF, where the marks of print are, stands after what two bytes can say.
    if lead == 0xE2, text[at + 1] < 0x84 {
      return (entries[0x800 + (Int(text[at + 1] & 0x3F) << 6 | Int(text[at + 2] & 0x3F))], 3)
    }
    return distantEntry(text, at)
  }

  /// The same for a character whose page must be looked up.
  @inline(never)
  private func distantEntry(_ text: UnsafePointer<UInt8>, _ at: Int) -> (UInt16, Int) {
    let lead = text[at]
    let next = Int(text[at + 1] & 0x3F)
    let third = Int(text[at + 2] & 0x3F)
    if lead < 0xF0 { return (entries[Int(pages[Int(lead & 0x0F) << 6 | next]) << 6 | third], 3) }
    let page = pages[Int(lead & 0x07) << 12 | next << 6 | third]
    return (entries[Int(page) << 6 | Int(text[at + 3] & 0x3F)], 4)
  }

  /// The offset after any Extend, Format and ZWJ characters at `at` (rule WB4).
  @inline(__always)
  func skipExtend(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    var at = at
    while at < end, text[at] >= 0x80 {
      let (next, length) = entry(text, at)
      if next & 15 != WordClass.extend, next & 15 != WordClass.zeroWidthJoiner { break }
      at += length
    }
    return at
  }

  /// Appends the segments of one line, `start..<end` (bytes; a line feed only as the last), blank ones where they are
  /// kept. Returns false, with `tokens` to be cut back by the caller, at the first character outside the table.
  func words(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tokens: inout [Token]
  ) -> Bool {
    TokenLot.lend(to: &tokens) { words(text, start, end, into: &$0) }
  }

  private func words(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tokens: inout TokenLot) -> Bool {
    var at = start
    while true {
      at = plainWords(text, at, end, into: &tokens)
      if at >= end { return true }
      let (first, length) = entry(text, at)
      let begin = at
      at += length
      /// Class of the last character that does not merely belong to the one before.
      var state = first & 15
      var traits: TokenTraits
      let isBlank = first & CharacterTable.whiteSpace != 0
      switch state {
      case WordClass.letter, WordClass.numeric:
        traits = .word
      case WordClass.joiner:
        traits = []
      case Self.foreign:
        return false
      case WordClass.newline:
        if text[begin] == 0x0D, at < end, text[at] == 0x0A { at += 1 }
        if keepsBlanks { tokens.append(Token(start: UInt32(begin), end: UInt32(at))) }
        continue
      default:
        if state == WordClass.space {
          while at < end, text[at] == 0x20 { at += 1 }
          while at < end {
            let (next, nextLength) = entry(text, at)
            // A run of spaces is one segment (WB3d) until an Extend character ends the run.
            if next & 15 != WordClass.space { break }
            at += nextLength
          }
        }
        state = WordClass.other
        if at < end, text[at] >= 0x80 { state = markEnd(text, begin, first & 15, &at, end) }
        guard state == WordClass.letter else {
          if !isBlank || keepsBlanks {
            tokens.append(Token(start: UInt32(begin), end: UInt32(at), traits: isBlank ? [] : Self.traits(first)))
          }
          continue
        }
        traits = .word
      }
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
        case WordClass.zeroWidthJoiner:
          at += nextLength
          guard let last = pictographs(text, &at, end) else { continue }
          if last != WordClass.letter { break scan }
          state = last
          traits.insert(.word)
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
      if !traits.isEmpty || !isBlank || keepsBlanks {
        tokens.append(Token(start: UInt32(begin), end: UInt32(at), traits: traits))
      }
    }
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

  /// Moves `at`, before which a mark or blanks of this class stand, behind what belongs and what is joined to them.
  /// Returns the class of the last pictograph, `other` where there is none: after a letter a word goes on.
  @inline(never)
  private func markEnd(
    _ text: UnsafePointer<UInt8>, _ begin: Int, _ kind: UInt16, _ at: inout Int, _ end: Int
  ) -> UInt16 {
    if kind == WordClass.regionalIndicator {
      let after = skipExtend(text, at, end)
      // Two of them are one (WB15, WB16).
      if after < end, entry(text, after).0 & 15 == WordClass.regionalIndicator { at = after + 4 }
    }
    at = skipExtend(text, at, end)
    guard endsWithJoiner(text, begin, at) else { return WordClass.other }
    return pictographs(text, &at, end) ?? WordClass.other
  }

  /// Moves `at`, just after a ZWJ, behind the pictographs that it and others of its kind join (rule WB3c).
  /// Returns the class of the last one, nil where there is none. A letter is the last: the word it begins goes on.
  @inline(never)
  private func pictographs(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> UInt16? {
    var last: UInt16?
    while at < end, text[at] >= 0x80 {
      let (next, length) = entry(text, at)
      if next & CharacterTable.pictograph == 0 { break }
      at += length
      last = next & 15
      if last == WordClass.letter { break }
      let begin = at
      at = skipExtend(text, at, end)
      if !endsWithJoiner(text, begin, at) { break }
    }
    return last
  }

  /// Is U+200D the last character of `begin..<end`?
  private func endsWithJoiner(_ text: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> Bool {
    end - begin >= 3 && text[end - 1] == 0x8D && text[end - 2] == 0x80 && text[end - 3] == 0xE2
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
    while true {
      at = sentenceEnd(text, at, end)
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
