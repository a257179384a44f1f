/// What a compiled image is written to: plain values and lists of them one after the other, as they stand in memory.
///
/// Only the program that wrote an image can read it: nothing in it says what it is. What is read must be read in the order
/// in which it was written, so a type's two functions stand together in `Type+Image.swift`.
public struct ImageWriter {
  /// Lists begin at multiples of this, counted from the image's beginning: enough for every type.
  public static let alignment = 64

  private var buffer: [UInt8] = []
  private let sink: ([UInt8]) throws -> Void
  /// Bytes written so far, those in the buffer included.
  public private(set) var count = 0
  private static let room = 1 << 16

  /// - Parameter sink: takes the bytes, piece by piece.
  public init(_ sink: @escaping ([UInt8]) throws -> Void) {
    self.sink = sink
    buffer.reserveCapacity(Self.room)
  }

  public mutating func write<Value: BitwiseCopyable>(_ value: Value) throws {
    try withUnsafeBytes(of: value) { try write(bytes: $0) }
  }

  /// A list that stands in plain memory.
  public mutating func write<Element: BitwiseCopyable>(memory elements: UnsafeBufferPointer<Element>) throws {
    try write(elements.count)
    if elements.isEmpty { return }
    let padding = (Self.alignment - count % Self.alignment) % Self.alignment
    for _ in 0..<padding { try write(UInt8(0)) }
    try write(bytes: UnsafeRawBufferPointer(elements))
  }

  public mutating func write<Element>(_ list: FlatList<Element>) throws {
    try list.withUnsafeBufferPointer { try write(memory: $0) }
  }

  public mutating func write<Element: BitwiseCopyable & Sendable>(_ list: [Element]) throws {
    try write(FlatList(list))
  }

  public mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

  public mutating func write(_ texts: [String]) throws { try write(each: texts) { try $0.write($1) } }

  /// A list of what has no fixed size.
  public mutating func write<Element>(
    each elements: some Collection<Element>, _ body: (inout ImageWriter, Element) throws -> Void
  ) throws {
    try write(elements.count)
    for element in elements { try body(&self, element) }
  }

  private mutating func write(bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    if buffer.count + bytes.count > Self.room { try flush() }
    if bytes.count < Self.room { return buffer.append(contentsOf: bytes) }
    var rest = bytes[...]
    while !rest.isEmpty {
      try sink(Array(rest.prefix(Self.room)))
      rest = rest.dropFirst(Self.room)
    }
  }

  /// What was written to another image.
  public mutating func write(raw bytes: UnsafeRawBufferPointer) throws { try write(bytes: bytes) }

  /// To be called at the end.
  public mutating func flush() throws {
    if buffer.isEmpty { return }
    try sink(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
