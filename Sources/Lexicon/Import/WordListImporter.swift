import TextModel

/// A word or phrase a line, as in Hu and Liu's lists: lines that begin with `;` are comments, nothing is a wildcard. The
/// file's name is the category.
enum WordListImporter: DictionaryImporter {
  /// Ends of names that say only what the file is.
  private static let endings = ["-words", "_words", "-word-list", "_list"]

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var category = file.baseName
    for ending in endings where category.lowercased().hasSuffix(ending) && category.count > ending.count {
      category.removeLast(ending.count)
    }
    for line in file.lines where !line.text.isBlank && !line.text.begins(with: ";") {
      let text = line.text.trimmed
      if text.utf8.contains(9) {
        builder.lose(
          .badLine, line.number, "'\(text)' is more than a word", "name the file's format with --format")
        continue
      }
      if text.utf8.contains(UInt8(ascii: "*")) || text.utf8.contains(UInt8(ascii: "?")) {
        builder.sum(
          .note, .literal, line.number, "'*' and '?' stand for themselves in lists of words",
          "make it a table with the header 'pattern' if they are wildcards")
      }
      builder.tellUnderscore(text, line.number)
      builder.add(DictionaryEntry([category], TermWriting.literal(text), line: line.number))
    }
  }
}
