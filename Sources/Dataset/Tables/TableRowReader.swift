import CSimdJSON
import Corpus

/// Reads rows of tables back, and says what is wrong with one that does not fit its table. Serves one thread.
public final class TableRowReader {
  public struct Fault: Error, Equatable, Sendable {
    public var what: String
    public var mend: String
  }

  public let table: TableDefinition
  private let ranges: [ColumnRange]
  private let names: String
  private let json = json_reader_new()!

  public init(_ table: TableDefinition) {
    self.table = table
    ranges = table.columns.map { ColumnRange($0.range) }
    names = table.columns.map(\.name).joined(separator: ", ")
  }

  deinit { json_reader_free(json) }

  /// Bytes that must be readable after a row's end.
  public static var padding: Int { json_padding() }

  /// - Parameters:
  ///   - bytes: JSON text, and after it `padding` spare bytes.
  ///   - range: the row within them.
  /// - Returns: a value for each column.
  public func row(_ bytes: [UInt8], _ range: Range<Int>) throws(Fault) -> [TableValue] {
    let failure = bytes.withUnsafeBufferPointer { json_parse(json, $0.baseAddress! + range.lowerBound, range.count) }
    if let failure { throw Fault(what: "not JSON (\(String(cString: failure)))", mend: Self.repeatRun) }
    guard json_is_object(json) else { throw Fault(what: "not a JSON object", mend: Self.repeatRun) }
    let found = Self.text(json_field_names(json))
    guard found == names else {
      throw Fault(what: "its keys are \(found.isEmpty ? "none" : found)", mend: "they must be \(names)")
    }
    var row: [TableValue] = []
    row.reserveCapacity(table.columns.count)
    for (number, column) in table.columns.enumerated() {
      let value = try value(of: column)
      guard ranges[number].contains(value) else {
        throw Fault(what: "'\(column.name)' is \(value.json)", mend: "it must be \(Self.shown(column.range))")
      }
      row.append(value)
    }
    return row
  }

  private static let repeatRun = "repeat the run: rhetor rerun"

  private func value(of column: TableDefinition.Column) throws(Fault) -> TableValue {
    let field = json_get(json, column.name, 1)
    switch (field.kind, column.kind) {
    case (json_null, _) where column.mayBeNull: return .null
    case (json_string, .text): return .text(Self.text(field))
    case (json_string, .date):
      let text = Self.text(field)
      if TableDefinition.Column.isDate(text) { return .text(text) }
    case (json_other, .integer): if let number = Int(Self.text(field)) { return .integer(number) }
    case (json_other, .number): if let number = Double(Self.text(field)) { return .number(number) }
    case (json_other, .boolean):
      let text = Self.text(field)
      if text == "true" || text == "false" { return .boolean(text == "true") }
    case (json_container, .list):
      let texts = json_get_texts(json, column.name)
      if texts.kind == json_string {
        let bytes = UnsafeBufferPointer(start: texts.bytes, count: texts.count)
        return .list(
          bytes.split(separator: 0xFF, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
          })
      }
    default: break
    }
    throw Fault(
      what: "'\(column.name)' is \(Self.shown(field))",
      mend: "it must be of the kind \(column.kind.rawValue)\(column.mayBeNull ? " or null" : "")")
  }

  private static func text(_ field: json_field) -> String {
    String(decoding: UnsafeBufferPointer(start: field.bytes, count: field.count), as: UTF8.self)
  }

  private static func shown(_ field: json_field) -> String {
    switch field.kind {
    case json_null: "null"
    case json_string: TableValue.text(String(text(field).prefix(40))).json
    case json_container: "a list or an object"
    default: text(field)
    }
  }

  private static func shown(_ range: String) -> String {
    if case .oneOf = ColumnRange(range) { return "one of \(range)" }
    return range
  }
}

extension TableDefinition.Column {
  /// What a date looks like: a regular expression that JSON Schema and Table Schema read alike.
  static let datePattern =
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$"

  /// Is a text a date as records have them?
  static func isDate(_ text: String) -> Bool { DateReader().iso(text) == text }
}
