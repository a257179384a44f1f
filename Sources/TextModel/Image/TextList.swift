/// Texts one after the other in one piece of memory.
public struct TextList: RandomAccessCollection, Sendable {
  private var bytes: FlatList<UInt8> = []
  /// Where each one begins, and where the last one ends.
  private var starts: FlatList<UInt32> = [0]

  public init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { starts.count - 1 }

  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  public mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    starts.append(UInt32(bytes.count))
  }

  public subscript(number: Int) -> String { withBytes(number) { String(decoding: $0, as: UTF8.self) } }

  public func withBytes<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[number])..<Int(starts[number + 1])]))
    }
  }
}

extension TextList: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(bytes)
    try image.write(starts)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    bytes = try image.list()
    starts = try image.list()
    guard let last = starts.last, Int(last) == bytes.count else { throw ImageDamage() }
  }
}
