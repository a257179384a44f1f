import CICU

/// The word-break classes of UAX #29 that the table-driven breaker knows; all else is `foreign` and goes to ICU.
enum WordClass {
  static let other = UInt16(ICU_WORD_OTHER)
  static let letter = UInt16(ICU_WORD_LETTER)
  static let numeric = UInt16(ICU_WORD_NUMERIC)
  /// ExtendNumLet: the underscore and its like.
  static let joiner = UInt16(ICU_WORD_JOINER)
  static let midLetter = UInt16(ICU_WORD_MID_LETTER)
  static let midNumber = UInt16(ICU_WORD_MID_NUMBER)
  /// MidNumLet and Single_Quote.
  static let midBoth = UInt16(ICU_WORD_MID_BOTH)
  /// Extend and Format, which belong to what stands before them.
  static let extend = UInt16(ICU_WORD_EXTEND)
  static let space = UInt16(ICU_WORD_SPACE)
  /// CR, LF and Newline.
  static let newline = UInt16(ICU_WORD_NEWLINE)
  /// Belongs to what stands before it, and joins a pictograph to that.
  static let zeroWidthJoiner = UInt16(ICU_WORD_ZERO_WIDTH_JOINER)
  /// Two of them are a flag.
  static let regionalIndicator = UInt16(ICU_WORD_REGIONAL_INDICATOR)
  static let foreign = UInt16(ICU_WORD_FOREIGN)
}

/// The sentence-break classes of UAX #29.
enum SentenceClass {
  static let other = UInt16(ICU_SENTENCE_OTHER)
  static let lower = UInt16(ICU_SENTENCE_LOWER)
  static let upper = UInt16(ICU_SENTENCE_UPPER)
  static let otherLetter = UInt16(ICU_SENTENCE_OTHER_LETTER)
  static let numeric = UInt16(ICU_SENTENCE_NUMERIC)
  static let ambiguousTerminator = UInt16(ICU_SENTENCE_AMBIGUOUS_TERMINATOR)
  static let terminator = UInt16(ICU_SENTENCE_TERMINATOR)
  static let close = UInt16(ICU_SENTENCE_CLOSE)
  static let space = UInt16(ICU_SENTENCE_SPACE)
  static let continuation = UInt16(ICU_SENTENCE_CONTINUATION)
  static let extend = UInt16(ICU_SENTENCE_EXTEND)
  static let carriageReturn = UInt16(ICU_SENTENCE_CARRIAGE_RETURN)
  static let lineFeed = UInt16(ICU_SENTENCE_LINE_FEED)
  static let separator = UInt16(ICU_SENTENCE_SEPARATOR)
}

/// What the breakers must know of a character, packed into 16 bits and read from ICU once at start.
///
/// It covers the `Alphabet` of the fast path. Bits 0–3 are the word class, 4–7 the sentence class, the rest flags.
struct CharacterTable: Sendable {
  static let whiteSpace: UInt16 = 1 << 8
  static let wordCharacter: UInt16 = 1 << 9
  static let comma: UInt16 = 1 << 10
  static let clauseMark: UInt16 = 1 << 11
  static let opensQuote: UInt16 = 1 << 12
  static let closesQuote: UInt16 = 1 << 13
  static let upper: UInt16 = 1 << 14
  static let pictograph: UInt16 = 1 << 15

  static let shared = CharacterTable()

  /// Page by page; the last page is that of all characters outside the alphabet.
  let entries: [UInt16]
  /// By the page of a character: where among the entries its page begins, in pages.
  let pages: [UInt16]
  /// True for bytes that may begin a sentence terminator or paragraph separator; the sentence scan skips all others.
  let mayEndSentence: [Bool]

  private init() {
    var entries: [UInt16] = []
    entries.reserveCapacity((Alphabet.pages.count + 1) * Alphabet.pageSize)
    var pages = [UInt16](repeating: UInt16(Alphabet.pages.count), count: Alphabet.allPages)
    var mayEnd = [Bool](repeating: false, count: 256)
    for (number, page) in Alphabet.pages.enumerated() {
      pages[page] = UInt16(number)
      for scalar in page << Alphabet.pageBits..<(page + 1) << Alphabet.pageBits {
        let entry = Self.entry(of: Int32(scalar))
        entries.append(entry)
        if Self.endsSentence(entry) { mayEnd[Self.lead(scalar)] = true }
      }
    }
    entries.append(contentsOf: repeatElement(WordClass.foreign, count: Alphabet.pageSize))
    Self.probeASCII(&entries)
    self.entries = entries
    self.pages = pages
    mayEndSentence = mayEnd
  }

