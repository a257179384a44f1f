/// CSV by RFC 4180: UTF-8, a header, lines ended by CRLF, quotes only where they are needed.
///
/// null is an empty cell, an empty text a pair of quotes.
extension TableDefinition {
  public static let csvListSeparator = " | "

  public func writeCSVHeader(to bytes: inout [UInt8]) {
    Self.write(columns.map(\.name), to: &bytes)
  }

  public func writeCSV(_ row: [TableValue], to bytes: inout [UInt8]) {
    Self.write(row.map(Self.cell), to: &bytes)
  }

  private static func write(_ cells: [String], to bytes: inout [UInt8]) {
    for (number, cell) in cells.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: cell.utf8)
    }
    bytes.append(contentsOf: [13, 10])
  }

  private static func cell(_ value: TableValue) -> String {
    switch value {
    case .null: ""
    case .text(let text): quoted(text)
    case .list(let elements): quoted(elements.joined(separator: csvListSeparator))
    case .integer, .number, .boolean: value.json
    }
  }

  private static func quoted(_ text: String) -> String {
    let utf8 = text.utf8
    let needsQuotes =
      utf8.isEmpty || utf8.first == 32 || utf8.last == 32 || utf8.contains { [34, 44, 10, 13].contains($0) }
    guard needsQuotes else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
