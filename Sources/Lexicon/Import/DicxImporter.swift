import Corpus
import TextModel

/// LIWC-22's .dicx: a table of entries by categories, a cell X or 1 where one is of the other; or, weighted, a number. The
/// General Inquirer's table is one, too, whose cells repeat the category's name.
enum DicxImporter: DictionaryImporter {
  /// The first column's names.
  private static let entryNames: Set = ["entry", "dicterm"]

  static func isHeader(_ names: [String]) -> Bool { entryNames.contains(names[0]) && names.count > 1 }

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var reader = TableReader(file.bytes)
    guard let names = reader.names?.map({ String(TableColumns.bare($0[...])) }), names.count > 1 else {
      throw ConfigurationError(
        file: file.path, line: 1, what: "no header with a column a category", mend: "write 'DicTerm,category,category…'"
      )
    }
    var rows: [TableReader.Row] = []
    while let row = reader.next() {
      if let fault = row.fault {
        builder.lose(.badLine, row.line, fault.cutAtColon, "double the quotes within a field")
      } else if row.fields.count > names.count || row.fields.isEmpty {
        builder.lose(
          .badLine, row.line, "\(row.fields.count) fields where the header has \(names.count)",
          "quote fields that hold commas")
      } else {
        rows.append(row)
      }
    }
    let columns = (1..<names.count).filter { isCategory($0, names, rows, &builder) }
    let isWeighted = rows.contains { row in
      columns.contains { column in
        guard column < row.fields.count, case .weight(let weight) = Cell(row.fields[column], names[column]) else {
          return false
        }
        return weight != 1
      }
    }
    for row in rows { read(row, names, columns, isWeighted, &builder) }
  }

  private enum Cell: Equatable {
    case empty, member
    case weight(Double)
    case unknown

    init(_ text: String, _ column: String) {
      let text = Substring(text).trimmed
      if text.isEmpty {
        self = .empty
      } else if text.lowercased() == "x" || text.lowercased() == column.lowercased() {
        self = .member
      } else if let number = Double(text), number.isFinite {
        self = number == 0 ? .empty : .weight(number)
      } else {
        self = .unknown
      }
    }
  }

  /// Columns in which nothing looks like a cell of a category hold remarks.
  private static func isCategory(
    _ column: Int, _ names: [String], _ rows: [TableReader.Row], _ builder: inout DictionaryBuilder
  ) -> Bool {
    let cells = rows.lazy.filter { column < $0.fields.count }.map { Cell($0.fields[column], names[column]) }
    if cells.contains(where: { $0 != .empty && $0 != .unknown }) { return true }
    let isEmpty = !cells.contains(.unknown)
    builder.say(
      .warning, .column, 1, "the column '\(names[column])' is \(isEmpty ? "empty" : "no category, and not read")",
      "leave it out")
    return false
  }

  private static func read(
    _ row: TableReader.Row, _ names: [String], _ columns: [Int], _ isWeighted: Bool,
    _ builder: inout DictionaryBuilder
  ) {
    let term = withoutSense(row.fields[0], row.line, &builder)
    var isAnywhere = false
    for column in columns where column < row.fields.count {
      switch Cell(row.fields[column], names[column]) {
      case .empty: continue
      case .member: add(nil)
      case .weight(let weight): add(weight)
      case .unknown:
        builder.lose(
          .badWeight, row.line, "'\(row.fields[column])' under '\(names[column])' is neither X nor a number",
          "write X, a number or nothing")
      }
      isAnywhere = true
      func add(_ weight: Double?) {
        var entry = DictionaryEntry(
          [names[column].isEmpty ? "unnamed" : names[column]], TermWriting.prefix(term),
          weight: isWeighted ? weight ?? 1 : nil, line: row.line)
        entry.isSense = term.utf8.count < row.fields[0].utf8.count
        builder.add(entry)
      }
    }
    if !isAnywhere {
      builder.sum(.note, .absent, row.line, "an entry of no category", "mark its categories, or leave it out")
    }
  }

  /// `ABLE#1`: the first sense of a word.
  private static func withoutSense(_ term: String, _ line: Int, _ builder: inout DictionaryBuilder) -> Substring {
    guard let (word, sense) = term[...].cut(at: "#"), !word.isEmpty, !sense.isEmpty,
      sense.utf8.allSatisfy({ (48...57).contains($0) })
    else { return term[...] }
    builder.sum(
      .warning, .sense, line, "a number behind '#' tells a word's senses apart: all of them become one",
      "leave out the senses that are not meant")
    return word
  }
}

extension String {
  /// What stands before the last colon: what is wrong, without how to mend it.
  var cutAtColon: String { split(separator: ":").first.map(String.init) ?? self }
}
