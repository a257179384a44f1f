/// Turns byte offsets of a text into offsets in Unicode scalars, which Python's and R's slices count.
public struct ScalarOffsets {
  private let text: [UInt8]
  /// Scalars before every 256th byte; built at the first question, and not at all for ASCII.
  private var marks: [Int] = []
  private var isASCII: Bool?

  public init(_ text: [UInt8]) { self.text = text }

  public mutating func scalars(before byte: Int) -> Int {
    if isASCII == nil { build() }
    if isASCII == true { return byte }
    let block = byte >> 8
    return marks[block] + Self.scalars(text, block << 8, byte)
  }

  private mutating func build() {
    isASCII = text.allSatisfy { $0 < 0x80 }
    if isASCII == true { return }
    var count = 0
    for block in 0...text.count >> 8 {
      marks.append(count)
      count += Self.scalars(text, block << 8, min(block << 8 + 256, text.count))
    }
  }

  /// Scalars that begin in a stretch of bytes; without a branch, so that many bytes are counted at once.
  private static func scalars(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      var count = 0
      for index in start..<end { count &+= text[index] & 0xC0 != 0x80 ? 1 : 0 }
      return count
    }
  }
}
