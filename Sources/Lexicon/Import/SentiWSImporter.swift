import TextModel

/// SentiWS: `Abbau|NN`, a tab, the weight, a tab, inflections parted by commas. Each inflection is an entry.
enum SentiWSImporter: DictionaryImporter {
  static var scale: String? { "-1…1" }
  static var language: String? { "de" }

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    for line in file.lines where !line.text.isBlank {
      let fields = line.text.parts(at: "\t").map(\.trimmed)
      guard (2...3).contains(fields.count), let (lemma, pos) = fields[0].cut(at: "|"), !lemma.isEmpty,
        let weight = Double(fields[1]), weight.isFinite
      else {
        builder.lose(
          .badLine, line.number, "'\(line.text)' is no word with part of speech and weight",
          "write 'word|POS, tab, weight, tab, inflections'")
        continue
      }
      let inflections = fields.count == 3 ? fields[2].parts(at: ",").map(\.trimmed).filter { !$0.isEmpty } : []
      for word in [lemma] + inflections {
        builder.add(
          DictionaryEntry(
            valence, TermWriting.literal(word), weight: weight, pos: String(pos.trimmed), line: line.number))
      }
    }
  }
}
