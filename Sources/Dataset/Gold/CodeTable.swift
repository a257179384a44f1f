/// The codes of several coders for one variable: by unit, by coder.
public struct CodeTable: Sendable {
  /// What codes may be.
  public enum Codes: Sendable {
    /// −1, 0 or 1.
    case polarity
    /// Any number.
    case numbers
    /// Words; each distinct one is given a number, by their order.
    case words
  }

  /// Sorted, so that figures do not depend on who handed in first.
  public private(set) var units: [String] = []
  public private(set) var coders: [String] = []
  /// By unit, by coder; nil where nothing was coded.
  public private(set) var codes: [[Double?]] = []
  /// What was written for each number, where codes are words.
  public private(set) var words: [String] = []
  public private(set) var faults: [CodingSheet.Fault] = []
  /// By coder: the units that stand in his table.
  public private(set) var given: [String: Int] = [:]
  /// By unit: a row of the tables, for its text and target.
  public private(set) var rows: [String: CodingSheet.Row] = [:]

  /// - Parameters:
  ///   - column: in small letters.
  ///   - known: units that may occur; nil for any.
  public init(_ sheets: [CodingSheet], column: String, codes kind: Codes, known: Set<String>? = nil) {
    var found: [String: [String: String]] = [:]
    for sheet in sheets {
      faults += sheet.faults
      guard sheet.names.contains(column) else {
        if sheet.faults.isEmpty {
          faults.append(
            .init(
              file: sheet.file, line: 1,
              what: "no column '\(column)': there are \(sheet.names.joined(separator: ", "))"))
        }
        continue
      }
      var owners: Set<String> = []
      for row in sheet.rows {
        func complain(_ what: String) { faults.append(.init(file: sheet.file, line: row.line, what: what)) }
        if let known, !known.contains(row.unit) {
          complain("no unit '\(row.unit)' is in the sample: copy the id back from key.jsonl")
          continue
        }
        if owners.insert(row.coder).inserted, !coders.contains(row.coder) { coders.append(row.coder) }
        if rows[row.unit] == nil { rows[row.unit] = row }
        given[row.coder, default: 0] += 1
        guard let cell = row[column] else { continue }
        if let mend = Self.fault(cell, kind) {
          complain("\(column) '\(cell)': \(mend)")
          continue
        }
        if found[row.unit]?[row.coder] != nil {
          complain("\(row.coder) has coded '\(row.unit)' before: keep one of the rows")
          continue
        }
        found[row.unit, default: [:]][row.coder] = cell
      }
    }
    coders.sort()
    units = rows.keys.sorted()
    words = kind.areWords ? Set(found.values.flatMap(\.values).map(Self.folded)).sorted() : []
    let numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, Double($0)) })
    codes = units.map { unit in
      coders.map { coder in
        found[unit]?[coder].flatMap { kind.areWords ? numbers[Self.folded($0)] : CodingSheet.number($0) }
      }
    }
  }

  private static func fault(_ cell: String, _ kind: Codes) -> String? {
    switch kind {
    case .words: return nil
    case .numbers:
      return CodingSheet.number(cell) == nil ? "not a number: mend it, or take words with --level nominal" : nil
    case .polarity:
      let number = CodingSheet.number(cell)
      return number.map { [-1, 0, 1].contains($0) } ?? false ? nil : "must be -1, 0 or 1, or empty"
    }
  }

  /// Capitals and runs of blanks make no difference between words.
  public static func folded(_ word: String) -> String {
    word.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The code as it was written.
  public func text(_ code: Double) -> String {
    words.isEmpty ? (code == code.rounded() ? "\(Int(code))" : "\(code)") : words[Int(code)]
  }

  /// The units of one group alone.
  public func filtered(_ isKept: (String) -> Bool) -> CodeTable {
    var table = self
    let kept = units.indices.filter { isKept(units[$0]) }
    table.units = kept.map { units[$0] }
    table.codes = kept.map { codes[$0] }
    return table
  }

  /// Units on which two coders differ.
  public var disagreements: [Int] { codes.indices.filter { Set(codes[$0].compactMap { $0 }).count > 1 } }
}

extension CodeTable.Codes {
  fileprivate var areWords: Bool { if case .words = self { true } else { false } }
}
