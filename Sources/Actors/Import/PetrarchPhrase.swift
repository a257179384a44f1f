import Lexicon

/// Phrases as PETRARCH writes them, in capitals and with `_` for blanks, as names stand in texts.
enum PetrarchPhrase {
  /// A trailing `_` says that the phrase is whole; without one it is a beginning.
  ///
  /// A name asks for capitals in the text where it has some, so that each word gets one, but for short words amid
  /// others, which may be "of" or "bin". A single word of up to three letters stays in capitals: it is an abbreviation, or
  /// else "US" would be found in "us".
  static func name(_ phrase: String) -> (text: String, isShouted: Bool) {
    let words = words(of: phrase)
    guard let last = words.last else { return ("", false) }
    let isBeginning = !phrase.hasSuffix("_")
    let isShouted = words.count == 1 && last.unicodeScalars.count <= 3
    var written: [String] = []
    for (place, word) in words.enumerated() {
      let isInner = place > 0 && place < words.count - 1
      if isShouted {
        written.append(word)
      } else if isInner, word.unicodeScalars.count <= 3 {
        written.append(word.lowercased())
      } else {
        written.append(capitalised(word))
      }
    }
    return (written.joined(separator: " ") + (isBeginning ? "*" : ""), isShouted)
  }

  /// Agents are no names: they ask for no capitals.
  static func agent(_ phrase: String) -> String { words(of: phrase).joined(separator: " ").lowercased() }

  /// The regular plural, by the format's own rule.
  static func plural(of phrase: Substring) -> String {
    let stem = phrase.utf8.last == UInt8(ascii: "_") ? String(phrase.dropLast()) : String(phrase)
    if stem.hasSuffix("Y") { return stem.dropLast() + "IES" }
    return stem + (stem.hasSuffix("SS") ? "ES" : "S")
  }

  /// A star would be a wildcard.
  private static func words(of phrase: String) -> [String] {
    phrase.split { $0 == "_" || $0.isWhitespace }.map { $0.filter { $0 != "*" } }.filter { !$0.isEmpty }
  }

  /// Small letters but for the first one of each part: "Ould-Abbas", "O'Brien".
  private static func capitalised(_ word: String) -> String {
    var out = ""
    var isFirst = true
    for character in word {
      out += isFirst ? character.uppercased() : character.lowercased()
      isFirst = !character.isLetter
    }
    return out
  }
}
