import TextModel

/// SO-CAL: a file a part of speech, `word⇥score`; a blank or two tabs may stand for the tab. Words are base forms, `_` joins
/// words, and small patterns say what may stand between them.
enum SOCALImporter: DictionaryImporter {
  static var scale: String? { "-5…5" }

  /// The parts of speech of its files, by a part of their names, and whether Snowball's stems find their inflections.
  private static let parts: [(name: Substring, inflects: Bool)] = [
    ("adj", false), ("adv", false), ("noun", true), ("verb", true), ("int", false),
  ]

  /// As the file's name tells: `noun_dictionary1.11.txt`.
  static func partOfSpeech(_ file: ForeignText) -> Substring? {
    let words = file.baseName.lowercased().split { !$0.isLetter }
    return parts.first { words.contains($0.name) }?.name
  }

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    let pos = partOfSpeech(file)
    if pos == nil {
      builder.say(
        .warning, .partOfSpeech, nil, "its name tells no part of speech",
        "name it \(parts.map { $0.name + "_dictionary.txt" }.joined(separator: ", "))")
    }
    let inflects = parts.first { $0.name == pos }?.inflects ?? false
    if inflects {
      builder.say(
        .note, .approximated, nil, "its words are base forms: all forms that Snowball's stemmer joins are found",
        "add irregular forms, should they matter")
    }
    // What intensifies multiplies; it is not to be added up with the rest.
    let category = pos == "int" ? ["intensifier"] : valence
    for line in file.lines where !line.text.isBlank {
      let words = line.text.words
      guard words.count == 2, let score = Double(words[1]), score.isFinite else {
        builder.lose(.badLine, line.number, "'\(line.text)' is no word with its score", "write 'word, tab, score'")
        continue
      }
      if !line.text.contains("\t") || line.text.contains("\t\t") {
        builder.sum(.note, .field, line.number, "other white space than one tab before the score", "write one tab")
      }
      do throws(SOCALPattern.Fault) {
        let pattern = try SOCALPattern(words[0])
        for what in pattern.approximations {
          builder.sum(.warning, .approximated, line.number, what, "see whether it finds what is meant")
        }
        builder.add(
          DictionaryEntry(
            category, pattern.term, weight: score, pos: pos.map(String.init) ?? "",
            match: inflects && !pattern.hasWildcard ? "stem" : "", line: line.number))
      } catch {
        builder.lose(.unsupported, line.number, "'\(words[0])': \(error.what)", "write the phrases it means out")
      }
    }
  }
}
