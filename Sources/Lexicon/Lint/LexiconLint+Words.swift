extension LexiconLint {
  /// Words in another script than their language's; letters of two scripts in one word, which only look alike; letters that
  /// the language has not.
  static func words(_ setting: LintSetting) -> [LintFinding] {
    guard let alphabet = setting.alphabet else { return [] }
    var found: [LintFinding] = []
    for table in setting.tables where table.isLinted {
      for row in table.rows {
        guard let (severity, rule, what, mend) = fault(row.term, alphabet) else { continue }
        found.append(
          LintFinding(
            severity, rule: rule, file: table.path, line: row.line, what: "'\(row.term)': \(what)", mend: mend))
      }
    }
    return found
  }

  private static func fault(
    _ term: String, _ alphabet: Alphabet
  ) -> (LintFinding.Severity, String, String, String)? {
    var isForeign = false
    var strange: Unicode.Scalar?
    for word in letters(of: term).split(whereSeparator: { !$0.properties.isAlphabetic && $0 != "*" && $0 != "?" }) {
      let scripts = Set(word.compactMap { Alphabet.Script($0) })
      if scripts.count > 1 {
        let rare = word.filter { Alphabet.Script($0).map { $0 != alphabet.script } ?? false }
        let shown = rare.map { "'\($0)' (U+\(hexadecimal($0.value)))" }
        return (
          .error, "lookalikes", "letters of two scripts in one word: \(LintSetting.some(shown, most: 3))",
          "write the word in \(alphabet.script.rawValue) letters throughout"
        )
      }
      if let script = scripts.first, script != alphabet.script { isForeign = true }
      strange = strange ?? word.first { Alphabet.Script($0) == alphabet.script && !alphabet.has($0) }
    }
    if isForeign {
      return (
        .warning, "script", "no \(alphabet.script.rawValue) letters, in which '\(alphabet.language)' is written",
        "move the row to its language's lexicon, or delete it"
      )
    }
    if let strange {
      return (
        .note, "alphabet", "'\(strange)' is no letter of '\(alphabet.language)'",
        "check the spelling, and that it is a word of the language"
      )
    }
    return nil
  }

  /// The term without its regular expressions and escapes.
  private static func letters(of term: String) -> [Unicode.Scalar] {
    term.split(separator: " ").filter { !$0.hasPrefix("/") }.joined(separator: " ").unicodeScalars.filter {
      $0 != "\\"
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
