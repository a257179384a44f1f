import TextModel

/// AFINN: a word or phrase, a tab, a whole number. Nothing in it is a wildcard.
enum AFINNImporter: DictionaryImporter {
  static var scale: String? { "-5…5" }

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    for line in file.lines where !line.text.isBlank {
      let fields = line.text.parts(at: "\t").map(\.trimmed).filter { !$0.isEmpty }
      guard fields.count == 2, let score = Double(fields[1]), score.isFinite else {
        builder.lose(.badLine, line.number, "'\(line.text)' is no word with its score", "write 'word, tab, number'")
        continue
      }
      if score != score.rounded() || abs(score) > 5 {
        builder.sum(
          .warning, .field, line.number, "a score that is no whole number of -5…5: the head names no scale",
          "say --format if it is no AFINN")
        builder.scale = nil
      }
      builder.tellUnderscore(fields[0], line.number)
      builder.add(DictionaryEntry(valence, TermWriting.literal(fields[0]), weight: score, line: line.number))
    }
  }
}
