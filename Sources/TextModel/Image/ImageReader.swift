/// The image is not what its reader takes it for. Nothing was read from beyond it.
public struct ImageDamage: Error {
  public init() {}
}

/// Reads what an `ImageWriter` wrote, in the same order. Lists are not copied: they are pieces of the image.
public struct ImageReader {
  private let memory: UnsafeRawBufferPointer
  private var at = 0

  /// - Parameter memory: begins at a multiple of `ImageWriter.alignment`, and stays as it is until the program ends.
  public init(_ memory: UnsafeRawBufferPointer) { self.memory = memory }

  /// Has all been read?
  public var isAtEnd: Bool { at == memory.count }

  public mutating func value<Value: BitwiseCopyable>(_ type: Value.Type = Value.self) throws(ImageDamage) -> Value {
    let size = MemoryLayout<Value>.size
    guard size <= memory.count - at else { throw ImageDamage() }
    defer { at += size }
    return memory.loadUnaligned(fromByteOffset: at, as: Value.self)
  }

  /// A number of things that take a byte at least.
  private mutating func number() throws(ImageDamage) -> Int {
    let count = try value(Int.self)
    guard count >= 0, count <= memory.count - at else { throw ImageDamage() }
    return count
  }

  /// The elements of a list as they stand in the image.
  public mutating func memory<Element: BitwiseCopyable>(
    of type: Element.Type = Element.self
  ) throws(ImageDamage) -> UnsafeBufferPointer<Element> {
    let count = try number()
    if count == 0 { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = (at + ImageWriter.alignment - 1) / ImageWriter.alignment * ImageWriter.alignment
    let size = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard start <= memory.count, !size.overflow, size.partialValue <= memory.count - start else { throw ImageDamage() }
    at = start + size.partialValue
    return UnsafeRawBufferPointer(rebasing: memory[start..<at]).assumingMemoryBound(to: Element.self)
  }

  public mutating func list<Element>(_ type: Element.Type = Element.self) throws(ImageDamage) -> FlatList<Element> {
    FlatList(mapped: try memory(of: Element.self))
  }

  public mutating func array<Element: BitwiseCopyable & Sendable>(
    _ type: Element.Type = Element.self
  ) throws(ImageDamage) -> [Element] {
    Array(try list(Element.self))
  }

  public mutating func text() throws(ImageDamage) -> String {
    try list(UInt8.self).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  public mutating func texts() throws(ImageDamage) -> [String] {
    try each { image throws(ImageDamage) in try image.text() }
  }

  public mutating func each<Element>(
    _ body: (inout ImageReader) throws(ImageDamage) -> Element
  ) throws(ImageDamage) -> [Element] {
    let count = try number()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }
}
