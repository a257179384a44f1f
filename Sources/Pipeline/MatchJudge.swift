import Actors
import Lexicon
import Rhetoric
import TextModel

/// Tells of every match whether it counts, and if not, why.
struct MatchJudge {
  typealias Candidate = Explanation.Candidate
  typealias Loss = Explanation.Loss

  private let analysis: Analysis
  private let pack: LanguagePack
  private let dictionaries: [ContentDictionary]
  private let document: Document
  private let raw: Document

  /// - Parameters:
  ///   - document: after all stages.
  ///   - raw: after matching alone.
  init(
    _ analysis: Analysis, _ pack: LanguagePack, _ dictionaries: [ContentDictionary], document: Document, raw: Document
  ) {
    self.analysis = analysis
    self.pack = pack
    self.dictionaries = dictionaries
    self.document = document
    self.raw = raw
  }

  func candidates(_ matches: [CandidateMatcher.Match]) -> [Candidate] {
    var found: [Candidate] = []
    var entries: [Int: [CandidateMatcher.Match]] = [:]
    for match in matches {
      switch match.origin {
      case .entry(let kind, let number): found.append(table(match, kind, number))
      case .alias(let group): found.append(contentsOf: names(match, group))
      case .dictionary(let place, _): entries[place, default: []].append(match)
      }
    }
    for (place, matches) in entries { found += judged(matches, dictionaries[place]) }
    return found.sorted {
      ($0.first, -$0.last, $0.kind.rawValue, $0.what, $0.line ?? 0, $0.term)
        < ($1.first, -$1.last, $1.kind.rawValue, $1.what, $1.line ?? 0, $1.term)
    }
  }

  // MARK: Rhetor's own tables

  private func table(_ match: CandidateMatcher.Match, _ kind: TermKind, _ number: Int) -> Candidate {
    let entry = pack.entries[Int(kind.rawValue)][number]
    var candidate = Candidate(
      first: match.first, last: match.last, kind: kind, what: kind.name, term: entry.term, form: entry.form,
      file: pack.lexicons[entry.lexicon].path, line: entry.line, meaning: entry.meaning.shown)
    switch entry.meaning {
    case .valence(let weight), .factor(let weight): candidate.weight = weight
    case .frame(let frame, let weight):
      candidate.what = "frame \(pack.frames[frame])"
      candidate.weight = weight
    default: break
    }
    func isIt(_ hit: TermHit) -> Bool {
      hit.kind == kind && hit.first == match.first && hit.last == match.last && Int(hit.entry) == number
    }
    if document.hits.contains(where: isIt) { return candidate }
    candidate.loss =
      raw.hits.contains(where: isIt)
      ? .masked(actor: actor(over: match) ?? "an actor")
      : loss(of: match, to: raw.hits.filter { $0.kind == kind }) { pack.entry(of: $0).term }
    return candidate
  }

  private func actor(over match: CandidateMatcher.Match) -> String? {
    if let mention = document.mentions.first(where: {
      $0.form != .pronoun && $0.first < match.last && match.first < $0.last
    }) {
      return analysis.registry.actors[Int(mention.actor)].id
    }
    return document.unresolvedNames.first { $0.lowerBound < match.last && match.first < $0.upperBound }
      .map { "an actor who can't be told ('\(document.text(first: $0.lowerBound, last: $0.upperBound))')" }
  }

  /// What a match lost to, among those that won.
  private func loss(
    of match: CandidateMatcher.Match, to winners: [TermHit], term: (TermHit) -> String
  ) -> Loss? {
    let over = winners.filter { $0.first < match.last && match.first < $0.last }
    if let earlier = over.first(where: { $0.first < match.first }) {
      return .coveredByEarlier(raw.text(first: earlier.first, last: earlier.last))
    }
    if let longer = over.first(where: { $0.first == match.first && $0.last > match.last }) {
      return .longer(raw.text(first: longer.first, last: longer.last))
    }
    return over.first.map { .literal(term($0)) }
  }

