import TextModel

extension LexiconLint {
  /// Terms that are not found in a text of their own words.
  static func neverMatching(_ setting: LintSetting) -> [LintFinding] {
    var found: [LintFinding] = []
    for (number, term) in setting.terms.enumerated() where setting.isLinted(number) {
      if let why = hopeless(term) {
        found.append(setting.finding(.error, "never-matches", number, "'\(term.row.term)': \(why.what)", why.mend))
        continue
      }
      if term.row.form.contains(.cased), !term.row.term.unicodeScalars.contains(where: { $0.properties.isCased }) {
        found.append(
          setting.finding(
            .note, "case", number, "'\(term.row.term)' has no letter that could be a capital", "leave out 'case'"))
      }
      let lines = setting.sampled.ofTerm[number].map { setting.sampled.lines[$0] }
      if lines.isEmpty || lines.contains(where: { $0.matches.contains { $0.term == number } }) { continue }
      let isParted = lines.allSatisfy { $0.sentences > 1 }
      found.append(
        setting.finding(
          .error, "never-matches", number,
          isParted
            ? "'\(term.row.term)': a sentence ends within it" : "'\(term.row.term)': no text is cut into such words",
          isParted
            ? "make it two terms, or leave out the mark that ends the sentence"
            : "write the words as texts have them; wildcards stand for letters within one word"))
    }
    return found
  }

  /// What a regular expression asks of a token that no token has.
  private static func hopeless(_ term: LintSetting.Term) -> (what: String, mend: String)? {
    for spelling in term.spellings {
      for word in spelling where word.isExpression {
        var isClass = false
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: word.bytes, as: UTF8.self).unicodeScalars {
          defer { previous = previous == "\\" && scalar == "\\" ? " " : scalar }
          if previous == "\\" { continue }
          if scalar == "[" { isClass = true }
          if scalar == "]" { isClass = false }
          if isClass { continue }
          if scalar == " " || scalar == "-" {
            return ("an expression is held against one word, which holds no '\(scalar)'", "write it as several words")
          }
          if scalar.properties.isUppercase, !word.form.contains(.cased) {
            return ("'\(scalar)' is a capital, and words are folded", "write it small, or 'case' in the column 'match'")
          }
        }
      }
    }
    return nil
  }

  /// Rows that a wildcard makes needless: another of the same lexicon's kind, group and meaning catches all they do.
  static func covered(_ setting: LintSetting) -> [LintFinding] {
    var found: [LintFinding] = []
    var told: Set<Int> = []
    for (wild, caught) in setting.catches where setting.isLinted(caught) {
      let (a, b) = (setting.terms[wild], setting.terms[caught])
      let isSameScope = b.kind == .dictionary ? a.table == b.table : a.kind == b.kind
      guard isSameScope, a.row.group == b.row.group, a.row.condition == b.row.condition,
        a.row.meaning == b.row.meaning, a.row.weight == b.row.weight, a.row.form.isSubset(of: b.row.form),
        told.insert(caught).inserted
      else { continue }
      found.append(
        setting.finding(
          .note, "covered", caught,
          "'\(b.row.term)' adds nothing to '\(a.row.term)' (\(setting.place(wild, from: caught)))",
          "delete one of the two"))
    }
    return found
  }
}
