/// One tidy table of a dataset: one row a thing, one column a variable, every column described once, here.
///
/// Writers, JSON Schema, data package, codebook and SQL are all made from it.
public struct TableDefinition: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public enum Kind: String, Sendable {
      case text
      case integer
      case number
      case boolean
      /// ISO 8601: a day, a month or a year, or a day and a time.
      case date
      /// A list of texts: a JSON list in JSONL and SQLite; in CSV its elements with ` | ` between them.
      case list
    }

    public var name: String
    public var kind: Kind
    /// Values it may have, as `ColumnRange` reads them: `0…`, `-1…1`, `above 0`, or `positive, negative`; empty where
    /// any of its kind will do.
    public var range: String
    /// May it be null? That means that there was nothing to go by, and is not 0.
    public var mayBeNull: Bool
    public var meaning: String
    /// How it is computed; empty where it is counted or copied.
    public var formula: String
    /// Where the formula comes from: author, year, doi.
    public var source: String

    public init(
      _ name: String, _ kind: Kind, range: String = "", mayBeNull: Bool = false, _ meaning: String,
      formula: String = "", source: String = ""
    ) {
      self.name = name
      self.kind = kind
      self.range = range
      self.mayBeNull = mayBeNull
      self.meaning = meaning
      self.formula = formula
      self.source = source
    }
  }

  /// Columns whose values stand together in the key of another table, unless one of them is null.
  public struct Reference: Sendable, Equatable {
    public var columns: [String]
    public var table: String
    public var targets: [String]

    public init(_ columns: [String], table: String, _ targets: [String]) {
      self.columns = columns
      self.table = table
      self.targets = targets
    }

    public init(_ column: String, table: String, _ target: String) { self.init([column], table: table, [target]) }
  }

  /// Also the name of its file and SQL table.
  public var name: String
  /// What one row is, and of what.
  public var meaning: String
  public var columns: [Column]
  /// Columns that tell a row from all others; empty where nothing does.
  public var key: [String]
  public var references: [Reference]
  /// Columns that SQLite finds rows by, besides the key.
  public var indices: [String]

  public init(
    name: String, meaning: String, columns: [Column], key: [String], references: [Reference] = [],
    indices: [String] = []
  ) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.key = key
    self.references = references
    self.indices = indices
  }

  /// Positions of columns by their names.
  func positions(of names: [String]) -> [Int] {
    names.compactMap { name in columns.firstIndex { $0.name == name } }
  }
}
