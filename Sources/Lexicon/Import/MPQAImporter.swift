import TextModel

/// MPQA's subjectivity clues: `type=weaksubj len=1 word1=abandoned pos1=adj stemmed1=n priorpolarity=negative`. Polarity
/// and strength become a category and one within it.
enum MPQAImporter: DictionaryImporter {
  static var language: String? { "en" }

  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    for line in file.lines where !line.text.isBlank { read(line, &builder) }
  }

  private static let polarityKey = "priorpolarity"
  private static let polarities: Set<Substring> = ["positive", "negative", "neutral", "both"]

  /// The prior polarity, or where that is missing or odd, the polarity that stands in its place or beside it.
  private static func polarity(
    _ values: [Substring: Substring], _ term: String, _ line: Int, _ builder: inout DictionaryBuilder
  ) -> Substring? {
    let prior = values[Substring(polarityKey)] ?? ""
    if polarities.contains(prior) { return prior }
    if let other = values["polarity"], !other.isEmpty {
      builder.say(
        .warning, .field, line,
        "'polarity=\(other)' of '\(term)' is taken for '\(polarityKey)=\(prior)'", "write it so")
      return other
    }
    if prior.isEmpty { return nil }
    builder.say(
      .warning, .field, line, "'\(prior)' is no polarity of MPQA's: it becomes a category of its own",
      "write \(polarities.sorted().joined(separator: ", "))")
    return prior
  }

  private static func read(_ line: ForeignText.Line, _ builder: inout DictionaryBuilder) {
    var values: [Substring: Substring] = [:]
    for word in line.text.words {
      guard let (key, value) = word.cut(at: "=") else {
        builder.say(.warning, .field, line.number, "'\(word)' is no key with a value, and is left out", "leave it out")
        continue
      }
      values[key] = value
    }
    let words = (1...9).map { values["word\($0)"] }.prefix { $0 != nil }.map { $0! }
    guard !words.isEmpty else {
      return builder.lose(.badLine, line.number, "no word1= in '\(line.text)'", "write the keys of MPQA's clues")
    }
    let term = words.joined(separator: " ")
    guard let polarity = polarity(values, term, line.number, &builder) else {
      return builder.lose(.badLine, line.number, "'\(term)' has no \(polarityKey)=", "write its polarity")
    }
    var category = [String(polarity)]
    if let strength = values["type"], !strength.isEmpty { category.append(String(strength)) }
    var match = ""
    switch values["stemmed1"] {
    case "y": match = "stem"
    case "n": break
    case let value:
      builder.say(
        .warning, .field, line.number,
        "'stemmed1=\(value ?? "")' of '\(term)' is neither y nor n, and is taken for n", "write y or n")
    }
    if values["len"] != "\(words.count)" {
      builder.say(
        .warning, .field, line.number, "'len=\(values["len"] ?? "")' where there are \(words.count) words",
        "write their number")
    }
    let pos = values["pos1"].flatMap { $0 == "anypos" ? nil : $0 } ?? ""
    builder.add(
      DictionaryEntry(category, TermWriting.literal(term), pos: String(pos), match: match, line: line.number))
  }
}
