/// Something in a lexicon that a researcher should look at.
public struct LintFinding: Sendable, Equatable, CustomStringConvertible {
  /// `error`: a row does nothing, or the file can't be read; `warning`: it does something that is hardly meant; `note`: worth
  /// knowing, right as it may be.
  public enum Severity: String, Sendable, CaseIterable { case error, warning, note }

  public var severity: Severity
  /// Name of the rule that it breaks.
  public var rule: String
  public var file: String
  /// Counted from 1; nil where the whole file is meant.
  public var line: Int?
  public var what: String
  public var mend: String

  public init(_ severity: Severity, rule: String, file: String, line: Int?, what: String, mend: String) {
    self.severity = severity
    self.rule = rule
    self.file = file
    self.line = line
    self.what = what
    self.mend = mend
  }

  /// `file:line: severity: what: how to mend [rule]`
  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(severity): \(what): \(mend) [\(rule)]"
  }
}
