/// The table in SQLite.
extension TableDefinition {
  /// Makes the table, with its indices.
  /// - Parameter others: names of the tables that are there; references to others are left out.
  public func sql(others: Set<String>) -> [String] {
    var parts = columns.map(\.sql)
    let mayBeNull = Set(columns.filter(\.mayBeNull).map(\.name))
    // A primary key has no nulls; where a part of it may be null, the key is held by an index.
    let isPrimary = !key.isEmpty && mayBeNull.isDisjoint(with: key)
    if !key.isEmpty { parts.append("\(isPrimary ? "PRIMARY KEY" : "UNIQUE") (\(Self.list(key)))") }
    for reference in references where others.contains(reference.table) {
      parts.append(
        "FOREIGN KEY (\(Self.list(reference.columns))) "
          + "REFERENCES \(quoted(reference.table)) (\(Self.list(reference.targets)))")
    }
    let made = "CREATE TABLE \(quoted(name)) (\n  \(parts.joined(separator: ",\n  "))\n) STRICT"
    return [made] + indices.map { "CREATE INDEX \(quoted("\(name)_\($0)")) ON \(quoted(name)) (\(quoted($0)))" }
  }

  /// Puts a row in, a parameter for each column.
  public var sqlInsertion: String {
    "INSERT INTO \(quoted(name)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
  }

  private static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}

extension TableDefinition.Column {
  fileprivate var sql: String {
    let type = [.integer: "INTEGER", .boolean: "INTEGER", .number: "REAL"][kind] ?? "TEXT"
    let name = quoted(name)
    var check = ""
    switch ColumnRange(range) {
    case .any: if kind == .boolean { check = "\(name) IN (0, 1)" }
    case .between(let least, let most):
      check = [least.map { "\(name) >= \(Self.number($0))" }, most.map { "\(name) <= \(Self.number($0))" }]
        .compactMap { $0 }.joined(separator: " AND ")
    case .above(let bound): check = "\(name) > \(Self.number(bound))"
    case .oneOf(let values):
      check = "\(name) IN (\(values.map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")))"
    }
    return "\(name) \(type)\(mayBeNull ? "" : " NOT NULL")\(check.isEmpty ? "" : " CHECK (\(check))")"
  }

  private static func number(_ value: Double) -> String { TableValue.number(value).json }
}

/// A name in SQL, also one that is a word of SQL.
private func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
