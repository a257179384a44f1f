#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Byte strings numbered in the order in which they came: no string costs an object of its own, so that a hundred
/// thousand of them are there in no time. Open addressing; a slot of eight bytes tells nearly always whether a string
/// is there.
public struct ByteStringNumbers: Sendable {
  private struct Slot {
    /// Of the string; its lower bits say where the slot would be.
    var hash: UInt32
    /// Number plus one; 0 where the slot is free.
    var next: UInt32
  }

  public private(set) var strings = ByteStringList()
  /// A power of two, of which at most two thirds are taken.
  private var slots: [Slot]

  /// - Parameter capacity: strings that it has room for before it grows.
  public init(capacity: Int = 1 << 10) {
    var size = 16
    while size * 2 < capacity * 3 { size *= 2 }
    slots = Array(repeating: Slot(hash: 0, next: 0), count: size)
  }

  public var count: Int { strings.count }

  /// The number of a string that is there.
  public func known(_ string: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = slots[place(of: string, Self.hash(string))].next
    return found == 0 ? nil : Int(found) - 1
  }

  /// The number of a string, and whether it is a new one.
  public mutating func number(of string: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(string)
    let place = place(of: string, hash)
    if slots[place].next != 0 { return (Int(slots[place].next) - 1, false) }
    strings.append(string)
    slots[place] = Slot(hash: hash, next: UInt32(count))
    if count * 3 > slots.count * 2 { grow() }
    return (count - 1, true)
  }

  @inline(__always)
  private static func hash(_ string: UnsafeBufferPointer<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: hashBytes(string) >> 32)
  }

  /// Where a string stands, or could.
  private func place(of string: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    slots.withUnsafeBufferPointer { slots in
      strings.bytes.withUnsafeBufferPointer { bytes in
        var at = Int(hash) & (slots.count - 1)
        while slots[at].next != 0 {
          if slots[at].hash == hash {
            let range = strings.range(Int(slots[at].next) - 1)
            if range.count == string.count,
              string.isEmpty || memcmp(bytes.baseAddress! + range.lowerBound, string.baseAddress!, range.count) == 0
            {
              return at
            }
          }
          at = (at + 1) & (slots.count - 1)
        }
        return at
      }
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(hash: 0, next: 0), count: old.count * 2)
    for slot in old where slot.next != 0 {
      var at = Int(slot.hash) & (slots.count - 1)
      while slots[at].next != 0 { at = (at + 1) & (slots.count - 1) }
      slots[at] = slot
    }
  }
}
