import TextModel

/// Reads a row's columns into the meaning its lexicon's kind calls for.
struct MeaningReader {
  let kind: TermKind
  let file: LexiconFile
  private let columns: [Int]
  /// Predicates may say in which form their verb is.
  private let form: Int?

  /// Columns of each kind besides `term`.
  private static func columnNames(_ kind: TermKind) -> [String] {
    switch kind {
    case .alias, .dictionary: return []
    case .valence: return ["weight"]
    case .predicates: return ["subject", "object", "holder"]
    case .shifters, .negators, .intensifiers, .hedges, .irony: return ["factor"]
    case .contrast: return ["before", "after"]
    case .reporting, .clauses: return ["kind"]
    case .pronouns: return ["gender", "number", "case"]
    case .grammar: return ["class"]
    case .frames: return ["frame", "weight"]
    }
  }

  init(kind: TermKind, file: LexiconFile) throws {
    self.kind = kind
    self.file = file
    form = kind == .predicates ? file.columns.firstIndex(of: "form") : nil
    columns = try Self.columnNames(kind).map { try file.column($0) }
  }

  func frameName(_ row: LexiconFile.Row) throws -> String? {
    kind == .frames ? row.fields[columns[0]] : nil
  }

  func meaning(_ row: LexiconFile.Row, frame: Int) throws -> LexiconEntry.Meaning {
    switch kind {
    case .alias, .dictionary: preconditionFailure("aliases and dictionaries have files of their own kind")
    case .valence: return .valence(try file.number(row, columns[0], in: -4...4))
    case .predicates:
      let isOpinion = row.fields.withBytes(columns[2]) { $0.elementsEqual("subject".utf8) }
      guard isOpinion || row.fields.withBytes(columns[2], { $0.elementsEqual("voice".utf8) }) else {
        throw file.error(row, "'\(row.fields[columns[2]])' is no holder", "write subject or voice")
      }
      return .predicate(
        subject: try file.number(row, columns[0], in: -4...4),
        object: try file.number(row, columns[1], in: -4...4), isOpinionOfSubject: isOpinion,
        form: try form.map { try choice(row, at: $0) } ?? .active)
    case .shifters, .negators, .intensifiers, .hedges, .irony:
      return .factor(try file.number(row, columns[0], in: -2...3))
    case .contrast:
      return .contrast(
        before: try file.number(row, columns[0], in: 0...3), after: try file.number(row, columns[1], in: 0...3))
    case .reporting: return .reporting(try choice(row, 0))
    case .clauses: return .clause(try choice(row, 0))
    case .pronouns:
      return .pronoun(
        LexiconEntry.Pronoun(
          gender: try choice(row, 0), number: try choice(row, 1), grammaticalCase: try choice(row, 2)))
    case .grammar: return .grammar(try choice(row, 0))
    case .frames: return .frame(frame, try file.number(row, columns[1], in: 0...4))
    }
  }

  /// The column's value as one of a closed set.
  private func choice<Choice: RawRepresentable & CaseIterable>(_ row: LexiconFile.Row, _ column: Int) throws -> Choice
  where Choice.RawValue == String {
    try choice(row, at: columns[column])
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ row: LexiconFile.Row, at column: Int
  ) throws -> Choice where Choice.RawValue == String {
    let text = row.fields[column]
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw file.error(row, "'\(text)' is no \(file.columns[column])", "write one of \(names)")
    }
    return choice
  }
}
