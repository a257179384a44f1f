import TextModel

extension LexiconLint {
  /// Letters besides wildcards up to which a word catches too much.
  static let shortStem = 3
  /// Distinct words of a corpus from which on a wildcard is worth a look, whatever its stem.
  static let manyWords = 20
  private static let shownWords = 8

  /// Wildcards of so few letters that they catch words of all sorts.
  static func greedy(_ setting: LintSetting) -> [LintFinding] {
    let words = (setting.corpus ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var inCorpus: [Int: [String]] = [:]
    for (line, word) in zip(setting.matches(in: words.map(\.key)), words) {
      for match in line.matches where match.isWhole {
        inCorpus[match.term, default: []].append("'\(word.key)' (\(word.value))")
      }
    }
    let others = setting.corpus == nil ? caughtElsewhere(setting) : [:]
    var found: [LintFinding] = []
    for (number, term) in setting.terms.enumerated() where term.isWild && setting.isLinted(number) {
      guard let letters = stem(term) else { continue }
      let caught = inCorpus[number] ?? others[number] ?? []
      let isShort = letters <= shortStem
      guard isShort || inCorpus[number].map({ $0.count >= manyWords }) ?? false else { continue }
      var what = "'\(term.row.term)' "
      if isShort {
        what += letters == 0 ? "catches every word" : "has but \(letters) letter\(letters == 1 ? "" : "s") to go by"
        if !caught.isEmpty { what += ": it catches \(LintSetting.some(caught, most: shownWords))" }
      } else {
        what += "catches \(caught.count) words: \(LintSetting.some(caught, most: shownWords))"
      }
      found.append(
        setting.finding(
          isShort ? .warning : .note, "greedy", number, what, "write out the words, or more of their letters"))
    }
    return found
  }

  /// Letters besides wildcards of the shortest spelling that is one word with a star; nil where there is none.
  private static func stem(_ term: LintSetting.Term) -> Int? {
    term.spellings.compactMap { words -> Int? in
      guard words.count == 1, !words[0].isExpression, words[0].bytes.contains(Wildcard.star) else { return nil }
      // Continuation bytes are no characters of their own.
      return words[0].bytes.filter { $0 < Wildcard.mark && $0 & 0xC0 != 0x80 }.count
    }.min()
  }

  /// Words of other lexicons, and names, that wildcards catch.
  private static func caughtElsewhere(_ setting: LintSetting) -> [Int: [String]] {
    var found: [Int: [String]] = [:]
    for (wild, caught) in setting.catches {
      let (a, b) = (setting.terms[wild], setting.terms[caught])
      if a.table != b.table {
        add("'\(b.row.term)' (\(setting.tables[b.table].kindName))", to: &found[wild, default: []])
      }
    }
    for (line, name) in zip(setting.matches(in: setting.names.map(\.text)), setting.names) {
      for match in line.matches where match.isWhole {
        add("'\(name.text)' (\(name.owner))", to: &found[match.term, default: []])
      }
    }
    return found
  }

  private static func add(_ text: String, to list: inout [String]) {
    if !list.contains(text) { list.append(text) }
  }

  /// Terms that match within the names of actors.
  static func names(_ setting: LintSetting) -> [LintFinding] {
    var caught: [Int: [String]] = [:]
    /// Those that match a part of some name.
    var parts: Set<Int> = []
    for (line, name) in zip(setting.matches(in: setting.names.map(\.text)), setting.names) {
      for match in line.matches where weighed.contains(setting.terms[match.term].kind) && setting.isLinted(match.term) {
        if !match.isWhole { parts.insert(match.term) }
        add("'\(name.text)' (\(name.owner))", to: &caught[match.term, default: []])
      }
    }
    return caught.sorted { $0.key < $1.key }.map { number, names in
      let term = setting.terms[number]
      let isMasked = term.kind.isMaskedByMentions
      // What somebody is called can be a frame as well.
      let isMeant = isMasked || (term.kind == .frames && !parts.contains(number))
      return setting.finding(
        isMeant ? .note : .warning, "name", number,
        "'\(term.row.term)' matches in \(LintSetting.some(names, most: 3))\(isMasked ? ", where it is not looked up" : "")",
        isMeant ? "nothing, unless the name is meant" : "narrow the term, so that names are no uses of it")
    }
  }

  /// Kinds whose rows change a result by themselves.
  private static let weighed: Set<TermKind> = [
    .valence, .predicates, .shifters, .negators, .intensifiers, .hedges, .irony, .frames, .dictionary,
  ]
}
