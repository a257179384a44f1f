import TextModel

/// NRC EmoLex: word, emotion, and 1 where they go together.
enum NRCImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var hasBegun = false
    for line in file.lines where !line.text.isBlank {
      let fields = line.text.parts(at: "\t").map(\.trimmed)
      if fields.count == 1, !hasBegun {
        builder.sum(.note, .badLine, line.number, "text before the list", "nothing is to be done")
        continue
      }
      hasBegun = true
      guard fields.count == 3, !fields[0].isEmpty, !fields[1].isEmpty else {
        builder.lose(
          .badLine, line.number, "'\(line.text)' is no word with emotion and mark",
          "write 'word, tab, emotion, tab, 0 or 1'")
        continue
      }
      switch fields[2] {
      case "1": builder.add(DictionaryEntry([String(fields[1])], TermWriting.literal(fields[0]), line: line.number))
      case "0":
        builder.sum(
          .note, .absent, line.number, "a 0 says that word and emotion do not go together: no entry is made of it",
          "nothing is to be done")
      default:
        builder.lose(
          .badWeight, line.number, "'\(fields[2])' of '\(fields[0])' is neither 0 nor 1", "write 0 or 1")
      }
    }
  }
}
