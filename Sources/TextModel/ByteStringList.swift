#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Byte strings one after the other in one piece of memory, by their numbers.
public struct ByteStringList: Sendable {
  public private(set) var bytes: FlatList<UInt8> = []
  /// Where each string ends.
  public private(set) var ends: FlatList<Int32> = []

  public init() {}

  public var count: Int { ends.count }

  public subscript(number: Int) -> ArraySlice<UInt8> { bytes.slice(range(number)) }

  /// A string of UTF-8.
  public func text(_ number: Int) -> String { withBytes(number) { String(decoding: $0, as: UTF8.self) } }

  @inline(__always)
  func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

  /// A string's bytes, without an array made of them.
  @inline(__always)
  public func withBytes<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
  {
    let range = range(number)
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  public mutating func append(_ string: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: string)
    ends.append(Int32(bytes.count))
  }

  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Makes room.
  public mutating func reserve(count: Int, bytes size: Int) {
    ends.edit { $0.reserveCapacity(count) }
    bytes.edit { $0.reserveCapacity(size) }
  }
}

extension ByteStringList: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(bytes)
    try image.write(ends)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    bytes = try image.list()
    ends = try image.list()
    guard Int(ends.last ?? 0) == bytes.count else { throw ImageDamage() }
  }
}

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
