import CMemory

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

/// Readings under the bytes of tokens.
///
/// Readings stand side by side in the order in which they came, so that those of frequent words share cache lines; slots of
/// four bytes lead to them by the bytes' hash. Open addressing; two thirds of the slots are taken at most. It grows with
/// what it remembers, and is emptied when it is as large as it may be.
struct ReadingTable<Bytes: TokenBytes>: ~Copyable {
  /// A reading, its token's bytes and their number.
  struct Entry: BitwiseCopyable {
    var bytes: Bytes
    var lexical: UInt32
    /// Traits, and above them the length.
    var shape: UInt16
    var learned: UInt16

    static var traitBits: UInt16 { 10 }

    init(_ reading: TokenReading, _ bytes: Bytes, _ length: Int) {
      self.bytes = bytes
      lexical = reading.lexical
      shape = reading.traits | UInt16(length) << Self.traitBits
      learned = reading.learned
    }

    var length: Int { Int(shape >> Self.traitBits) }
    var reading: TokenReading {
      TokenReading(lexical: lexical, traits: shape & (1 << Self.traitBits - 1), learned: learned)
    }
  }

  /// Powers of two: how many slots there are at first and at most.
  private static var fewest: Int { 10 }
  private static var most: Int { 15 }

  /// By number, from 1.
  private var entries = Pool<Entry>(capacity: 1 << fewest)
  /// The number of an entry in the lower half, 0 for none, and the lower half of its hash in the upper one.
  private var slots = Pool<UInt32>(repeating: 0, count: 1 << fewest)
  /// Of a hash, the bits that are no part of a place.
  private var shift = 32 - UInt32(fewest)

  @inline(__always)
  private func place(_ hash: UInt32) -> Int { Int(hash &>> shift) }

  @inline(__always)
  private func next(_ place: Int) -> Int { (place &+ 1) & (slots.count &- 1) }

  @inline(__always)
  func prefetchSlot(_ hash: UInt32) { memory_prefetch(slots.start + place(hash)) }

  /// The number of the first entry that has this hash as far as slots tell, which begins to be brought in; 0 for none.
  @inline(__always)
  func seek(_ hash: UInt32) -> UInt32 {
    var place = place(hash)
    while slots[place] != 0 {
      if slots[place] >> 16 == hash & 0xFFFF {
        let number = slots[place] & 0xFFFF
        memory_prefetch(entries.start + Int(number &- 1))
        return number
      }
      place = next(place)
    }
    return 0
  }

  /// The number of a token's entry, 0 for none.
  func seek(_ bytes: Bytes, _ length: Int, _ hash: UInt32) -> UInt32 {
    var place = place(hash)
    while slots[place] != 0 {
      let number = slots[place] & 0xFFFF
      if reading(number, bytes, length) != nil { return number }
      place = next(place)
    }
    return 0
  }

  /// The reading of an entry, if it is the token's.
  @inline(__always)
  func reading(_ number: UInt32, _ bytes: Bytes, _ length: Int) -> TokenReading? {
    // The table may have been emptied since the number was found.
    if number == 0 || Int(number) > entries.count { return nil }
    let entry = entries[Int(number &- 1)]
    return entry.bytes == bytes && entry.length == length ? entry.reading : nil
  }

  mutating func remember(_ reading: TokenReading, _ bytes: Bytes, _ length: Int) {
    if (entries.count + 1) * 3 > slots.count * 2 { makeRoom() }
    entries.append(Entry(reading, bytes, length))
    put(entries.count)
  }

  /// Enters the number of an entry in a free slot.
  private mutating func put(_ number: Int) {
    let entry = entries[number - 1]
    let hash = entry.bytes.hash(entry.length)
    var place = place(hash)
    while slots[place] != 0 { place = next(place) }
    slots[place] = hash << 16 | UInt32(number)
  }

  private mutating func makeRoom() {
    if slots.count < 1 << Self.most {
      slots = Pool(repeating: 0, count: slots.count * 2)
      shift -= 1
      for number in 0..<entries.count { put(number + 1) }
    } else {
      slots = Pool(repeating: 0, count: slots.count)
      entries.removeAll()
    }
  }
}
