/// Rows of `Comparison` and `SeriesSearch`, put apart.
public enum ComparisonRows {
  /// By their table, without its name in them.
  public static func split(_ rows: [UInt8]) -> [String: [UInt8]] {
    let head = Array("{\"table\":\"".utf8)
    var tables: [String: [UInt8]] = [:]
    for row in rows.split(separator: 10) {
      guard row.starts(with: head), let end = row.dropFirst(head.count).firstIndex(of: UInt8(ascii: "\"")) else {
        continue
      }
      let name = String(decoding: row[row.startIndex + head.count..<end], as: UTF8.self)
      tables[name, default: []] += [UInt8(ascii: "{")] + row[(end + 2)...] + [10]
    }
    return tables
  }
}