  // MARK: Names

  private func names(_ match: CandidateMatcher.Match, _ group: Int) -> [Candidate] {
    let isHit = raw.hits.contains {
      $0.kind == .alias && $0.first == match.first && $0.last == match.last && Int($0.entry) == group
    }
    let loss = isHit ? nil : self.loss(of: match, to: raw.hits.filter { $0.kind == .alias }) { _ in "" }
    let meant = document.mentions.first {
      $0.form != .pronoun && $0.first <= match.first && match.last <= $0.last
    }
    return analysis.aliases.candidates(of: group).map { alias in
      let id = analysis.registry.actors[alias.actor].id
      let years = alias.form == .role ? Self.years(alias) : ""
      return Candidate(
        first: match.first, last: match.last, kind: .alias, what: id,
        term: raw.text(first: match.first, last: match.last), form: [], meaning: "\(alias.form)\(years)",
        loss: loss ?? self.loss(of: alias, to: meant))
    }
  }

  /// What an alias lost to, should it have: whoever is mentioned there.
  private func loss(of alias: AliasTable.Candidate, to mention: Mention?) -> Loss? {
    guard let mention else { return .unresolved }
    return Int(mention.actor) == alias.actor ? nil : .otherActor(analysis.registry.actors[Int(mention.actor)].id)
  }

  private static func years(_ alias: AliasTable.Candidate) -> String {
    func text(_ day: Day?) -> String {
      guard let day else { return "" }
      func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return "\(day.number / 10000)-\(padded(day.number / 100 % 100))-\(padded(day.number % 100))"
    }
    if alias.from == nil, alias.to == nil { return "" }
    return " \(text(alias.from))…\(text(alias.to))"
  }

  // MARK: Dictionaries

  private func judged(_ matches: [CandidateMatcher.Match], _ dictionary: ContentDictionary) -> [Candidate] {
    var found: [Candidate] = []
    var rivals: [Int: [Int]] = [:]
    for match in matches {
      guard case .dictionary(_, let number) = match.origin else { continue }
      let entry = dictionary.entries[number]
      var candidate = Candidate(
        first: match.first, last: match.last, kind: .dictionary,
        what: "\(dictionary.head.name): \(dictionary.categories[entry.category])", term: entry.term, form: entry.form,
        file: dictionary.head.path, line: entry.line,
        meaning: entry.weight.map { LexiconEntry.Meaning.valence($0).shown } ?? "", weight: entry.weight)
      if let actor = actor(over: match) {
        candidate.loss = .masked(actor: actor)
      } else if entry.condition != .always, isDenied(match) != (entry.condition == .negated) {
        candidate.loss = .condition(entry.condition)
      } else {
        rivals[dictionary.nestedScope == .dictionary ? -1 : entry.category, default: []].append(found.count)
      }
      found.append(candidate)
    }
    for group in rivals.values { settle(group, &found) }
    return found
  }

  /// Leftmost, then longest; those over the same words all count.
  private func settle(_ group: [Int], _ found: inout [Candidate]) {
    var winner: Candidate?
    for index in group.sorted(by: { (found[$0].first, -found[$0].last) < (found[$1].first, -found[$1].last) }) {
      let candidate = found[index]
      guard let other = winner, candidate.first < other.last else {
        winner = candidate
        continue
      }
      if other.first == candidate.first, other.last == candidate.last { continue }
      let text = raw.text(first: other.first, last: other.last)
      found[index].loss = other.first < candidate.first ? .coveredByEarlier(text) : .longer(text)
    }
  }

  private func isDenied(_ match: CandidateMatcher.Match) -> Bool {
    DictionaryCounter.isDenied(
      TermHit(first: match.first, last: match.last, kind: .dictionary, entry: 0),
      raw.hits.filter { $0.kind == .negators }, raw)
  }
}
