/// Eight bytes of UTF-8 at once, as one number, the first byte lowest.
struct EightBytes {
  private let bytes: UInt64

  /// The lowest and the highest bit of each byte.
  private static let low: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ text: UnsafePointer<UInt8>) {
    bytes = UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self))
  }

  /// How many of the bytes, from the first, are letters A–Z and a–z.
  @inline(__always)
  var latinLetters: Int {
    let small = (bytes | 0x20 &* Self.low) & ~Self.high
    // The highest bit of a byte is set where it is a or beyond, and where it is beyond z.
    let fromA = small &+ (0x80 - 0x61) &* Self.low
    let beyondZ = small &+ (0x80 - 0x7B) &* Self.low
    return Self.leading(fromA & ~beyondZ & ~bytes & Self.high)
  }

  /// How many of the bytes, from the first, are letters U+0400–U+047F, two bytes each.
  @inline(__always)
  var cyrillicLetters: Int {
    // The first of the two is 0xD0 or 0xD1.
    let others = (bytes & 0x00FE_00FE_00FE_00FE) ^ 0x00D0_00D0_00D0_00D0
    return (others.trailingZeroBitCount & ~15) / 8
  }

  /// The first of the bytes that may end a sentence; 8 where none may: control characters, full stops, exclamation and
  /// question marks, and characters of several bytes but for letters U+0400–U+047F.
  @inline(__always)
  var sentenceEnd: Int {
    let fromBlank = (bytes & ~Self.high) &+ (0x80 - 0x20) &* Self.low
    let severalBytes = bytes & (bytes << 1) & ~Self.equal(bytes & (0xFE &* Self.low), 0xD0)
    let marks = Self.equal(bytes, 0x21) | Self.equal(bytes, 0x2E) | Self.equal(bytes, 0x3F)
    return ((~(fromBlank | bytes) | severalBytes | marks) & Self.high).trailingZeroBitCount / 8
  }

  /// The highest bit of each byte that is of this value.
  @inline(__always)
  private static func equal(_ bytes: UInt64, _ value: UInt64) -> UInt64 {
    let difference = bytes ^ value &* low
    return ~(((difference & ~high) &+ ~high) | difference) & high
  }

  /// How many bytes, from the first, have their highest bit set.
  @inline(__always)
  private static func leading(_ bits: UInt64) -> Int { (bits ^ high).trailingZeroBitCount / 8 }
}
