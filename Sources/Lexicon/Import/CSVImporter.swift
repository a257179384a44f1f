import Corpus
import TextModel

/// A table with a header: pattern, and what there is of category, weight, pos, type (literal, glob, regex), match, when.
enum CSVImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var table = try TableDictionary(file, delimiter: nil)
    table.read(into: &builder)
  }
}

/// The same, parted by tabs whatever the header looks like.
enum TSVImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var table = try TableDictionary(file, delimiter: UInt8(ascii: "\t"))
    table.read(into: &builder)
  }
}

private struct TableDictionary {
  private let file: ForeignText
  private var reader: TableReader
  private let names: [String]
  private let pattern: Int
  private let category, weight, pos, type, match, when: Int?

  init(_ file: ForeignText, delimiter: UInt8?) throws {
    self.file = file
    reader = TableReader(file.bytes, delimiter: delimiter)
    let names = (reader.names ?? []).map { TableColumns.bare($0[...]).lowercased() }
    self.names = names
    func column(_ known: Set<String>) -> Int? { names.firstIndex(where: known.contains) }
    guard let pattern = column(TableColumns.pattern) else {
      throw ConfigurationError(
        file: file.path, line: 1, what: "no column 'pattern', 'term' or 'word'",
        mend: "name it in the header, which has \(names.joined(separator: ", "))")
    }
    self.pattern = pattern
    category = column(TableColumns.category)
    weight = column(TableColumns.weight)
    pos = column(TableColumns.pos)
    type = column(TableColumns.type)
    match = column(TableColumns.match)
    when = column(TableColumns.when)
  }

  mutating func read(into builder: inout DictionaryBuilder) {
    let read = [pattern, category, weight, pos, type, match, when].compactMap(\.self)
    for (index, name) in names.enumerated() where !read.contains(index) {
      builder.say(
        .warning, .column, 1, "the column '\(name)' is not read",
        "leave it out, or call it category, weight, pos, type, match or when if it is that")
    }
    while let row = reader.next() {
      if let fault = row.fault {
        guard row.fields.count == names.count else {
          builder.lose(.badLine, row.line, fault.cutAtColon, "double the quotes within a field")
          continue
        }
        // All fields are there: the quote stands in the last one, and takes nothing with it.
        builder.say(.warning, .field, row.line, fault.cutAtColon, "double the quotes within a field")
        add(row, &builder)
      } else if row.fields.count != names.count {
        builder.lose(
          .badLine, row.line, "\(row.fields.count) fields where the header has \(names.count)",
          "quote fields that hold what parts them")
      } else {
        add(row, &builder)
      }
    }
  }

  private func add(_ row: TableReader.Row, _ builder: inout DictionaryBuilder) {
    func cell(_ column: Int?) -> Substring { column.map { row.fields[$0][...].trimmed } ?? "" }
    let text = cell(pattern)
    var value: Double?
    if weight != nil, !cell(weight).isEmpty {
      guard let number = Double(cell(weight)), number.isFinite else {
        return builder.lose(
          .badWeight, row.line, "the weight '\(cell(weight))' of '\(text)' is no number", "write a decimal number")
      }
      value = number
    }
    guard TokenForm(names: cell(match)) != nil, ContentDictionary.Condition(rawValue: String(cell(when))) != nil else {
      return builder.lose(
        .field, row.line, "'\(cell(match))' or '\(cell(when))' is not known under match or when",
        "write \(TokenForm.allNames.joined(separator: ", ")) under match, negated or plain under when")
    }
    guard let term = term(text, cell(type), row.line, &builder) else { return }
    // A table of one category need not name it.
    let path = category == nil ? [file.baseName] : [cell(category).isEmpty ? "unnamed" : String(cell(category))]
    if category != nil, cell(category).isEmpty {
      builder.say(
        .warning, .category, row.line, "'\(text)' has no category, and goes to 'unnamed'", "name its category")
    }
    var entry = DictionaryEntry(
      path, term, weight: value, pos: String(cell(pos)), match: String(cell(match)), line: row.line)
    entry.when = String(cell(when))
    builder.add(entry)
  }

  private func term(
    _ text: Substring, _ type: Substring, _ line: Int, _ builder: inout DictionaryBuilder
  ) -> String? {
    switch type.lowercased() {
    case "literal", "fixed":
      builder.tellUnderscore(text, line)
      return TermWriting.literal(text)
    case "", "glob":
      builder.tellUnderscore(text, line)
      return TermWriting.glob(text)
    case "regex":
      builder.sum(
        .note, .approximated, line, "a regular expression is held against a whole word each",
        "write '.*' where more of the word may follow")
      return TermWriting.expression(text)
    default:
      builder.lose(.field, line, "'\(type)' is no type of '\(text)'", "write literal, glob or regex")
      return nil
    }
  }
}
