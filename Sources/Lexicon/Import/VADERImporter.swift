import TextModel

/// VADER's lexicon: token, mean rating, standard deviation, ratings. Nothing in it is a wildcard; the last of several
/// lines counts.
enum VADERImporter: DictionaryImporter {
  static var scale: String? { "-4…4" }
  static var language: String? { "en" }

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    for line in file.lines where !line.text.isBlank {
      let fields = line.text.parts(at: "\t")
      let token = fields[0].trimmed
      guard fields.count >= 2, let mean = Double(fields[1].trimmed), mean.isFinite else {
        builder.lose(.badLine, line.number, "'\(line.text)' is no token with its rating", "write 'token, tab, mean'")
        continue
      }
      if fields.count == 2 {
        builder.sum(.note, .field, line.number, "no deviation and no ratings", "nothing is to be done")
      }
      if token.words.count > 1 {
        builder.say(
          .warning, .unmatchedBefore, line.number,
          "VADER itself never finds '\(token)', as it looks words up one by one; here it is found",
          "leave it out where numbers must be VADER's")
      } else if String(token) != token.lowercased() {
        builder.sum(
          .note, .unmatchedBefore, line.number,
          "VADER itself never finds an entry with capitals, as it looks small letters up; here it is found",
          "leave it out where numbers must be VADER's")
      }
      builder.add(DictionaryEntry(valence, TermWriting.literal(token), weight: mean, line: line.number))
    }
  }
}
