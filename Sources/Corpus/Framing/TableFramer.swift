/// The columns of a table, as its first row names them.
public final class TableHeader: Sendable {
  let names: [String]
  let delimiter: UInt8

  init(names: [String], delimiter: UInt8) {
    self.names = names
    self.delimiter = delimiter
  }
}

/// Rows of CSV and TSV by RFC 4180: fields in quotes may hold delimiters, line breaks and doubled quotes.
///
/// A quote that nothing closes would swallow the rest of the file: such a row is given up with its first line, and the
/// next line is read as a row again.
struct TableFramer: Framer {
  var scanned = 0
  private var header: TableHeader?
  /// As it stood in the file: tables put one after the other have it again.
  private var headerBytes: [UInt8] = []
  private var delimiter: UInt8?
  private var isInQuotes = false
  private var isAtFieldStart = true

  /// - Parameter delimiter: nil to find out from the header.
  init(delimiter: UInt8?) { self.delimiter = delimiter }

  /// The columns, once their row was read, and what parts them.
  var columns: [String]? { header?.names }
  var delimiterInUse: UInt8 { header?.delimiter ?? delimiter ?? UInt8(ascii: ",") }

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    guard let (end, taken) = row(bytes, atEnd: atEnd) else {
      guard atEnd, bytes.count > 0 else { return .more }
      if isInQuotes { return giveUp(bytes) ?? .more }
      return frame(bytes, 0..<bytes.count, bytes.count)
    }
    return frame(bytes, 0..<end, taken)
  }

  mutating func giveUp(_ bytes: UnsafeBufferPointer<UInt8>) -> Frame? {
    guard isInQuotes else { return nil }
    let end = bytes.find(.lineFeed, from: 0) ?? bytes.count
    begin()
    return .record(
      0..<end, .broken("a quote that nothing closes: double the quotes within a field"),
      taken: min(end + 1, bytes.count))
  }

  private mutating func begin() { (scanned, isInQuotes, isAtFieldStart) = (0, false, true) }

  /// Where the row at the front ends, and the next one begins.
  private mutating func row(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> (end: Int, taken: Int)? {
    if header == nil, delimiter == nil, let found = Self.delimiter(bytes, atEnd: atEnd) { delimiter = found }
    var at = scanned
    defer { scanned = at }
    if at < 3 {
      guard let isMarked = bytes.beginsWithMark(atEnd: atEnd) else { return nil }
      if isMarked { at = 3 }
    }
    while at < bytes.count {
      if isInQuotes {
        guard let quote = bytes.find(.quote, from: at) else {
          at = bytes.count
          return nil
        }
        at = quote
        // Whether it is doubled shows in the byte that follows.
        if quote + 1 == bytes.count, !atEnd { return nil }
        if quote + 1 < bytes.count, bytes[quote + 1] == .quote {
          at += 2
        } else {
          at += 1
          isInQuotes = false
        }
        continue
      }
      let byte = bytes[at]
      if byte == .quote, isAtFieldStart {
        isInQuotes = true
      } else if byte == .lineFeed {
        return (at, at + 1)
      } else if byte == .carriageReturn {
        if at + 1 == bytes.count, !atEnd { return nil }
        return (at, at + 1 < bytes.count && bytes[at + 1] == .lineFeed ? at + 2 : at + 1)
      }
      isAtFieldStart = byte == delimiter
      at += 1
    }
    return nil
  }

  private mutating func frame(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ taken: Int) -> Frame {
    begin()
    var range = range
    if range.count >= 3, bytes.starts(with: "\u{FEFF}") { range = 3..<range.upperBound }
    if bytes.isBlank(range) { return .nothing(taken: taken) }
    if let header {
      let isHeader = range.count == headerBytes.count && bytes[range].elementsEqual(headerBytes)
      return isHeader ? .nothing(taken: taken) : .record(range, .row(header), taken: taken)
    }
    let line = UnsafeBufferPointer(rebasing: bytes[range])
    // Excel's own way to name the delimiter.
    if line.count == 5, line.starts(with: "sep=") {
      delimiter = line[4]
      return .nothing(taken: taken)
    }
    let delimiter = delimiter ?? UInt8(ascii: ",")
    headerBytes = Array(line)
    header = TableHeader(names: TableRow.fields(line, delimiter), delimiter: delimiter)
    return .nothing(taken: taken)
  }

  /// The likeliest delimiter: what stands most often in the first line, outside quotes.
  private static func delimiter(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> UInt8? {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    var counts = [0, 0, 0, 0]
    var isInQuotes = false
    var isWhole = atEnd
    for byte in bytes {
      if byte == .quote { isInQuotes.toggle() }
      if isInQuotes { continue }
      if byte == .lineFeed || byte == .carriageReturn {
        isWhole = true
        break
      }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    guard isWhole else { return nil }
    let most = counts.max()!
    return candidates[counts.firstIndex(of: most)!]
  }
}

enum TableRow {
  /// The fields of a row: quotes taken off, doubled ones made single.
  static func fields(_ row: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> [String] {
    fields(row, delimiter, as: { String(decoding: $0, as: UTF8.self) })
  }

  static func fields<Field>(
    _ row: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8, as make: ([UInt8]) -> Field
  ) -> [Field] {
    var fields: [Field] = []
    var field: [UInt8] = []
    var at = 0
    var isInQuotes = false
    var isAtStart = true
    while at < row.count {
      let byte = row[at]
      if isInQuotes {
        let end = row.find(.quote, from: at) ?? row.count
        field.append(contentsOf: row[at..<end])
        at = end + 1
        if at < row.count, row[at] == .quote {
          field.append(.quote)
          at += 1
        } else {
          isInQuotes = false
        }
        continue
      }
      if byte == .quote, isAtStart {
        isInQuotes = true
      } else if byte == delimiter {
        fields.append(make(field))
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
      }
      isAtStart = byte == delimiter
      at += 1
    }
    fields.append(make(field))
    return fields
  }
}
