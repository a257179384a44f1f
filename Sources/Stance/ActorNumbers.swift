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

  /// Things by the number of their actor.
  struct Groups {
    /// Of the things; those of the first actor first.
    fileprivate var indices: [Int32]
    /// By number: where the actor's end.
    fileprivate var ends: [Int]

    /// The indices of an actor's things, in their order.
    subscript(number: Int) -> ArraySlice<Int32> { indices[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }
  }

  /// Sorts things by their actors.
  /// - Parameter actor: of a thing by its index; nil leaves it out, as does an actor without a number.
  func grouped(_ count: Int, actor: (Int) -> Int32?) -> Groups {
    var ends = Array(repeating: 0, count: self.count)
    let numbers = (0..<count).map { index -> Int32 in
      guard let actor = actor(index) else { return -1 }
      let number = slots[place(of: actor)].number
      if number >= 0 { ends[Int(number)] += 1 }
      return number
    }
    var start = 0
    for number in ends.indices { (ends[number], start) = (start, start + ends[number]) }
    var indices = Array(repeating: Int32(0), count: start)
    for (index, number) in numbers.enumerated() where number >= 0 {
      indices[ends[Int(number)]] = Int32(index)
      ends[Int(number)] += 1
    }
    return Groups(indices: indices, ends: ends)
  }
}
