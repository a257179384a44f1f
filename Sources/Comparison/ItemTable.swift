import TextModel

/// Numbers for what is counted: `w:border` a word, `2:union state` a phrase of two, `f:sovereignty` a frame.
/// Open addressing over one arena, since a corpus has millions.
struct ItemTable {
  private var slots: [UInt32]
  private var hashes: [UInt64] = []
  private var starts: [Int] = [0]
  private var arena: [UInt8] = []

  init() { slots = Array(repeating: 0, count: 1 << 12) }

  var count: Int { hashes.count }

  /// Bytes it takes up, about.
  var size: Int { arena.capacity + hashes.capacity * 8 + starts.capacity * 8 + slots.capacity * 4 }

  func bytes(_ number: Int) -> ArraySlice<UInt8> { arena[starts[number]..<starts[number + 1]] }

  /// The number of `unit`, a colon and `name`; a new one where it has none.
  mutating func number(_ unit: UInt8, _ name: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = hashBytes(name) &+ UInt64(unit) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isEqual(number, unit, name) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(hashes.count + 1)
    hashes.append(hash)
    arena.append(unit)
    arena.append(UInt8(ascii: ":"))
    arena.append(contentsOf: name)
    starts.append(arena.count)
    if hashes.count * 2 > slots.count { grow() }
    return hashes.count - 1
  }

  mutating func number(_ kind: ItemKind, _ name: String) -> Int {
    var name = name
    return name.withUTF8 { number(kind.mark, $0) }
  }

  private func isEqual(_ number: Int, _ unit: UInt8, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == name.count + 2, arena[start] == unit else { return false }
    return arena.withUnsafeBufferPointer { arena in
      for at in 0..<name.count where arena[start + 2 + at] != name[at] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// All numbers, their items in the order of their bytes.
  func sorted() -> [Int] {
    arena.withUnsafeBufferPointer { arena in
      Array(0..<count).sorted { left, right in
        let (a, b) = (starts[left], starts[right])
        let (m, n) = (starts[left + 1] - a, starts[right + 1] - b)
        for at in 0..<min(m, n) where arena[a + at] != arena[b + at] { return arena[a + at] < arena[b + at] }
        return m < n
      }
    }
  }
}
