import Corpus
import GRDB

/// Writes tables into a SQLite file: typed (STRICT), with keys, indices and views; the same rows give the same bytes.
public final class SQLiteWriter {
  /// PRAGMA user_version of the file; changes with what its tables and views mean.
  public static let version = 1

  private let path: String
  private let queue: DatabaseQueue
  private let names: Set<String>

  /// - Parameters:
  ///   - path: of a file that is not there yet.
  ///   - tables: all that it gets, each after those it refers to.
  public init(path: String, tables: [TableDefinition]) throws {
    self.path = path
    names = Set(tables.map(\.name))
    var settings = Configuration()
    settings.prepareDatabase { database in
      // What is cut off is thrown away, so that nothing has to be undone.
      try database.execute(sql: "PRAGMA journal_mode = OFF")
      try database.execute(sql: "PRAGMA synchronous = OFF")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: settings)
      try queue.write { database in
        for table in tables {
          for statement in table.sql(others: names) { try database.execute(sql: statement) }
        }
        for view in SQLiteView.all where names.isSuperset(of: view.tables) { try database.execute(sql: view.sql) }
        try database.execute(sql: "PRAGMA user_version = \(Self.version)")
      }
    } catch { throw Self.failure(path, error) }
  }

  /// Puts all rows of a table in.
  /// - Parameter next: gives the rows, one after the other, then nil.
  public func write(_ table: TableDefinition, _ next: () throws -> [TableValue]?) throws {
    do {
      try queue.write { database in
        let statement = try database.makeStatement(sql: table.sqlInsertion)
        while let row = try next() { try statement.execute(arguments: StatementArguments(row.map(\.databaseValue))) }
      }
    } catch let error as DatabaseError { throw Self.failure(path, error) }
  }

  public func finish() throws {
    do { try queue.close() } catch { throw Self.failure(path, error) }
  }

  private static func failure(_ path: String, _ error: any Error) -> InputOutputError {
    InputOutputError(
      place: path, what: "SQLite can't write it (\(error))", mend: "make room, or write elsewhere with -o")
  }

  /// What is wrong with a file: its own checks, references, numbers of rows.
  /// - Parameter rows: how many a table should have; nil for any number.
  static func faults(of path: String, tables: [TableDefinition], rows: (String) -> Int?) throws -> [String] {
    var settings = Configuration()
    settings.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: settings)
    return try queue.read { database in
      var faults = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
        faults.append("a row of \(row[0] as String) refers to one that \(row[2] as String) does not have")
      }
      for table in tables {
        guard let due = rows(table.name) else { continue }
        let found =
          try database.tableExists(table.name)
          ? Int.fetchOne(database, sql: "SELECT count(*) FROM \"\(table.name)\"") ?? 0 : nil
        if found != due {
          let count = found.map { "\($0)" } ?? "no"
          faults.append("the table \(table.name) has \(count) rows, \(table.name).jsonl has \(due)")
        }
      }
      return faults
    }
  }

  /// The version of the library.
  public static var libraryVersion: String {
    (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
  }
}

extension TableValue {
  fileprivate var databaseValue: (any DatabaseValueConvertible)? {
    switch self {
    case .null: nil
    // A text that is given to SQLite ends at its first NUL.
    case .text(let text): text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    case .integer(let number): number
    case .number(let number): number
    case .boolean(let flag): flag
    case .list: json
    }
  }
}
