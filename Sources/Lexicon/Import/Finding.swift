/// Something about a lexicon that whoever uses it should know. A value, so that whoever finds it need not know whether it
/// is printed, counted or ends the run.
public struct Finding: Sendable, Equatable, CustomStringConvertible {
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Nothing is lost, and no number changes.
    case note
    /// It may not mean what was meant.
    case warning
    /// An entry is lost.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self)! }
  }

  /// What sort of thing it is, by a name that stays the same.
  public enum Kind: String, Sendable, CaseIterable {
    // Entries that are lost.
    case macro, condition, unsupported
    case undefinedCategory = "undefined-category"
    case badWeight = "bad-weight"
    case badLine = "bad-line"
    case neverMatches = "never-matches"
    case date, code, label
    // Entries twice.
    case duplicate, conflict, nested
    case partOfSpeech = "part-of-speech"
    // Entries that are not quite what they were.
    case approximated, literal, blanks, underscore, sense, field
    case unmatchedBefore = "unmatched-before"
    case matchesAll = "matches-all"
    case absent
    // Categories and columns.
    case category, column
    // The file.
    case encoding, replaced, licence
  }

  public var file: String
  /// Counted from 1; nil where the whole file is meant.
  public var line: Int?
  public var severity: Severity
  public var kind: Kind
  public var message: String
  public var mend: String

  public init(file: String, line: Int?, severity: Severity, kind: Kind, message: String, mend: String) {
    (self.file, self.line, self.severity) = (file, line, severity)
    (self.kind, self.message, self.mend) = (kind, message, mend)
  }

  /// `file:line: what: how to mend it`.
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message): \(mend)" }
}
