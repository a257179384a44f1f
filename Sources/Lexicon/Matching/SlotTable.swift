import CMemory

/// The bytes of a token as numbers: the whole of it, its head and tail, or these and what lies between.
protocol TokenBytes: BitwiseCopyable, Equatable {
  /// Any bytes, for slots that hold none.
  static var none: Self { get }
  func hash(_ length: Int) -> UInt32
}

/// A token of up to eight bytes.
extension UInt64: TokenBytes {
  static var none: UInt64 { 0 }

  @inline(__always)
  func hash(_ length: Int) -> UInt32 { LongBytes(head: self, tail: 0).hash(length) }
}

/// A token of up to 16 bytes.
struct LongBytes: TokenBytes {
  var head: UInt64
  var tail: UInt64

  static var none: LongBytes { LongBytes(head: 0, tail: 0) }

  @inline(__always)
  func hash(_ length: Int) -> UInt32 {
    let hash = (head ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: ((hash ^ (hash >> 29) ^ tail) &* 0xBF58_476D_1CE4_E5B9) >> 32)
  }
}

/// A token of up to 32 bytes.
struct WideBytes: TokenBytes {
  var outer: LongBytes
  var inner: LongBytes

  static var none: WideBytes { WideBytes(outer: .none, inner: .none) }

  @inline(__always)
  func hash(_ length: Int) -> UInt32 {
    LongBytes(head: outer.head, tail: outer.tail ^ inner.head ^ inner.tail << 1).hash(length)
  }
}

/// Readings under the bytes of tokens, in slots of one size. Open addressing; two thirds of the slots are taken at most. It
/// grows with what it remembers, so that what is read again and again lies close together, and is emptied when it is as
/// large as it may be.
struct SlotTable<Bytes: TokenBytes>: ~Copyable {
  /// A reading and the length of its token, in eight bytes.
  struct Entry {
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

  struct Slot: BitwiseCopyable {
    var bytes = Bytes.none
    var entry = Entry()
  }

  /// Powers of two: how many slots there are at first and at most.
  private static var fewest: Int { 10 }
  private static var most: Int { 15 }

  private var slots = Pool(repeating: Slot(), count: 1 << fewest)
  /// Of a hash, the bits that are no part of a place.
  private var shift = 32 - UInt32(fewest)
  private var count = 0

  @inline(__always)
  private func place(_ hash: UInt32) -> Int { Int(hash &>> shift) }

  @inline(__always)
  private func next(_ place: Int) -> Int { (place + 1) & (slots.count - 1) }

  @inline(__always)
  func prefetch(_ hash: UInt32) { memory_prefetch(slots.start + place(hash)) }

  @inline(__always)
  func reading(_ bytes: Bytes, _ length: Int, _ hash: UInt32) -> TokenReading? {
    var place = place(hash)
    while !slots[place].entry.isEmpty {
      let slot = slots[place]
      if slot.bytes == bytes, slot.entry.length == length { return slot.entry.reading }
      place = next(place)
    }
    return nil
  }

  mutating func remember(_ reading: TokenReading, _ bytes: Bytes, _ length: Int) {
    if (count + 1) * 3 > slots.count * 2 { makeRoom() }
    put(Slot(bytes: bytes, entry: Entry(reading, length: length)))
    count += 1
  }

  private mutating func put(_ slot: Slot) {
    var place = place(slot.bytes.hash(slot.entry.length))
    while !slots[place].entry.isEmpty { place = next(place) }
    slots[place] = slot
  }

  private mutating func makeRoom() {
    if slots.count < 1 << Self.most {
      var old = Pool(repeating: Slot(), count: slots.count * 2)
      swap(&old, &slots)
      shift -= 1
      for place in 0..<old.count where !old[place].entry.isEmpty { put(old[place]) }
    } else {
      for place in 0..<slots.count { slots[place].entry = Entry() }
      count = 0
    }
  }
}
