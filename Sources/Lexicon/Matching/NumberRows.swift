import TextModel

/// Rows of numbers, which are numbered themselves in the order in which they came: each is there once. Row 0 is empty.
struct NumberRows: ~Copyable {
  private var numbers = Pool<UInt32>()
  /// Where each row ends.
  private var ends = Pool<Int>()
  /// Numbers of rows, 0 for a free slot. Open addressing; a power of two, of which at most two thirds are taken.
  private var slots = Pool<UInt32>(repeating: 0, count: 1 << 8)

  init() { ends.append(0) }

  var count: Int { ends.count }

  subscript(row: Int) -> UnsafeBufferPointer<UInt32> {
    let begin = row == 0 ? 0 : ends[row - 1]
    return UnsafeBufferPointer(start: numbers.start + begin, count: ends[row] - begin)
  }

  /// The number of a row, and whether it is a new one.
  mutating func number(of row: [UInt32]) -> (number: Int, isNew: Bool) {
    if row.isEmpty { return (0, false) }
    return row.withUnsafeBufferPointer { row in
      let place = place(of: row)
      if slots[place] != 0 { return (Int(slots[place]), false) }
      let number = count
      numbers.append(contentsOf: row)
      ends.append(numbers.count)
      slots[place] = UInt32(number)
      if count * 3 > slots.count * 2 { grow() }
      return (number, true)
    }
  }

  /// Where a row stands, or could.
  private func place(of row: UnsafeBufferPointer<UInt32>) -> Int {
    let hash = row.withMemoryRebound(to: UInt8.self) { hashBytes($0) }
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] != 0, !self[Int(slots[place])].elementsEqual(row) { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    slots = Pool(repeating: 0, count: slots.count * 2)
    for number in 1..<count { slots[place(of: self[number])] = UInt32(number) }
  }
}
