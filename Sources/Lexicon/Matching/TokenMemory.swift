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
/// A token is told by its length and by its bytes, eight at a time from both ends, which may overlap: the slot itself holds
/// the whole key, so that a lookup is one visit to memory. Tokens of up to 8, 16 and 32 bytes have tables of their own with
/// slots of their size; longer ones are not remembered.
struct TokenMemory: ~Copyable {
  static let longest = 32

  private var short = SlotTable<UInt64>()
  private var long = SlotTable<LongBytes>()
  private var wide = SlotTable<WideBytes>()

  /// A token's bytes, and where to look for them.
  struct Key {
    fileprivate let long: LongBytes
    let length: Int
    fileprivate let hash: UInt32
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
        long = LongBytes(head: first & mask, tail: length > 8 ? last : 0)
      } else {
        var bytes: UInt64 = 0
        for index in 0..<length { bytes |= UInt64(text[start + index]) << (UInt64(index) * 8) }
        long = LongBytes(head: bytes, tail: 0)
      }
      hash = length <= 16 ? long.hash(length) : Self.wide(self.start, long, length).hash(length)
    }

    fileprivate var wide: WideBytes { Self.wide(start, long, length) }

    /// With what follows the head and comes before the tail.
    private static func wide(_ start: UnsafeRawPointer, _ outer: LongBytes, _ length: Int) -> WideBytes {
      WideBytes(
        outer: outer,
        inner: LongBytes(
          head: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
          tail: start.loadUnaligned(fromByteOffset: length - 16, as: UInt64.self)))
    }
  }

  /// Begins to bring a key's slot into the processor's cache.
  @inline(__always)
  func prefetch(_ key: Key) {
    if key.length <= 8 {
      short.prefetch(key.hash)
    } else if key.length <= 16 {
      long.prefetch(key.hash)
    } else {
      wide.prefetch(key.hash)
    }
  }

  @inline(__always)
  func reading(_ key: Key) -> TokenReading? {
    if key.length <= 8 { return short.reading(key.long.head, key.length, key.hash) }
    if key.length <= 16 { return long.reading(key.long, key.length, key.hash) }
    return key.length <= Self.longest ? wide.reading(key.wide, key.length, key.hash) : nil
  }

  mutating func remember(_ reading: TokenReading, _ key: Key) {
    switch key.length {
    case ...8: short.remember(reading, key.long.head, key.length)
    case ...16: long.remember(reading, key.long, key.length)
    case ...Self.longest: wide.remember(reading, key.wide, key.length)
    default: break
    }
  }
}
