import TextModel

extension LexiconLint {
  /// Rows of the same words: the one that is written the same takes the other's place, any other counts beside it.
  static func duplicates(_ setting: LintSetting) -> [LintFinding] {
    var first: [Key: Int] = [:]
    var found: [LintFinding] = []
    for (number, term) in setting.terms.enumerated() {
      var others: Set<Int> = []
      for spelling in term.spellings {
        let key = Key(setting, number, spelling)
        if let other = first[key] {
          if other != number { others.insert(other) }
        } else {
          first[key] = number
        }
      }
      for other in others.sorted() where setting.isLinted(number) || setting.isLinted(other) {
        if let finding = repeated(setting, number, other) { found.append(finding) }
      }
    }
    return found + others(setting)
  }

  /// Words in their scope: a kind of Rhetor's own with its frames, a category of a dictionary.
  private struct Key: Hashable {
    var words: [WordPattern]
    var kind: TermKind
    var table: Int
    var group: String
    var condition: ContentDictionary.Condition

    init(_ setting: LintSetting, _ number: Int, _ words: [WordPattern]) {
      let term = setting.terms[number]
      self.words = words
      kind = term.kind
      table = term.kind == .dictionary ? term.table : -1
      group = term.row.group
      condition = term.row.condition
    }
  }

  private static func repeated(_ setting: LintSetting, _ number: Int, _ other: Int) -> LintFinding? {
    let (a, b) = (setting.terms[other], setting.terms[number])
    // Told by the rule for polarity.
    if a.row.sign * b.row.sign < 0 { return nil }
    let place = setting.place(other, from: number)
    let isSame = a.row.meaning == b.row.meaning && a.row.weight == b.row.weight
    let reported = setting.isLinted(number) ? number : other
    let values =
      "\(shown(b.row)) here, \(shown(a.row)) in \(setting.place(reported == number ? other : number, from: reported))"
    let isReplaced = b.kind != .dictionary && a.row.term == b.row.term && a.row.form == b.row.form
    if isReplaced {
      if a.table != b.table {
        return setting.finding(
          .note, "duplicate", number, "'\(b.row.term)' takes the place of \(place)", "nothing, if that is meant")
      }
      return setting.finding(
        isSame ? .note : .warning, "duplicate", number,
        isSame
          ? "'\(b.row.term)' stands already in \(place)"
          : "'\(b.row.term)' differs from \(place), whose place it takes: \(values)",
        "keep one of the rows")
    }
    if b.kind == .dictionary {
      return setting.finding(
        isSame ? .note : .warning, "duplicate", reported,
        isSame
          ? "'\(b.row.term)' has the words of '\(a.row.term)' (\(place))"
          : "'\(b.row.term)' differs from \(place): \(values)",
        "keep one of the rows")
    }
    return setting.finding(
      .warning, "counts-twice", reported,
      "'\(b.row.term)' has the words of '\(a.row.term)' (\(place)), and both count", "keep one of the rows")
  }

  /// What a row says, for people.
  static func shown(_ row: LintedTable.Row) -> String {
    if let weight = row.weight, row.meaning.map({ if case .predicate = $0 { false } else { true } }) ?? true {
      return weight == weight.rounded() ? String(Int(weight)) : "\(weight)"
    }
    return row.meaning?.shown ?? (row.group.isEmpty ? "no weight" : row.group)
  }

  /// Tables that are not looked up in texts: rows that stand twice.
  private static func others(_ setting: LintSetting) -> [LintFinding] {
    var found: [LintFinding] = []
    for table in setting.tables where table.kind == nil && table.isLinted {
      var lines: [String: LintedTable.Row] = [:]
      for row in table.rows {
        guard let earlier = lines[row.term] else {
          lines[row.term] = row
          continue
        }
        let isSame = earlier.group == row.group
        found.append(
          LintFinding(
            isSame ? .note : .warning, rule: "duplicate", file: table.path, line: row.line,
            what: "'\(row.term)' stands already in line \(earlier.line)\(isSame ? "" : ", with other values")",
            mend: "keep one of the rows"))
      }
    }
    return found
  }
}

extension LexiconEntry.Meaning {
  /// What it does to an analysis, in a few words.
  public var shown: String {
    func text(_ number: Double) -> String {
      number == number.rounded() ? String(Int(number)).replacingMinus : "\(number)".replacingMinus
    }
    switch self {
    case .valence(let weight): return text(weight)
    case .predicate(let subject, let object, let isOpinion, let form):
      let parts = ["subject \(text(subject))", "object \(text(object))", isOpinion ? "held by the subject" : ""]
      return (parts + [form == .active ? "" : "\(form)"]).filter { !$0.isEmpty }.joined(separator: ", ")
    case .factor(let factor): return "× \(text(factor))"
    case .contrast(let before, let after): return "× \(text(before)) before, × \(text(after)) after"
    case .reporting(let value): return "\(value)"
    case .clause(let value): return "\(value)"
    case .pronoun(let value): return "\(value.gender) \(value.number) \(value.grammaticalCase)"
    case .grammar(let value): return "\(value)"
    case .frame(_, let weight): return text(weight)
    case .alias: return "name"
    }
  }
}

extension String {
  /// With a minus sign that is as wide as a figure.
  fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}
