/// The bytes of a token as numbers.
protocol TokenBytes: BitwiseCopyable, Equatable {
  func hash(_ length: Int) -> UInt32
}

/// A token of up to 16 bytes: its head and tail; the tail is 0 up to eight.
struct ShortBytes: TokenBytes {
  var head: UInt64
  var tail: UInt64

  @inline(__always)
  func hash(_ length: Int) -> UInt32 {
    let hash = Self.mix(head ^ UInt64(truncatingIfNeeded: length) &* 0xD6E8_FEB8_6659_FD93, 0x9E37_79B9_7F4A_7C15)
    return UInt32(truncatingIfNeeded: Self.mix(hash ^ tail, 0xBF58_476D_1CE4_E5B9) >> 32)
  }

  /// Both halves of a product: each bit of a number has its say in all of them.
  @inline(__always)
  private static func mix(_ number: UInt64, _ factor: UInt64) -> UInt64 {
    let product = number.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}

/// A token of up to 32 bytes: head and tail, and what follows the one and comes before the other.
struct LongBytes: TokenBytes {
  var outer: ShortBytes
  var inner: ShortBytes

  init(_ start: UnsafeRawPointer, _ outer: ShortBytes, _ length: Int) {
    self.outer = outer
    inner = ShortBytes(
      head: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
      tail: start.loadUnaligned(fromByteOffset: length - 16, as: UInt64.self))
  }

  @inline(__always)
  func hash(_ length: Int) -> UInt32 {
    ShortBytes(
      head: outer.head ^ inner.head &* 0xD6E8_FEB8_6659_FD93, tail: outer.tail ^ inner.tail &* 0xA076_1D64_78BD_642F
    ).hash(length)
  }
}
