extension LexiconFile {
  /// The rows of a table, read out of its text when they are asked for.
  public struct Rows: RandomAccessCollection, Sendable {
    let content: Content

    public var startIndex: Int { 0 }
    public var endIndex: Int { content.lines.count }
    public subscript(row: Int) -> Row { Row(line: Int(content.lines[row]), fields: Fields(content: content, row: row)) }
  }

  public struct Row: Sendable {
    /// Counted from 1.
    public let line: Int
    public let fields: Fields
  }

  /// A row's fields, one a column.
  public struct Fields: RandomAccessCollection, Sendable {
    let content: Content
    let row: Int

    public var startIndex: Int { 0 }
    public var endIndex: Int { content.columns }
    public subscript(column: Int) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

    /// A field's UTF-8, without a text made of it.
    @inline(__always)
    public func withBytes<Result>(
      _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
      let field = content.fields[row * content.columns + column]
      return try content.bytes.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[Int(field.start)..<Int(field.end)]))
      }
    }
  }

  /// A file's bytes, and where its fields stand.
  final class Content: Sendable {
    struct Field: Sendable {
      var start: Int32
      var end: Int32
    }

    let bytes: [UInt8]
    let columns: Int
    /// By row, then column.
    let fields: [Field]
    /// By row.
    let lines: [Int32]

    init(bytes: [UInt8], columns: Int, fields: [Field], lines: [Int32]) {
      (self.bytes, self.columns, self.fields, self.lines) = (bytes, columns, fields, lines)
    }
  }
}

/// A number as lexicons write it, "-1.5". What is longer or otherwise written is left to the library.
func decimalNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
  var at = 0
  var isNegative = false
  if bytes.first == UInt8(ascii: "-") { (at, isNegative) = (1, true) }
  var (digits, whole, decimals) = (0, 0, -1)
  while at < bytes.count, digits < powers.count {
    switch bytes[at] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      whole = whole * 10 + Int(bytes[at] - UInt8(ascii: "0"))
      digits += 1
      if decimals >= 0 { decimals += 1 }
    case UInt8(ascii: ".") where decimals < 0 && digits > 0: decimals = 0
    default: return Double(String(decoding: bytes, as: UTF8.self))
    }
    at += 1
  }
  guard at == bytes.count, digits > 0, decimals != 0 else { return Double(String(decoding: bytes, as: UTF8.self)) }
  // Both are exact as doubles, so that the quotient is the number nearest to what is written.
  let size = Double(whole) / powers[max(0, decimals)]
  return isNegative ? -size : size
}

private let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14]
