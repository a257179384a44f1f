import TextModel

/// A table of words as it stands in a file: a head of `# key: value` lines, a line of column names, rows.
///
/// Every file of the Lexicons folder has this form, so that one parser reads them and one editor edits them.
public struct LexiconFile: Sendable {
  public let path: String
  /// Head entries in their order; a key may come more than once (`source`).
  public let head: [(key: String, value: String)]
  public let columns: [String]
  public let rows: Rows

  public func value(_ key: String) -> String? { head.first { $0.key == key }?.value }

  /// - Parameters:
  ///   - text: the file's content; LF or CRLF, with or without a final newline or byte-order mark.
  ///   - path: the file's name for error messages.
  /// - Throws: `ConfigurationError` for a row whose number of columns differs from the header's.
  public init(parsing text: String, path: String) throws {
    self.path = path
    var head: [(key: String, value: String)] = []
    var columns: [String] = []
    let content = Array(text.utf8)
    var (lines, fields): ([Int32], [Content.Field]) = ([], [])
    try content.withUnsafeBufferPointer { bytes in
      var number = 0
      var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while at < bytes.count {
        number += 1
        let start = at
        while at < bytes.count, bytes[at] != 10 { at += 1 }
        let end = at > start && bytes[at - 1] == 13 ? at - 1 : at
        at += 1
        if start == end { continue }
        if bytes[start] == UInt8(ascii: "#") {
          if columns.isEmpty, let entry = Self.headEntry(bytes[(start + 1)..<end]) { head.append(entry) }
          continue
        }
        let first = fields.count
        var from = start
        for index in start..<end where bytes[index] == 9 {
          fields.append(Content.Field(start: Int32(from), end: Int32(index)))
          from = index + 1
        }
        fields.append(Content.Field(start: Int32(from), end: Int32(end)))
        if columns.isEmpty {
          columns = fields.map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
          fields.removeAll()
          continue
        }
        guard fields.count - first == columns.count else {
          throw ConfigurationError(
            file: path, line: number, what: "\(fields.count - first) columns where the header has \(columns.count)",
            mend: "separate \(columns.joined(separator: ", ")) by one tab each")
        }
        lines.append(Int32(number))
      }
    }
    self.head = head
    self.columns = columns
    rows = Rows(content: Content(bytes: content, columns: columns.count, fields: fields, lines: lines))
  }

  /// The head entries at the beginning of a file, of which no more need be read than that.
  public static func head(of text: String) -> [(key: String, value: String)] {
    var head: [(key: String, value: String)] = []
    var text = text
    text.withUTF8 { bytes in
      let blank: Set<UInt8> = [10, 13, 0xEF, 0xBB, 0xBF]
      for line in bytes.split(separator: 10) {
        let line = line.drop { blank.contains($0) }
        guard let first = line.first else { continue }
        guard first == UInt8(ascii: "#") else { break }
        let end = line.last == 13 ? line.endIndex - 1 : line.endIndex
        if let entry = headEntry(line[(line.startIndex + 1)..<end]) { head.append(entry) }
      }
    }
    return head
  }

  /// A line of the head without its `#`; nil where it says nothing.
  private static func headEntry(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> (key: String, value: String)? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let blank = UInt8(ascii: " ")
    return (
      String(decoding: line[..<colon].drop { $0 == blank }, as: UTF8.self),
      String(decoding: line[(colon + 1)...].drop { $0 == blank }, as: UTF8.self)
    )
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
    guard let value = row.fields.withBytes(column, decimalNumber), range.contains(value) else {
      throw error(
        row, "'\(row.fields[column])' is not a number of \(range.lowerBound)…\(range.upperBound)",
        "write the \(columns[column]) as a decimal number in that range")
    }
    return value
  }

  /// What a `match` column says.
  func form(_ row: Row, _ column: Int) throws -> TokenForm {
    guard let form = TokenForm(names: row.fields[column][...]) else {
      throw error(
        row, "'\(row.fields[column])' is no way to match",
        "write \(TokenForm.allNames.joined(separator: ", ")) or nothing")
    }
    return form
  }
}
