/// One cell of a table.
public enum TableValue: Sendable, Hashable {
  case null
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case list([String])

  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  public init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .null }
  public init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
  public init(_ flag: Bool?) { self = flag.map { .boolean($0) } ?? .null }

  public func write(to json: inout JSONBuffer) {
    switch self {
    case .null: json.null()
    case .text(let text): json.value(text)
    case .integer(let number): json.value(number)
    case .number(let number): json.value(number)
    case .boolean(let flag): json.value(flag)
    case .list(let elements):
      json.beginArray()
      for element in elements { json.value(element) }
      json.endArray()
    }
  }

  /// As JSON writes it.
  public var json: String {
    var json = JSONBuffer()
    write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension TableDefinition {
  /// Writes a row as one line of JSON, keys in the order of the columns.
  /// - Parameter row: a value for each column.
  public func write(_ row: [TableValue], to json: inout JSONBuffer) {
    precondition(row.count == columns.count, "a row of \(name) has a value for each of its columns")
    json.beginObject()
    for (column, value) in zip(columns, row) {
      json.key(column.name)
      value.write(to: &json)
    }
    json.endObject()
    json.endLine()
  }
}
