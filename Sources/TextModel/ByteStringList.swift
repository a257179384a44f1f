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
