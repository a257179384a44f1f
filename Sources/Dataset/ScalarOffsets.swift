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
    var count = marks[block]
    for index in block << 8..<byte where text[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  private mutating func build() {
    isASCII = text.allSatisfy { $0 < 0x80 }
    if isASCII == true { return }
    var count = 0
    for index in text.indices {
      if index & 255 == 0 { marks.append(count) }
      if text[index] & 0xC0 != 0x80 { count += 1 }
    }
    if text.count & 255 == 0 { marks.append(count) }
  }
}
