import TextModel

/// A table of words as it stands in a file: a head of `# key: value` lines, a line of column names, rows.
///
/// Every file of the Lexicons folder has this form, so that one parser reads them and one editor edits them.
public struct LexiconFile: Sendable {
  public struct Row: Sendable {
    /// Counted from 1.
    public var line: Int
    public var fields: [Substring]
  }

  public let path: String
  /// Head entries in their order; a key may come more than once (`source`).
  public let head: [(key: String, value: String)]
  public let columns: [String]
  public let rows: [Row]

  public func value(_ key: String) -> String? { head.first { $0.key == key }?.value }

  /// - Parameters:
  ///   - text: the file's content; LF or CRLF, with or without a final newline or byte-order mark.
  ///   - path: the file's name for error messages.
  /// - Throws: `ConfigurationError` for a row whose number of columns differs from the header's.
  public init(parsing text: String, path: String) throws {
    self.path = path
    var head: [(key: String, value: String)] = []
    var columns: [String] = []
    var rows: [Row] = []
    var number = 0
    var rest = Substring(text)
    if rest.unicodeScalars.first == "\u{FEFF}" { rest = Substring(rest.unicodeScalars.dropFirst()) }
    for line in rest.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == 13 ? Substring(line.dropLast()) : Substring(line)
      if line.isEmpty { continue }
      if line.utf8.first == UInt8(ascii: "#") {
        guard columns.isEmpty, let colon = line.firstIndex(of: ":") else { continue }
        let key = line[line.index(after: line.startIndex)..<colon].drop { $0 == " " }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        head.append((String(key), String(value)))
        continue
      }
      let fields = line.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Substring($0) }
      if columns.isEmpty {
        columns = fields.map(String.init)
        continue
      }
      guard fields.count == columns.count else {
        throw ConfigurationError(
          file: path, line: number, what: "\(fields.count) columns where the header has \(columns.count)",
          mend: "separate \(columns.joined(separator: ", ")) by one tab each")
      }
      rows.append(Row(line: number, fields: fields))
    }
    self.head = head
    self.columns = columns
    self.rows = rows
  }

  /// The position of a column; an error that names those there are when it is missing.
  func column(_ name: String) throws -> Int {
    guard let index = columns.firstIndex(of: name) else {
      throw ConfigurationError(
        file: path, what: "no column '\(name)'",
        mend: columns.isEmpty
          ? "add a header line" : "name it in the header, which has \(columns.joined(separator: ", "))")
    }
    return index
  }

  func error(_ row: Row, _ what: String, _ mend: String) -> ConfigurationError {
    ConfigurationError(file: path, line: row.line, what: what, mend: mend)
  }

  /// A number within a range, or an error that says what was there.
  func number(_ row: Row, _ column: Int, in range: ClosedRange<Double>) throws -> Double {
    guard let value = Double(row.fields[column]), range.contains(value) else {
      throw error(
        row, "'\(row.fields[column])' is not a number of \(range.lowerBound)…\(range.upperBound)",
        "write the \(columns[column]) as a decimal number in that range")
    }
    return value
  }

  /// What a `match` column says.
  func form(_ row: Row, _ column: Int) throws -> TokenForm {
    guard let form = TokenForm(names: row.fields[column]) else {
      throw error(
        row, "'\(row.fields[column])' is no way to match",
        "write \(TokenForm.allNames.joined(separator: ", ")) or nothing")
    }
    return form
  }
}
