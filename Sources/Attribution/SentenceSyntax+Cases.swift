import TextModel

/// Who acts and who is acted on in languages that say it by case: all within the clause, the nearest first.
extension SentenceSyntax {
  /// The subject of a verb: a mention that can be nominative, before the verb rather than after it.
  public func nominative(around hit: TermHit) -> MentionGroup? {
    let clause = clauses[clause(of: hit.first)]
    if let at = nearest(to: hit, in: clause, isBefore: true, where: { $0.contains(.nominative) }) {
      return group(around: at)
    }
    if clause.kind == .relative, case .mentions(let group) = antecedent(clause) { return group }
    if let at = nearest(to: hit, in: clause, isBefore: false, where: { $0.contains(.nominative) }) {
      return group(around: at)
    }
    if case .mentions(let group) = subject(of: hit.first) { return group }
    return nil
  }

  /// The object of a verb: a mention that need not be nominative, after the verb rather than before it.
  /// - Parameter subject: who is taken already.
  public func oblique(around hit: TermHit, apart subject: MentionGroup?) -> MentionGroup? {
    let clause = clauses[clause(of: hit.first)]
    func isFree(_ at: Int) -> Bool { !(subject?.contains(span.mentions.lowerBound + at) ?? false) }
    if let at = nearest(to: hit, in: clause, isBefore: false, where: { $0 != .nominative }), isFree(at) {
      return group(around: at)
    }
    if let at = nearest(to: hit, in: clause, isBefore: true, where: { !$0.contains(.nominative) }), isFree(at) {
      return group(around: at)
    }
    return nil
  }

  /// The agent of a passive or of a noun.
  public func instrumental(around hit: TermHit) -> MentionGroup? {
    let clause = clauses[clause(of: hit.first)]
    for isBefore in [false, true] {
      if let at = nearest(
        to: hit, in: clause, isBefore: isBefore, where: { $0.contains(.instrumental) && !$0.contains(.nominative) })
      {
        return group(around: at)
      }
    }
    return nil
  }

  /// What a noun governs: the mention right after it, one word between at most.
  public func dependent(after hit: TermHit) -> MentionGroup? {
    guard let at = mentions.firstIndex(where: { $0.first >= hit.last }), mentions[at].first - hit.last <= 1,
      mentions[at].cases != .nominative
    else { return nil }
    var token = hit.last
    while token < mentions[at].first {
      if !self[token].isDisjoint(with: [.comma, .clauseMark]) { return nil }
      token += 1
    }
    return group(around: at)
  }

  /// The nearest mention on one side of a term, in its clause, that no preposition keeps from it.
  private func nearest(
    to hit: TermHit, in clause: Clause, isBefore: Bool, where fits: (GrammaticalCases) -> Bool
  ) -> Int? {
    let count = mentions.count
    for step in 0..<count {
      let at = isBefore ? count - 1 - step : step
      let mention = mentions[at]
      guard isBefore ? mention.last <= hit.first : mention.first >= hit.last, mention.first >= clause.first,
        mention.last <= clause.last
      else { continue }
      let governor = governor(of: mention)
      // The term may end in the preposition that governs its object ("выступил против").
      guard governor == nil || (governor! >= hit.first && governor! < hit.last), !mention.isPossessive else { continue }
      if fits(mention.cases) { return at }
    }
    return nil
  }
}
