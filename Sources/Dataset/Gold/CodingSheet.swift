import Corpus

/// A table that coders fill in, and what they filled in.
public struct CodingSheet: Sendable {
  /// A cell or row that can't be used.
  public struct Fault: Sendable {
    public var file: String
    public var line: Int
    public var what: String

    public var text: String { "\(file):\(line): \(what)" }
  }

  public struct Row: Sendable {
    public var line: Int
    public var unit: String
    public var coder: String
    /// Cells by their columns' names, in small letters; blanks around them and a guarding apostrophe taken off.
    public var cells: [String: String]

    /// nil where the cell is empty.
    public subscript(column: String) -> String? { cells[column].flatMap { $0.isEmpty ? nil : $0 } }
  }

  public static let columns = ["unit", "target", "before", "text", "after", "polarity", "holder", "comment"]

  /// A table without codes, one row a unit: nothing in it depends on what was predicted.
  public static func empty(_ units: [GoldUnit], mark: Bool) -> [UInt8] {
    var sheet = SheetText(mark: mark)
    sheet.add(columns)
    for unit in units {
      sheet.add([
        unit.id, unit.name, unit.line(unit.before), unit.markedLine, unit.line(unit.after), "", "", "",
      ])
    }
    return sheet.bytes
  }

  public let file: String
  public private(set) var rows: [Row] = []
  public private(set) var faults: [Fault] = []
  public private(set) var names: [String] = []

  /// Reads a table with a column `unit`; one with a column `coder` as well is in long form, and holds the codes of
  /// several.
  /// - Parameters:
  ///   - bytes: CSV or TSV, in UTF-8, or in UTF-16 with a mark.
  ///   - file: its path; its name without the ending is the coder's where no column says who coded.
  public init(_ bytes: [UInt8], file: String) {
    self.file = file
    var table = TableReader(Self.utf8(bytes))
    names = (table.names ?? []).map(Self.columnName)
    let name = String(file.split(separator: "/").last ?? "")
    let owner = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    guard names.contains("unit") else {
      faults.append(Fault(file: file, line: 1, what: "no column 'unit': keep the header as it was"))
      return
    }
    while let row = table.next() {
      if row.fields.allSatisfy({ Self.clean($0).isEmpty }) { continue }
      if let fault = row.fault {
        faults.append(Fault(file: file, line: row.line, what: fault))
        continue
      }
      let cells = Dictionary(zip(names, row.fields.map(Self.clean)), uniquingKeysWith: { first, _ in first })
      guard let unit = cells["unit"], !unit.isEmpty else {
        faults.append(Fault(file: file, line: row.line, what: "no unit: copy its id back from the empty table"))
        continue
      }
      let coder = names.contains("coder") ? cells["coder"] ?? "" : owner
      if coder.isEmpty {
        faults.append(Fault(file: file, line: row.line, what: "no coder: say who coded"))
        continue
      }
      rows.append(Row(line: row.line, unit: unit, coder: coder, cells: cells))
    }
  }

  /// Excel's "Unicode text" is UTF-16, which its mark tells.
  private static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
    let (low, high) = bytes[0] == 0xFF ? (0, 1) : (1, 0)
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { at in
      UInt16(bytes[at + low]) | UInt16(bytes[at + high]) << 8
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func columnName(_ name: String) -> String { clean(name).lowercased() }

  private static func clean(_ cell: String) -> String {
    let inner = cell.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "'" }
    return String(inner.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// A number as spreadsheets write it: `-1`, `−1`, `+1`, `1.0`, `0,5`; nil for anything else.
  public static func number(_ cell: String) -> Double? {
    var text = cell.replacing("\u{2212}", with: "-").replacing("–", with: "-")
    if !text.contains(".") { text = text.replacing(",", with: ".") }
    guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }
}
