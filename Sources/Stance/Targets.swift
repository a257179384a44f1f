import Attribution
import TextModel

/// Whom a term is about, and what the way to it costs.
struct Target {
  let mentions: MentionGroup
  /// At most two.
  private(set) var first: AppliedRule?
  private(set) var second: AppliedRule?

  init(_ mentions: MentionGroup, _ first: AppliedRule? = nil, _ second: AppliedRule? = nil) {
    self.mentions = mentions
    self.first = first ?? second
    self.second = first == nil ? nil : second
  }
}

/// Chooses the target of a word that is no verb of the predicate list: an adjective, a noun, an adverb.
///
/// In order: the name it stands before ("embattled Lukashenko"), the agent after it ("crackdown by Lukashenko"), the
/// owner before it ("Lukashenko's crackdown"), its clause's subject, any other name of the clause, the nearest name of
/// the sentence.
struct TargetFinder {
  let settings: StanceSettings

  func target(of hit: TermHit, holder: Holder, _ syntax: SentenceSyntax) -> Target? {
    let clause = syntax.clauses[syntax.clause(of: hit.first)]
    let (document, span) = (syntax.document, syntax.span)
    func isOpen(_ index: Int) -> Bool { !isSpeaker(index, of: hit, holder, document) }

    var following: Int?
    for index in span.mentions where document.mentions[index].first >= hit.last {
      following = index
      break
    }
    if let index = following, isOpen(index), document.mentions[index].first < clause.last {
      let mention = document.mentions[index]
      if mention.first - hit.last <= 2, isPlain(from: hit.last, to: mention.first, syntax), mention.form != .pronoun {
        return Target(index..<index + 1)
      }
      if mention.first - hit.last <= 3, hasAgent(from: hit.last, to: mention.first, syntax) {
        return Target(index..<index + 1)
      }
    }
    var preceding: Int?
    for index in span.mentions.reversed() where document.mentions[index].last <= hit.first {
      guard isOpen(index), document.mentions[index].first >= clause.first else { continue }
      preceding = index
      break
    }
    if let index = preceding, document.mentions[index].isPossessive,
      hit.first - document.mentions[index].last <= 3
    {
      return Target(index..<index + 1)
    }
    if case .mentions(let group) = syntax.subject(of: hit.first), group.allSatisfy(isOpen) {
      let last = document.mentions[group.upperBound - 1].last
      return Target(group, distance(from: last, to: hit.first, syntax))
    }
    if let index = preceding {
      return Target(index..<index + 1, distance(from: document.mentions[index].last, to: hit.first, syntax))
    }
    if let index = following, isOpen(index), document.mentions[index].first < clause.last {
      return Target(index..<index + 1, distance(from: hit.last, to: document.mentions[index].first, syntax))
    }
    return elsewhere(hit, syntax, isOpen)
  }

  /// The nearest name of another clause.
  private func elsewhere(
    _ hit: TermHit, _ syntax: SentenceSyntax, _ isOpen: (Int) -> Bool
  ) -> Target? {
    let document = syntax.document
    var nearest: (index: Int, gap: Int32)?
    for index in syntax.span.mentions where isOpen(index) {
      let mention = document.mentions[index]
      let gap = mention.first >= hit.last ? mention.first - hit.last : hit.first - mention.last
      if nearest.map({ gap < $0.gap }) ?? true { nearest = (index, gap) }
    }
    guard let nearest else { return nil }
    let mention = document.mentions[nearest.index]
    let way =
      mention.first >= hit.last
      ? distance(from: hit.last, to: mention.first, syntax) : distance(from: mention.last, to: hit.first, syntax)
    return Target(
      nearest.index..<nearest.index + 1, AppliedRule(rule: .otherClause, factor: settings.otherClause), way)
  }

  /// A speaker's name outside his own words is not what those words are about.
  func isSpeaker(_ index: Int, of hit: TermHit, _ holder: Holder, _ document: DocumentView) -> Bool {
    let mention = document.mentions[index]
    guard holder == .actor(mention.actor) else { return false }
    let attribution = document.attribution(of: hit.first)
    return attribution < 0 || document.attribution(of: mention.first) != attribution
  }

  private func isPlain(from: Int32, to: Int32, _ syntax: SentenceSyntax) -> Bool {
    var token = from
    while token < to {
      if !syntax[token].isDisjoint(with: [
        .comma, .clauseMark, .preposition, .agent, .predicate, .reporting, .passive, .and, .coordinator, .clauseWord,
        .infinitive,
      ]) {
        return false
      }
      token += 1
    }
    return true
  }

  private func hasAgent(from: Int32, to: Int32, _ syntax: SentenceSyntax) -> Bool {
    var token = from
    var found = false
    while token < to {
      if syntax[token].contains(.agent) { found = true }
      if !syntax[token].isDisjoint(with: [.comma, .clauseMark]) { return false }
      token += 1
    }
    return found
  }

  func distance(from: Int32, to: Int32, _ syntax: SentenceSyntax) -> AppliedRule? {
    let words = syntax.document.words(from: from, to: to)
    guard words > settings.freeDistance else { return nil }
    let factor = max(settings.distanceFloor, 1 - settings.distanceStep * Double(words - settings.freeDistance))
    return AppliedRule(rule: .distance, factor: factor)
  }
}
