import TextModel

extension LexiconLint {
  /// Terms that one row calls good and another bad.
  static func polarity(_ setting: LintSetting) -> [LintFinding] {
    var found: [LintFinding] = []
    var seen: [Key: [Int]] = [:]
    for (number, term) in setting.terms.enumerated() where term.row.sign != 0 {
      var told: Set<Int> = []
      for spelling in term.spellings {
        let key = Key(words: spelling, isPredicate: term.kind == .predicates)
        for other in seen[key] ?? [] where conflict(setting, number, other) && told.insert(other).inserted {
          let reported = setting.isLinted(number) ? number : other
          guard setting.isLinted(reported) else { continue }
          let against = reported == number ? other : number
          found.append(
            setting.finding(
              .warning, "polarity", reported,
              "'\(setting.terms[reported].row.term)' is \(side(setting, reported)) here and \(side(setting, against)) in \(setting.place(against, from: reported))",
              "decide for one, or bind the rows to words around it"))
        }
        seen[key, default: []].append(number)
      }
    }
    return found + caught(setting)
  }

  private struct Key: Hashable {
    var words: [WordPattern]
    /// Their sides are of who is acted on, not of the word.
    var isPredicate: Bool
  }

  private static func conflict(_ setting: LintSetting, _ a: Int, _ b: Int) -> Bool {
    let (one, other) = (setting.terms[a].row, setting.terms[b].row)
    guard one.sign * other.sign < 0 else { return false }
    return one.condition == other.condition || one.condition == .always || other.condition == .always
  }

  private static func side(_ setting: LintSetting, _ term: Int) -> String {
    let row = setting.terms[term].row
    let side = row.sign > 0 ? "positive" : "negative"
    return row.weight.map { _ in "\(side) (\(shown(row)))" } ?? side
  }

  /// Wildcards that catch a term of the other side: one finding a wildcard.
  private static func caught(_ setting: LintSetting) -> [LintFinding] {
    var terms: [Int: [Int]] = [:]
    for (wild, caught) in setting.catches where setting.isLinted(wild) && conflict(setting, wild, caught) {
      let (a, b) = (setting.terms[wild], setting.terms[caught])
      if (a.kind == .predicates) == (b.kind == .predicates) { terms[wild, default: []].append(caught) }
    }
    return terms.sorted { $0.key < $1.key }.map { wild, caught in
      let term = setting.terms[wild]
      // In Rhetor's own tables a word that is written out wins over the wildcard; in a dictionary both count.
      let bothCount = term.kind == .dictionary && caught.contains { setting.terms[$0].table == term.table }
      let shown = caught.map {
        "'\(setting.terms[$0].row.term)' (\(setting.place($0, from: wild)))"
      }
      return setting.finding(
        bothCount ? .warning : .note, "polarity", wild,
        "'\(term.row.term)' is \(side(setting, wild)) and catches what is \(side(setting, caught[0])): \(LintSetting.some(shown, most: 4))",
        bothCount ? "write out the words that are meant" : "nothing, if these are its exceptions")
    }
  }
}
