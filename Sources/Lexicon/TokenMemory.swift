/// What a token turned out to be.
struct TokenReading {
  /// Lexical class, see `Token.lexical`.
  var lexical: UInt32
  /// Raw `TokenTraits` of its shape.
  var traits: UInt16
}

/// Remembers the readings of distinct tokens by their bytes: open addressing, the first eight bytes in the slot itself,
/// so that most tokens are compared in one instruction and without a second visit to memory.
struct TokenMemory {
  private struct Slot {
    /// The first eight bytes, the rest zero.
    var head: UInt64 = 0
    var offset: UInt32 = 0
    /// 0 marks an empty slot; tokens are never empty.
    var length: UInt16 = 0
    var traits: UInt16 = 0
    var lexical: UInt32 = 0
  }

  /// Tokens remembered before the memory is emptied.
  private static let capacity = 1 << 15
  /// Longer tokens are not remembered.
  static let longest = 255

  private var slots = Array(repeating: Slot(), count: capacity * 2)
  /// Bytes of the tokens longer than eight.
  private var tails: [UInt8] = []
  private var count = 0
  private static let mask = capacity * 2 - 1

  /// The first eight bytes of a token, without reading past the end of the text.
  @inline(__always)
  static func head(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ end: Int) -> UInt64 {
    if start + 8 <= end {
      let word = UnsafeRawPointer(text + start).loadUnaligned(as: UInt64.self)
      return length >= 8 ? word : word & ((1 << (UInt64(length) * 8)) - 1)
    }
    var head: UInt64 = 0
    for index in 0..<min(length, 8) { head |= UInt64(text[start + index]) << (UInt64(index) * 8) }
    return head
  }

  @inline(__always)
  private static func slot(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ head: UInt64) -> Int {
    var hash = (head ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    if length > 8 {
      // The last eight bytes overlap the first; together with the length they tell nearly all long words apart.
      let last = UnsafeRawPointer(text + start + length - 8).loadUnaligned(as: UInt64.self)
      hash = (hash ^ (hash >> 29) ^ last) &* 0xBF58_476D_1CE4_E5B9
    }
    return Int(truncatingIfNeeded: hash >> 40) & mask
  }

  @inline(__always)
  func reading(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ head: UInt64) -> TokenReading? {
    var index = Self.slot(text, start, length, head)
    return slots.withUnsafeBufferPointer { slots in
      while slots[index].length != 0 {
        if slots[index].head == head, Int(slots[index].length) == length,
          length <= 8 || hasTail(slots[index].offset, text, start, length)
        {
          return TokenReading(lexical: slots[index].lexical, traits: slots[index].traits)
        }
        index = (index + 1) & Self.mask
      }
      return nil
    }
  }

  private func hasTail(_ offset: UInt32, _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> Bool {
    tails.withUnsafeBufferPointer { tails in
      for index in 8..<length where tails[Int(offset) + index - 8] != text[start + index] { return false }
      return true
    }
  }

  mutating func remember(
    _ reading: TokenReading, _ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ head: UInt64
  ) {
    if count >= Self.capacity {
      for index in slots.indices { slots[index].length = 0 }
      tails.removeAll(keepingCapacity: true)
      count = 0
    }
    var index = Self.slot(text, start, length, head)
    while slots[index].length != 0 { index = (index + 1) & Self.mask }
    slots[index] = Slot(
      head: head, offset: UInt32(tails.count), length: UInt16(length), traits: reading.traits,
      lexical: reading.lexical)
    if length > 8 { tails.append(contentsOf: UnsafeBufferPointer(start: text + start + 8, count: length - 8)) }
    count += 1
  }
}
