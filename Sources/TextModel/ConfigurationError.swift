/// Something wrong in a file the user wrote: a pipeline, a lexicon, a registry of actors.
///
/// Printed as `place: what is wrong: how to mend it`; the program ends with exit code 78.
public struct ConfigurationError: Error, CustomStringConvertible, Sendable {
  public var file: String
  /// Counted from 1; nil where the whole file is meant.
  public var line: Int?
  public var what: String
  public var mend: String

  public init(file: String, line: Int? = nil, what: String, mend: String) {
    self.file = file
    self.line = line
    self.what = what
    self.mend = mend
  }

  public var description: String {
    "\(file)\(line.map { ":\($0)" } ?? ""): \(what): \(mend)"
  }
}
