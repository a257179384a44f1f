import TextModel

/// Phrases of folded words, numbered in the order in which they came: one arena of bytes, open addressing, each phrase
/// hashed once. No phrase costs an object of its own, so that a hundred thousand of them are there in no time.
struct PhraseTable: Sendable {
  /// Parts words; no byte of UTF-8, and no wildcard that a name can have.
  static let separator: UInt8 = 0xFE

  private var bytes: [UInt8] = []
  /// Where each phrase ends.
  private var ends: [Int32] = []
  private var hashes: [UInt64] = []
  /// Number plus one; 0 where the slot is free.
  private var slots: [Int32] = Array(repeating: 0, count: 1 << 12)

  var count: Int { ends.count }

  /// The number of a phrase that is there.
  func known(_ phrase: [UInt8]) -> Int? {
    let hash = phrase.withUnsafeBufferPointer { hashBytes($0) }
    var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[at] != 0 {
      let number = Int(slots[at]) - 1
      if hashes[number] == hash, self[number].elementsEqual(phrase) { return number }
      at = (at + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of a phrase, and whether it is a new one.
  mutating func number(of phrase: [UInt8]) -> (number: Int, isNew: Bool) {
    let hash = phrase.withUnsafeBufferPointer { hashBytes($0) }
    var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[at] != 0 {
      let number = Int(slots[at]) - 1
      if hashes[number] == hash, self[number].elementsEqual(phrase) { return (number, false) }
      at = (at + 1) & (slots.count - 1)
    }
    slots[at] = Int32(count + 1)
    bytes.append(contentsOf: phrase)
    ends.append(Int32(bytes.count))
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  /// A phrase's words, parted by `separator`.
  subscript(number: Int) -> ArraySlice<UInt8> { bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])] }

  func words(of number: Int) -> [[UInt8]] { self[number].split(separator: Self.separator).map(Array.init) }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var at = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[at] != 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = Int32(number + 1)
    }
  }
}
