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
  /// The bytes of a token, as numbers: the whole of it, its head and tail, or these and what lies between.
  fileprivate typealias Short = UInt64
  fileprivate struct Long: Equatable {
    var head: UInt64 = 0
    var tail: UInt64 = 0
  }
  fileprivate struct Wide: Equatable {
    var outer = Long()
    var inner = Long()
  }

  static let longest = 32

  private var short = SlotTable<Short>(free: 0)
  private var long = SlotTable<Long>(free: Long())
  /// Made for the first such token: some languages have hardly any.
  private var wide: SlotTable<Wide>?

  /// A token's bytes, and where to look for them.
  struct Key {
    fileprivate let head: UInt64
    fileprivate let tail: UInt64
    /// What follows the head and comes before the tail, in a token of more than 16 bytes.
    fileprivate let second: UInt64
    fileprivate let third: UInt64
    let length: Int
    fileprivate let slot: Int

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
      slot = Int(truncatingIfNeeded: hash >> (64 - UInt64(SlotTable<Short>.sizeBits)))
    }

    fileprivate var long: Long { Long(head: head, tail: tail) }
    fileprivate var wide: Wide { Wide(outer: long, inner: Long(head: second, tail: third)) }
  }

  /// Begins to bring a key's slot into the processor's cache; long tokens are too rare for it.
  @inline(__always)
  func prefetch(_ key: Key) {
    if key.length <= 8 { short.prefetch(key.slot) } else if key.length <= 16 { long.prefetch(key.slot) }
  }

  @inline(__always)
  func reading(_ key: Key) -> TokenReading? {
    if key.length <= 8 { return short.reading(key.head, key.length, at: key.slot) }
    if key.length <= 16 { return long.reading(key.long, key.length, at: key.slot) }
    return key.length <= Self.longest ? wide?.reading(key.wide, key.length, at: key.slot) : nil
  }

  mutating func remember(_ reading: TokenReading, _ key: Key) {
    switch key.length {
    case ...8: short.remember(reading, key.head, key.length, at: key.slot)
    case ...16: long.remember(reading, key.long, key.length, at: key.slot)
    case ...Self.longest:
      if wide == nil { wide = SlotTable(free: Wide()) }
      wide!.remember(reading, key.wide, key.length, at: key.slot)
    default: break
    }
  }
}

/// Readings under the bytes of tokens, in slots of one size. Open addressing; emptied when half of the slots are taken.
private struct SlotTable<Bytes: Equatable> {
  /// A reading and the length of its token, in eight bytes.
  private struct Entry {
    private var lexical: UInt32 = 0
    /// Traits, and above them the length, which is 0 in an empty slot.
    private var shape: UInt16 = 0
    private var learned: UInt16 = 0

    private static var traitBits: UInt16 { 10 }

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

  private struct Slot {
    var bytes: Bytes
    var entry = Entry()
  }

  static var sizeBits: Int { 15 }
  private static var size: Int { 1 << sizeBits }

  private var slots: [Slot]
  private var count = 0

  /// - Parameter free: any bytes, for slots that hold none.
  init(free: Bytes) { slots = Array(repeating: Slot(bytes: free), count: Self.size) }

  @inline(__always)
  func prefetch(_ place: Int) { slots.withUnsafeBufferPointer { memory_prefetch($0.baseAddress! + place) } }

  @inline(__always)
  func reading(_ bytes: Bytes, _ length: Int, at place: Int) -> TokenReading? {
    slots.withUnsafeBufferPointer { slots in
      var index = place
      while !slots[index].entry.isEmpty {
        if slots[index].bytes == bytes, slots[index].entry.length == length { return slots[index].entry.reading }
        index = (index + 1) & (Self.size - 1)
      }
      return nil
    }
  }

  mutating func remember(_ reading: TokenReading, _ bytes: Bytes, _ length: Int, at place: Int) {
    if count * 2 >= Self.size {
      for index in slots.indices { slots[index].entry = Entry() }
      count = 0
    }
    var index = place
    while !slots[index].entry.isEmpty { index = (index + 1) & (Self.size - 1) }
    slots[index] = Slot(bytes: bytes, entry: Entry(reading, length: length))
    count += 1
  }
}
