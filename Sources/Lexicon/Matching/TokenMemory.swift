/// What a token turned out to be.
struct TokenReading {
  /// Lexical class, see `Token.lexical`.
  var lexical: UInt32
  /// Raw `TokenTraits` of its shape.
  var traits: UInt16
}

/// Remembers the readings of distinct tokens by their bytes.
///
/// A token of at most sixteen bytes is told by its length, its first eight and its last eight bytes, which may overlap:
/// the slot itself holds the whole key, so that a lookup is one visit to memory. Short tokens, by far the most, have a
/// table of their own with smaller slots, which stays in the cache. Longer tokens are not remembered.
struct TokenMemory {
  private struct ShortSlot {
    /// The bytes, the rest zero; 0 marks an empty slot.
    var head: UInt64 = 0
    var lexical: UInt32 = 0
    var traits: UInt16 = 0
    var length: UInt16 = 0
  }

  private struct LongSlot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var lexical: UInt32 = 0
    var traits: UInt16 = 0
    var length: UInt16 = 0
  }

  static let longest = 16
  /// Slots of each table; it is emptied when half of them are taken.
  private static let size = 1 << sizeBits
  private static let sizeBits = 15

  private var short = Array(repeating: ShortSlot(), count: size)
  private var long = Array(repeating: LongSlot(), count: size)
  private var shortCount = 0
  private var longCount = 0

  /// A token's bytes as numbers.
  struct Key {
    var head: UInt64
    var tail: UInt64
    var length: Int

    /// Reads a token without going past the end of the text.
    @inline(__always)
    init(_ text: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ end: Int) {
      self.length = length
      let raw = UnsafeRawPointer(text + start)
      if length >= 8 {
        head = raw.loadUnaligned(as: UInt64.self)
        tail = raw.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      } else if start + 8 <= end {
        head = raw.loadUnaligned(as: UInt64.self) & ((1 << (UInt64(length) * 8)) - 1)
        tail = 0
      } else {
        head = 0
        tail = 0
        for index in 0..<length { head |= UInt64(text[start + index]) << (UInt64(index) * 8) }
      }
    }

    @inline(__always)
    var slot: Int {
      var hash = (head ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ (hash >> 29) ^ tail) &* 0xBF58_476D_1CE4_E5B9
      return Int(truncatingIfNeeded: hash >> (64 - UInt64(TokenMemory.sizeBits)))
    }
  }

  @inline(__always)
  func reading(_ key: Key) -> TokenReading? {
    if key.length <= 8 {
      return short.withUnsafeBufferPointer { slots in
        var index = key.slot
        while slots[index].length != 0 {
          if slots[index].head == key.head, Int(slots[index].length) == key.length {
            return TokenReading(lexical: slots[index].lexical, traits: slots[index].traits)
          }
          index = (index + 1) & (Self.size - 1)
        }
        return nil
      }
    }
    guard key.length <= Self.longest else { return nil }
    return long.withUnsafeBufferPointer { slots in
      var index = key.slot
      while slots[index].length != 0 {
        if slots[index].head == key.head, slots[index].tail == key.tail, Int(slots[index].length) == key.length {
          return TokenReading(lexical: slots[index].lexical, traits: slots[index].traits)
        }
        index = (index + 1) & (Self.size - 1)
      }
      return nil
    }
  }

  mutating func remember(_ reading: TokenReading, _ key: Key) {
    if key.length <= 8 {
      if shortCount * 2 >= Self.size {
        for index in short.indices { short[index].length = 0 }
        shortCount = 0
      }
      var index = key.slot
      while short[index].length != 0 { index = (index + 1) & (Self.size - 1) }
      short[index] = ShortSlot(
        head: key.head, lexical: reading.lexical, traits: reading.traits, length: UInt16(key.length))
      shortCount += 1
    } else if key.length <= Self.longest {
      if longCount * 2 >= Self.size {
        for index in long.indices { long[index].length = 0 }
        longCount = 0
      }
      var index = key.slot
      while long[index].length != 0 { index = (index + 1) & (Self.size - 1) }
      long[index] = LongSlot(
        head: key.head, tail: key.tail, lexical: reading.lexical, traits: reading.traits, length: UInt16(key.length))
      longCount += 1
    }
  }
}
