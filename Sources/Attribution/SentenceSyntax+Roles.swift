import TextModel

/// Mentions by their index in the document: one, or several joined by "and".
public typealias MentionGroup = Range<Int>

extension SentenceSyntax {
  /// A verb's grammatical subject.
  public enum Subject: Equatable, Sendable {
    case mentions(MentionGroup)
    /// Someone who is no listed actor, or nobody that could be found.
    case unknown
  }

  /// The subject of the verb that begins at `token`.
  public func subject(of token: Int32) -> Subject { subject(of: token, in: clause(of: token), depth: 0) }

  private func subject(of token: Int32, in index: Int, depth: Int) -> Subject {
    let clause = clauses[index]
    var hasMention = false
    for at in mentions.indices.reversed() where mentions[at].last <= token && mentions[at].first >= clause.first {
      hasMention = true
      guard canBeSubject(at) else { continue }
      return .mentions(group(around: at))
    }
    if hasMention { return clause.kind == .relative ? antecedent(clause) : .unknown }
    // A clause without a name of its own goes on with the subject before it, if no other noun has come between.
    guard depth < 4, !hasContent(from: clause.first, to: token) else { return .unknown }
    if clause.kind == .relative { return antecedent(clause) }
    guard clause.inherits >= 0, clause.inherits < index else { return .unknown }
    return mainSubject(of: clause.inherits, depth: depth + 1)
  }

  /// The subject a clause is about: its first name that no preposition governs.
  private func mainSubject(of index: Int, depth: Int) -> Subject {
    let clause = clauses[index]
    for at in mentions.indices where mentions[at].first >= clause.first && mentions[at].last <= clause.last {
      if canBeSubject(at) { return .mentions(group(around: at)) }
    }
    if clause.kind == .relative { return antecedent(clause) }
    guard depth < 4, clause.inherits >= 0, clause.inherits < index, clause.kind != .subordinate else { return .unknown }
    return mainSubject(of: clause.inherits, depth: depth + 1)
  }

  /// The mention a relative clause hangs on: it ends right before the clause or before the comma there.
  func antecedent(_ clause: Clause) -> Subject {
    for at in mentions.indices.reversed() where mentions[at].last <= clause.first {
      let gap = clause.first - mentions[at].last
      if gap == 0 || (gap == 1 && self[clause.first - 1].contains(.comma)) { return .mentions(group(around: at)) }
      break
    }
    return .unknown
  }

  private func canBeSubject(_ at: Int) -> Bool {
    let mention = mentions[at]
    return mention.canBeSubject && !mention.isPossessive && governor(of: mention) == nil
  }

  /// The preposition that governs a mention, if one stands before it (an article or one word aside).
  public func governor(of mention: Mention) -> Int32? {
    var token = mention.first - 1
    var words = 0
    while token >= first, words < 2 {
      let mark = self[token]
      if !mark.isDisjoint(with: [.preposition, .agent]) { return token }
      if !mark.contains(.article) {
        if mark.isDisjoint(with: [.valence, .intensifier]) { return nil }
        words += 1
      }
      token -= 1
    }
    return nil
  }

  /// The mentions joined to one by "and" and commas alone, as indices of the document.
  func group(around at: Int) -> MentionGroup {
    var (low, high) = (at, at + 1)
    while low > 0, areJoined(low - 1, low) { low -= 1 }
    while high < mentions.count, areJoined(high - 1, high) { high += 1 }
    return span.mentions.lowerBound + low..<span.mentions.lowerBound + high
  }

  private func areJoined(_ a: Int, _ b: Int) -> Bool {
    var token = mentions[a].last
    var joined = false
    while token < mentions[b].first {
      let mark = self[token]
      if mark.contains(.and) {
        joined = true
      } else if mark.isDisjoint(with: [.article, .comma, .coordinator]) {
        return false
      }
      token += 1
    }
    return joined && !mentions[a].isPossessive
  }

  private func hasContent(from: Int32, to: Int32) -> Bool {
    var token = from
    while token < to {
      if self[token].contains(.word), self[token].isDisjoint(with: TokenMarks.function) { return true }
      token += 1
    }
    return false
  }

  /// The object of the verb that ends before `token`: the first mention after it in its clause, and the preposition
  /// between, if there is one.
  public func object(after token: Int32) -> (mentions: MentionGroup, preposition: Int32?)? {
    let clause = clauses[clause(of: max(token - 1, first))]
    for at in mentions.indices where mentions[at].first >= token {
      guard mentions[at].first < clause.last else { return nil }
      var between = token
      var preposition: Int32?
      while between < mentions[at].first {
        let mark = self[between]
        // Another verb or a comma: what follows is no longer this verb's.
        if !mark.isDisjoint(with: [.predicate, .reporting, .comma, .infinitive]), mark.isDisjoint(with: .preposition) {
          return nil
        }
        if !mark.isDisjoint(with: [.preposition, .agent]) { preposition = preposition ?? between }
        between += 1
      }
      return (group(around: at), preposition)
    }
    return nil
  }

  /// The agent of a passive: the mention after "by".
  public func agent(after token: Int32) -> MentionGroup? {
    let clause = clauses[clause(of: max(token - 1, first))]
    var at = token
    while at < clause.last, at < token + 6 {
      if self[at].contains(.agent) {
        for index in mentions.indices where mentions[index].first > at {
          return mentions[index].first <= at + 3 ? group(around: index) : nil
        }
        return nil
      }
      at += 1
    }
    return nil
  }

  /// Is a word that could be a verb used as a noun? An article, a preposition or an owner before it says so (opinions
  /// aside: "his blistering attack"), or a preposition after it where it opens its sentence.
  public func isNominal(_ first: Int32, _ last: Int32) -> Bool {
    var at = first - 1
    while at >= span.sentence.first, first - at <= 3 {
      let mark = self[at]
      if !mark.isDisjoint(with: [.article, .preposition]) { return true }
      if mark.contains(.mention) { return owner(before: first) != nil }
      if mark.isDisjoint(with: [.valence, .intensifier, .predicate]) { return false }
      at -= 1
    }
    return at < span.sentence.first && last < span.sentence.last
      && !self[last].isDisjoint(with: [.preposition, .agent])
  }

  /// Whoever a noun belongs to: the possessive mention before it, two words between at most.
  public func owner(before token: Int32) -> MentionGroup? {
    for at in mentions.indices.reversed() where mentions[at].last <= token {
      return mentions[at].isPossessive && token - mentions[at].last <= 2 ? group(around: at) : nil
    }
    return nil
  }

  /// Does an auxiliary before the verb at `token` make it passive?
  public func isPassive(_ token: Int32) -> Bool {
    var at = token - 1
    var steps = 0
    let start = clauses[clause(of: token)].first
    while at >= start, steps < 3 {
      let mark = self[at]
      if mark.contains(.passive) { return true }
      if mark.isDisjoint(with: [.negator, .intensifier, .hedge]) { return false }
      at -= 1
      steps += 1
    }
    return false
  }
}
