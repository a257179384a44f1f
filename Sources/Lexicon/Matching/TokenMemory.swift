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
/// A token is told by its length and by its bytes, eight at a time from both ends, which may overlap: the slot itself holds
/// the whole key, so that a lookup is one visit to memory. Tokens of up to 8, 16 and 32 bytes have tables of their own with
/// slots of their size; longer ones are not remembered.
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

  private struct WideSlot {
    var head: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var tail: UInt64 = 0
    var entry = Entry()
  }

  static let longest = 32
  /// Slots of each table; it is emptied when half of them are taken.
  private static let size = 1 << sizeBits
  private static let sizeBits = 15

  private var short = Array(repeating: ShortSlot(), count: size)
  private var long = Array(repeating: LongSlot(), count: size)
  /// Made for the first such token: some languages have hardly any.
  private var wide: [WideSlot] = []
  private var shortCount = 0
  private var longCount = 0
  private var wideCount = 0

  /// A token's bytes as numbers, and where to look for them.
  struct Key {
    let head: UInt64
    let tail: UInt64
    /// What follows the head and comes before the tail, in a token of more than 16 bytes.
    let second: UInt64
    let third: UInt64
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
      second = length > 16 ? raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) : 0
      third = length > 16 ? raw.loadUnaligned(fromByteOffset: length - 16, as: UInt64.self) : 0
      var hash = (head ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ (hash >> 29) ^ tail ^ second ^ third << 1) &* 0xBF58_476D_1CE4_E5B9
      slot = Int(truncatingIfNeeded: hash >> (64 - UInt64(TokenMemory.sizeBits)))
    }
  }

  /// Begins to bring a key's slot into the processor's cache.
  @inline(__always)
  func prefetch(_ key: Key) {
    if key.length <= 8 {
      short.withUnsafeBufferPointer { memory_prefetch($0.baseAddress! + key.slot) }
    } else if key.length <= 16 {
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
    if key.length > 16 { return wideReading(key) }
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

  private func wideReading(_ key: Key) -> TokenReading? {
    if wide.isEmpty || key.length > Self.longest { return nil }
    var index = key.slot
    while !wide[index].entry.isEmpty {
      let slot = wide[index]
      if slot.head == key.head, slot.second == key.second, slot.third == key.third, slot.tail == key.tail,
        slot.entry.length == key.length
      {
        return slot.entry.reading
      }
      index = (index + 1) & (Self.size - 1)
    }
    return nil
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
    } else if key.length > 16 {
      if wide.isEmpty || wideCount * 2 >= Self.size {
        wide = Array(repeating: WideSlot(), count: Self.size)
        wideCount = 0
      }
      while !wide[index].entry.isEmpty { index = (index + 1) & (Self.size - 1) }
      wide[index] = WideSlot(head: key.head, second: key.second, third: key.third, tail: key.tail, entry: entry)
      wideCount += 1
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