  private static func endsSentence(_ entry: UInt16) -> Bool {
    let kind = entry >> 4 & 15
    return kind == SentenceClass.ambiguousTerminator || kind == SentenceClass.terminator
      || kind >= SentenceClass.carriageReturn
  }

  /// The first byte of a scalar in UTF-8.
  private static func lead(_ scalar: Int) -> Int {
    switch scalar {
    case ..<0x80: scalar
    case ..<0x800: 0xC0 | scalar >> 6
    case ..<0x10000: 0xE0 | scalar >> 12
    default: 0xF0 | scalar >> 18
    }
  }

  /// The packed entry of any scalar, in the table or not.
  func entry(of scalar: UInt32) -> UInt16 {
    if scalar < 0x80 { return entries[Int(scalar)] }
    let page = Int(pages[Int(scalar) >> Alphabet.pageBits])
    if page == Alphabet.pages.count { return Self.entry(of: Int32(scalar)) }
    return entries[page << Alphabet.pageBits | Int(scalar) & (Alphabet.pageSize - 1)]
  }

  /// The packed entry of a scalar, straight from ICU's properties.
  static func entry(of scalar: Int32) -> UInt16 {
    var entry = wordClass(of: scalar) | UInt16(icu_sentence_class(scalar)) << 4
    if icu_is_white_space(scalar) { entry |= whiteSpace }
    let word = entry & 15
    let isAttached = word == WordClass.extend || word == WordClass.zeroWidthJoiner
    if word == WordClass.letter || word == WordClass.numeric
      || (!isAttached && (icu_is_letter(scalar) || icu_is_digit(scalar)))
    {
      entry |= wordCharacter
    }
    if icu_is_upper(scalar) { entry |= upper }
    if icu_is_pictograph(scalar) { entry |= pictograph }
    switch scalar {
    case 0x2C, 0x60C: entry |= comma
    case 0x28, 0x29, 0x3A, 0x3B, 0x5B, 0x5D, 0x2013, 0x2014, 0x2015: entry |= clauseMark
    case 0x22: entry |= opensQuote | closesQuote
    case 0xAB, 0x201E, 0x2018, 0x201A, 0x2039: entry |= opensQuote
    // “ opens in English and closes after „ in German and Russian.
    case 0x201C: entry |= opensQuote | closesQuote
    case 0xBB, 0x201D, 0x2019, 0x203A: entry |= closesQuote
    default: break
    }
    return entry
  }

  private static func wordClass(of scalar: Int32) -> UInt16 {
    if icu_needs_dictionary(scalar) { return WordClass.foreign }
    return UInt16(icu_word_class(scalar))
  }

  /// CLDR changes some ASCII marks (the colon, the at sign) against the Unicode property, differently from version to
  /// version. So ICU's own iterator is asked what each does between two letters and between two digits.
  private static func probeASCII(_ entries: inout [UInt16]) {
    guard let iterator = icu_break_open("", false) else { return }
    defer { icu_break_close(iterator) }
    func firstBoundary(_ units: [UInt16]) -> Int32 {
      units.withUnsafeBufferPointer {
        _ = icu_break_set_text(iterator, $0.baseAddress, Int32($0.count))
        return icu_break_next(iterator)
      }
    }
    let letter = UInt16(UInt8(ascii: "a"))
    let digit = UInt16(UInt8(ascii: "1"))
    for mark in UInt16(0x21)...0x7E where ![WordClass.letter, WordClass.numeric].contains(entries[Int(mark)] & 15) {
      let joinsLetters = firstBoundary([letter, mark, letter]) == 3
      let joinsDigits = firstBoundary([digit, mark, digit]) == 3
      let trails = firstBoundary([letter, mark]) == 2
      let leads = firstBoundary([mark, letter]) == 2
      let probed: UInt16
      switch (joinsLetters, joinsDigits) {
      case (true, true) where trails && leads:
        // A class that joins on both sides is the underscore's, unless it is a letter in all but name.
        probed = entries[Int(mark)] & 15 == WordClass.joiner ? WordClass.joiner : WordClass.letter
      case (true, true): probed = WordClass.midBoth
      case (true, false): probed = WordClass.midLetter
      case (false, true): probed = WordClass.midNumber
      case (false, false): probed = WordClass.other
      }
      entries[Int(mark)] = entries[Int(mark)] & ~15 | probed | (probed == WordClass.letter ? wordCharacter : 0)
    }
  }
}
