/// Numbers the actors of one article in the order in which they are met. Open addressing.
struct ActorNumbers {
  private struct Slot {
    var actor: Int32 = 0
    /// -1 in a free slot.
    var number: Int32 = -1
  }

  private var slots: [Slot]
  private(set) var count = 0

  /// - Parameter most: of distinct actors.
  init(atMost most: Int) {
    var size = 8
    while size < most * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
  }

  private func place(of actor: Int32) -> Int {
    var index = Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: actor)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    index &= slots.count - 1
    while slots[index].number >= 0, slots[index].actor != actor { index = (index + 1) & (slots.count - 1) }
    return index
  }

  /// The number of an actor, `count` if he is new.
  mutating func number(of actor: Int32) -> Int {
    let place = place(of: actor)
    if slots[place].number >= 0 { return Int(slots[place].number) }
    slots[place] = Slot(actor: actor, number: Int32(count))
    count += 1
    return count - 1
  }

  /// By the number of its actor: the indices of what is his, in their order. What is of no numbered actor is left out.
  func grouped(_ indices: some Sequence<Int>, actor: (Int) -> Int32) -> [ArraySlice<Int32>] {
    var found: [(number: Int32, index: Int32)] = []
    var sizes = Array(repeating: 0, count: count)
    for index in indices {
      let number = slots[place(of: actor(index))].number
      guard number >= 0 else { continue }
      found.append((number, Int32(index)))
      sizes[Int(number)] += 1
    }
    var starts: [Int] = []
    var start = 0
    for size in sizes {
      starts.append(start)
      start += size
    }
    var ordered = Array(repeating: Int32(0), count: start)
    var ends = starts
    for item in found {
      ordered[ends[Int(item.number)]] = item.index
      ends[Int(item.number)] += 1
    }
    return zip(starts, ends).map { ordered[$0..<$1] }
  }
}
