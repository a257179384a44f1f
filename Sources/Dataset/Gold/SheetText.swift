/// A table for people's spreadsheets: RFC 4180, UTF-8.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay as they are.
/// Source: OWASP, CSV injection.
public struct SheetText: Sendable {
  public private(set) var bytes: [UInt8]

  /// - Parameter mark: begin with a byte order mark, without which Excel takes UTF-8 for the system's old encoding.
  public init(mark: Bool) { bytes = mark ? [0xEF, 0xBB, 0xBF] : [] }

  public mutating func add(_ cells: [String]) {
    for (number, cell) in cells.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      add(cell)
    }
    bytes += [13, 10]
  }

  private mutating func add(_ cell: String) {
    let guarded: String = Self.isFormula(cell) ? "'" + cell : cell
    let special: [UInt8] = [34, 44, 10, 13]
    let needsQuotes = guarded.utf8.contains { special.contains($0) }
    guard needsQuotes else { return bytes.append(contentsOf: guarded.utf8) }
    bytes.append(34)
    for byte in guarded.utf8 {
      if byte == 34 { bytes.append(34) }
      bytes.append(byte)
    }
    bytes.append(34)
  }

  private static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
    return Double(cell) == nil
  }
}
