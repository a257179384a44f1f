import CMemory

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
