import CMemory

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
/// A token of at most sixteen bytes is told by its length, its first eight and its last eight bytes, which may overlap:
/// the slot itself holds the whole key, so that a lookup is one visit to memory. Short tokens, by far the most, have a
/// table of their own with smaller slots. Longer tokens are not remembered.
struct TokenMemory {
  /// A reading and the length of its token, in eight bytes.
  private struct Entry {
    private var lexical: UInt32 = 0
    /// Traits, and above them the length, which is 0 in an empty slot.
    private var shape: UInt16 = 0
    private var learned: UInt16 = 0

    private static let traitBits: UInt16 = 10

    init() {}

    init(_ reading: TokenReading, length: Int) {
      lexical = reading.lexical
      shape = reading.traits | UInt16(length) << Self.traitBits
      learned = reading.learned
    }

    var isEmpty: Bool { shape == 0 }
    var length: Int { Int(shape >> Self.traitBits) }
    var reading: TokenReading {
      TokenReading(lexical: lexical, traits: shape & (1 << Self.traitBits - 1), learned: learned)
    }
  }

  private struct ShortSlot {
    /// The bytes, the rest zero.
    var head: UInt64 = 0
    var entry = Entry()
  }

  private struct LongSlot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var entry = Entry()
  }

  static let longest = 16
  /// Slots of each table; it is emptied when half of them are taken.
  private static let size = 1 << sizeBits
  private static let sizeBits = 15

  private var short = Array(repeating: ShortSlot(), count: size)
  private var long = Array(repeating: LongSlot(), count: size)
  private var shortCount = 0
  private var longCount = 0

  /// A token's bytes as numbers, and where to look for them.
  struct Key {
    let head: UInt64
    let tail: UInt64
    let length: Int
    let slot: Int

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
        var bytes: UInt64 = 0
        for index in 0..<length { bytes |= UInt64(text[start + index]) << (UInt64(index) * 8) }
        head = bytes
        tail = 0
      }
      var hash = (head ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ (hash >> 29) ^ tail) &* 0xBF58_476D_1CE4_E5B9
      slot = Int(truncatingIfNeeded: hash >> (64 - UInt64(TokenMemory.sizeBits)))
    }
  }

  /// Begins to bring a key's slot into the processor's cache.
  @inline(__always)
  func prefetch(_ key: Key) {
    if key.length <= 8 {
      short.withUnsafeBufferPointer { memory_prefetch($0.baseAddress! + key.slot) }
    } else {
      long.withUnsafeBufferPointer { memory_prefetch($0.baseAddress! + key.slot) }
    }
  }

  @inline(__always)
  func reading(_ key: Key) -> TokenReading? {
    var index = key.slot
    if key.length <= 8 {
      return short.withUnsafeBufferPointer { slots in
        while !slots[index].entry.isEmpty {
          if slots[index].head == key.head, slots[index].entry.length == key.length {
            return slots[index].entry.reading
          }
          index = (index + 1) & (Self.size - 1)
        }
        return nil
      }
    }
    guard key.length <= Self.longest else { return nil }
    return long.withUnsafeBufferPointer { slots in
      while !slots[index].entry.isEmpty {
        if slots[index].head == key.head, slots[index].tail == key.tail, slots[index].entry.length == key.length {
          return slots[index].entry.reading
        }
        index = (index + 1) & (Self.size - 1)
      }
      return nil
    }
  }

  mutating func remember(_ reading: TokenReading, _ key: Key) {
    guard key.length <= Self.longest else { return }
    let entry = Entry(reading, length: key.length)
    var index = key.slot
    if key.length <= 8 {
      if shortCount * 2 >= Self.size {
        for index in short.indices { short[index].entry = Entry() }
        shortCount = 0
      }
      while !short[index].entry.isEmpty { index = (index + 1) & (Self.size - 1) }
      short[index] = ShortSlot(head: key.head, entry: entry)
      shortCount += 1
    } else {
      if longCount * 2 >= Self.size {
        for index in long.indices { long[index].entry = Entry() }
        longCount = 0
      }
      while !long[index].entry.isEmpty { index = (index + 1) & (Self.size - 1) }
      long[index] = LongSlot(head: key.head, tail: key.tail, entry: entry)
      longCount += 1
    }
  }
}
