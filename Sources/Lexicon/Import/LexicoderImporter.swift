import TextModel

/// Lexicoder's .lc3: a line `+CATEGORY`, then an entry a line. `*` is a wildcard, blanks part words; a colour may stand
/// behind a category.
enum LexicoderImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var category: (name: String, line: Int, isEmpty: Bool)?
    var negated = false
    for line in file.lines where !line.text.isBlank {
      let text = line.text.trimmed
      if text.begins(with: "+") {
        close(category, &builder)
        let name = withoutColour(Substring(text.utf8.dropFirst()), line.number, &builder)
        category = (name.isEmpty ? "unnamed" : String(name), line.number, true)
        if name.lowercased() == "neg_positive" || name.lowercased() == "neg_negative" { negated = true }
        continue
      }
      guard let name = category?.name else {
        builder.lose(.category, line.number, "'\(text)' is in no category", "put a line '+CATEGORY' before it")
        continue
      }
      if text.utf8.count != line.text.utf8.count {
        builder.sum(
          .note, .blanks, line.number, "blanks around an entry mean nothing here: words are found as wholes",
          "nothing is to be done")
      }
      category?.isEmpty = false
      builder.tellUnderscore(text, line.number)
      builder.add(DictionaryEntry([name], term(text, line.number, &builder), line: line.number))
    }
    close(category, &builder)
    // "not good" takes "good" away from what it would count for alone.
    if negated { builder.nested = "dictionary" }
  }

  private static func close(_ category: (name: String, line: Int, isEmpty: Bool)?, _ builder: inout DictionaryBuilder) {
    guard let category, category.isEmpty else { return }
    builder.say(
      .warning, .category, category.line, "the category '\(category.name)' has no entries",
      "give it entries or leave it out")
  }

  /// `heckl**` is `heckl*`.
  private static func term(_ text: Substring, _ line: Int, _ builder: inout DictionaryBuilder) -> String {
    var text = String(text)
    if text.contains("**") {
      builder.say(.note, .approximated, line, "'\(text)' has two '*' for one", "write one")
      while text.contains("**") { text = text.replacing("**", with: "*") }
    }
    // Its `?` is none of its wildcards.
    return text.split(separator: "?", omittingEmptySubsequences: false).map { TermWriting.glob($0) }
      .joined(separator: "\\?")
  }

  /// `+negative#AA0000`.
  private static func withoutColour(
    _ name: Substring, _ line: Int, _ builder: inout DictionaryBuilder
  ) -> Substring {
    guard let (before, colour) = name.cut(at: "#"), colour.utf8.count == 6, colour.allSatisfy(\.isHexDigit) else {
      return name.trimmed
    }
    builder.say(.note, .category, line, "the colour #\(colour) of a category is left out", "nothing is to be done")
    return before.trimmed
  }
}
