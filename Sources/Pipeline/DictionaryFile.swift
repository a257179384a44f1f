import Corpus
import Lexicon
import TextModel

/// A file with a dictionary: a table of Rhetor's own form, or one of another program, which is brought into that form.
public struct DictionaryFile: Sendable {
  public let dictionary: ContentDictionary
  /// The table's text.
  public let text: String
  /// What of another program's file is lost or doubtful.
  public let findings: [Finding]

  /// - Parameters:
  ///   - row: what a pipeline says of it.
  ///   - path: where it was found.
  ///   - shown: its path as messages shall show it.
  ///   - language: of a file that does not say its own.
  /// - Throws: `ConfigurationError` for what can't be read.
  public init(_ row: PipelineFile.DictionaryRow, path: String, shown: String, language: String?) throws {
    try self.init(row, bytes: readBytes(path), shown: shown, language: language)
  }

  /// - Parameter bytes: the file's; nil where it can't be read.
  init(_ row: PipelineFile.DictionaryRow, bytes: [UInt8]?, shown: String, language: String?) throws {
    guard let bytes else {
      throw ConfigurationError(file: shown, what: "it can't be read", mend: "check that it exists, and its permissions")
    }
    if row.format == nil, let own = Self.own(bytes) {
      (text, findings) = (own, [])
    } else {
      var statement = row.statement
      statement.language = statement.language ?? language
      let imported = try ImportedDictionary.read(
        bytes, path: shown, format: row.format, encoding: row.encoding, statement: statement)
      (text, findings) = (DictionaryWriter.text(imported), imported.findings)
    }
    dictionary = try ContentDictionary(try LexiconFile(parsing: text, path: shown))
  }

  /// The text of a table with a head that says its kind.
  private static func own(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self),
      text.utf8.split(separator: 10).contains(where: { $0.starts(with: "# kind:".utf8) })
    else { return nil }
    return text
  }
}
