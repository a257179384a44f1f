import Lexicon
import Segmentation

/// Puts together names that are likely the same, and orders them.
struct NameGroups {
  private struct Item {
    var key: [UInt8]
    var name: NameCounts.Name
    var total: Int
    var tokens: [ArraySlice<UInt8>]
  }

  private let counts: NameCounts
  private let derivation: NameDerivation
  private let least: Int
  private let languages: [String]
  private let cutter = NameCutter()
  private var items: [Item] = []
  private var index: [[UInt8]: Int] = [:]
  /// By item: the one it is a variant of, or itself.
  private var heads: [Int] = []
  private var reasons: [NameCandidate.Reason?] = []

  /// - Parameters:
  ///   - least: documents that a name must stand in, or a variant of it.
  ///   - most: names that are looked at, the most frequent first.
  init(_ counts: NameCounts, derivation: NameDerivation, languages: [String], least: Int, most: Int) {
    self.counts = counts
    self.derivation = derivation
    self.least = least
    self.languages = languages
    // A name must have been seen where only names have capitals.
    let found = counts.names.filter { $0.value.count > 0 }
    items = found.map { key, name in
      Item(key: key, name: name, total: name.count + name.initial, tokens: key.split(separator: PhraseTable.separator))
    }
    items.sort {
      ($0.name.documents, $0.total) != ($1.name.documents, $1.total)
        ? ($0.name.documents, $0.total) > ($1.name.documents, $1.total)
        : $0.key.lexicographicallyPrecedes($1.key)
    }
    items = Array(items.prefix(most))
    for (number, item) in items.enumerated() { index[item.key] = number }
    heads = Array(items.indices)
    reasons = Array(repeating: nil, count: items.count)
    join()
  }

  private mutating func join() {
    for number in items.indices { joinForms(number) }
    joinSpellings()
    joinSurnames()
  }

  /// Case endings and transliterations, which are worked out from the name and then looked for.
  private mutating func joinForms(_ number: Int) {
    let text = items[number].name.text
    for (forms, reason) in [
      (derivation.cases(of: text), NameCandidate.Reason.declension),
      (derivation.transliterations(of: text), .transliteration),
    ] {
      for form in forms {
        let key = cutter.phrase(of: form)
        guard let other = index[key], other != number, head(of: other) == other, head(of: number) != other else {
          continue
        }
        // Of a nominative and what looks like its genitive, the commoner one leads where both could.
        heads[other] = head(of: number)
        reasons[other] = reason
      }
    }
  }

  /// A single word at the end of one longer name only.
  private mutating func joinSurnames() {
    var longer: [[UInt8]: Set<Int>] = [:]
    for (number, item) in items.enumerated() where item.tokens.count > 1 {
      // "Europe" is no surname of "Yamal-Europe".
      if item.tokens[item.tokens.count - 2].elementsEqual([UInt8(ascii: "-")]) { continue }
      longer[Array(item.tokens.last!), default: []].insert(head(of: number))
    }
    for (number, item) in items.enumerated() where item.tokens.count == 1 && head(of: number) == number {
      guard let owners = longer[item.key], owners.count == 1, let owner = owners.first, owner != number else {
        continue
      }
      heads[number] = owner
      reasons[number] = .surname
    }
  }

  /// One edit away, in long words that begin alike; the commoner one leads.
  private mutating func joinSpellings() {
    var byStart: [[UInt8]: [Int]] = [:]
    for (number, item) in items.enumerated() { byStart[Array(item.key.prefix(3)), default: []].append(number) }
    for number in items.indices where head(of: number) == number {
      let letters = Array(String(decoding: items[number].key, as: UTF8.self).unicodeScalars)
      guard letters.count >= SpellingIndex.shortest else { continue }
      for other in byStart[Array(items[number].key.prefix(3))]! where other < number {
        guard items[other].tokens.count == items[number].tokens.count, head(of: other) != number else { continue }
        let others = Array(String(decoding: items[other].key, as: UTF8.self).unicodeScalars)
        guard others.count >= SpellingIndex.shortest, SpellingIndex.isOneEdit(others, letters) else { continue }
        heads[number] = head(of: other)
        reasons[number] = .spelling
        break
      }
    }
  }

  private func head(of number: Int) -> Int {
    var at = number
    while heads[at] != at { at = heads[at] }
    return at
  }

  /// By articles, then by how often, then by name.
  func candidates() -> [NameCandidate] {
    var members: [Int: [Int]] = [:]
    for number in items.indices { members[head(of: number), default: []].append(number) }
    let groups = members.values.map { members in candidate(members.sorted(), lead: head(of: members[0])) }
    return groups.filter { $0.documents >= least }.sorted {
      ($0.documents, $0.count) != ($1.documents, $1.count)
        ? ($0.documents, $0.count) > ($1.documents, $1.count) : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  private func candidate(_ members: [Int], lead: Int) -> NameCandidate {
    let main = items[lead]
    var parts = main.name
    for member in members where member != lead {
      let other = items[member].name
      while parts.parts.count < other.parts.count { parts.parts.append(0) }
      for (part, count) in other.parts.enumerated() { parts.parts[part] += count }
    }
    let others = members.filter { $0 != lead }
    let examples = (main.name.examples + others.flatMap { items[$0].name.examples }).prefix(3)
    return NameCandidate(
      name: main.name.text, kind: Self.kind(main.tokens.count, main.name.text),
      language: main.name.language < languages.count ? languages[main.name.language] : "und",
      count: members.reduce(0) { $0 + items[$1].total },
      documents: members.map { items[$0].name.documents }.max()!, spread: counts.spread(parts),
      variants: others.map {
        .init(text: items[$0].name.text, count: items[$0].total, reason: reasons[$0] ?? .spelling)
      },
      examples: examples.map { ($0.article, $0.sentence) })
  }

  /// Two or three words with capitals are most often a person; capitals throughout are an abbreviation.
  private static func kind(_ words: Int, _ text: String) -> Actor.Kind {
    let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }
    if letters.allSatisfy({ $0.properties.isUppercase }) { return .organisation }
    let pieces = text.split(separator: " ")
    return (2...3).contains(pieces.count) && pieces.allSatisfy { $0.first?.isUppercase == true }
      ? .person : .organisation
  }
}
