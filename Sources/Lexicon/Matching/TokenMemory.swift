/// What a token turned out to be.
struct TokenReading {
  /// Lexical class, see `Token.lexical`.
  var lexical: UInt32
  /// Raw `TokenTraits` of its shape.
  var traits: UInt16
  /// See `Token.learned`.
  var learned: UInt16
}

/// Remembers the readings of distinct tokens by their bytes.
///
/// A token is told by its length and by its bytes, eight at a time from both ends, which may overlap. Tokens of up to 16 and
/// of up to 32 bytes have tables of their own; longer ones are not remembered.
struct TokenMemory: ~Copyable {
  static let longest = 32

  private var short = ReadingTable<ShortBytes>()
  private var long = ReadingTable<LongBytes>()

  /// A token's bytes, and where to look for them.
  struct Key {
    fileprivate let short: ShortBytes
    let length: Int
    fileprivate let hash: UInt32
    /// Number of the reading that is likely to be the token's, see `seek`.
    fileprivate var candidate: UInt32 = 0
    private let start: UnsafeRawPointer

    /// Reads a token without going past the end of the text.
    @inline(__always)
    init(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ end: Int) {
      self.length = length
      self.start = UnsafeRawPointer(text + start)
      if start + 8 <= end {
        // Most words are shorter than eight bytes, many are not: no branch could foresee which.
        let first = self.start.loadUnaligned(as: UInt64.self)
        let last = self.start.loadUnaligned(fromByteOffset: max(length - 8, 0), as: UInt64.self)
        let mask = UInt64.max &>> UInt64(truncatingIfNeeded: max(8 - length, 0) &* 8)
        short = ShortBytes(head: first & mask, tail: length > 8 ? last : 0)
      } else {
        var bytes: UInt64 = 0
        for index in 0..<length { bytes |= UInt64(text[start + index]) << (UInt64(index) * 8) }
        short = ShortBytes(head: bytes, tail: 0)
      }
      hash = length <= 16 ? short.hash(length) : LongBytes(self.start, short, length).hash(length)
    }

    fileprivate var long: LongBytes { LongBytes(start, short, length) }
  }

  /// Begins to bring in what `seek` will look at.
  @inline(__always)
  func prefetchSlot(of key: Key) {
    if key.length <= 16 { short.prefetchSlot(key.hash) } else { long.prefetchSlot(key.hash) }
  }

  /// Finds the reading that is likely to be the token's, and begins to bring it in.
  @inline(__always)
  func seek(_ key: inout Key) {
    key.candidate = key.length <= 16 ? short.seek(key.hash) : long.seek(key.hash)
  }

  /// Finds the reading that is the token's; false where there is none.
  func seekOn(_ key: inout Key) -> Bool {
    if key.length > Self.longest { return false }
    key.candidate =
      key.length <= 16 ? short.seek(key.short, key.length, key.hash) : long.seek(key.long, key.length, key.hash)
    return key.candidate != 0
  }

  /// The reading that was found; nil where it is not the token's.
  @inline(__always)
  func reading(_ key: Key) -> TokenReading? {
    if key.length <= 16 { return short.reading(key.candidate, key.short, key.length) }
    return key.length <= Self.longest ? long.reading(key.candidate, key.long, key.length) : nil
  }

  /// Takes up the reading of a token that is not there.
  mutating func remember(_ reading: TokenReading, _ key: Key) {
    switch key.length {
    case ...16: short.remember(reading, key.short, key.length)
    case ...Self.longest: long.remember(reading, key.long, key.length)
    default: break
    }
  }
}
