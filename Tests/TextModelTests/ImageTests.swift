import Testing
import TextModel

/// What is written to an image comes back, and nothing is read from beyond its end.
@Suite struct ImageTests {
  struct Row: BitwiseCopyable, Sendable, Equatable {
    var number: Int32
    var weight: Double?
  }

  /// The bytes of an image at an address that images begin at.
  static func withImage<Result>(
    _ bytes: [UInt8], count: Int? = nil, _ body: (inout ImageReader) throws -> Result
  ) throws -> Result {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, bytes.count), alignment: ImageWriter.alignment)
    memory.copyBytes(from: bytes)
    // Lists are pieces of it, so that it stays.
    var reader = ImageReader(UnsafeRawBufferPointer(rebasing: memory[..<(count ?? bytes.count)]))
    return try body(&reader)
  }

  static func image(_ body: (inout ImageWriter) throws -> Void) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = ImageWriter { bytes += $0 }
    try body(&writer)
    try writer.flush()
    #expect(bytes.count == writer.count)
    return bytes
  }

  static let texts = ["", "a", "Лукашенко", String(repeating: "long ", count: 20_000)]
  static let rows = (0..<10_000).map { Row(number: Int32($0), weight: $0 % 3 == 0 ? nil : Double($0) / 7) }

  static func write(_ image: inout ImageWriter) throws {
    try image.write(UInt8(7))
    try image.write(texts)
    try image.write(rows)
    try image.write([] as [Double])
    try image.write(each: [[1, 2], [], [3]] as [[UInt16]]) { try $0.write($1) }
    try image.write(-1.5)
  }

  static func read(_ image: inout ImageReader) throws -> Bool {
    let first = try image.value(UInt8.self)
    let (texts, rows) = (try image.texts(), try image.list(Row.self))
    let none = try image.array(Double.self)
    let lists = try image.each { image throws(ImageDamage) in try image.array(UInt16.self) }
    let last = try image.value(Double.self)
    return first == 7 && texts == Self.texts && Array(rows) == Self.rows && none.isEmpty
      && lists == [[1, 2], [], [3]] && last == -1.5 && image.isAtEnd
  }

  @Test func whatIsWrittenComesBack() throws {
    let bytes = try Self.image(Self.write)
    #expect(try Self.withImage(bytes) { try Self.read(&$0) })
  }

  /// Wherever an image is cut off, that is noticed.
  @Test func aShorterImageIsDamaged() throws {
    let bytes = try Self.image(Self.write)
    for count in Array(0..<200) + stride(from: 200, to: bytes.count, by: 9973) + [bytes.count - 1] {
      #expect(throws: ImageDamage.self) { try Self.withImage(bytes, count: count) { try Self.read(&$0) } }
    }
  }

  /// A count from elsewhere asks for no more memory than there is.
  @Test(arguments: [Int.min, -1, 9, 1 << 40, Int.max])
  func aWrongCountIsDamage(count: Int) throws {
    let bytes = try Self.image { try $0.write(count) }
    #expect(throws: ImageDamage.self) { try Self.withImage(bytes) { _ = try $0.list(Row.self) } }
    #expect(throws: ImageDamage.self) { try Self.withImage(bytes) { _ = try $0.text() } }
    #expect(throws: ImageDamage.self) {
      try Self.withImage(bytes) { _ = try $0.each { image throws(ImageDamage) in try image.value(UInt8.self) } }
    }
  }

  /// A list of an image is changed as a copy.
  @Test func aChangedListLeavesTheImageAlone() throws {
    let bytes = try Self.image { try $0.write([1, 2, 3]) }
    try Self.withImage(bytes) { image in
      var again = image
      var list = try image.list(Int.self)
      list[1] = 5
      list.append(contentsOf: [6, 7])
      #expect(Array(list) == [1, 5, 3, 6, 7])
      #expect(try Array(again.list(Int.self)) == [1, 2, 3])
    }
  }
}
