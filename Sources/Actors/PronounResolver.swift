import Lexicon
import TextModel

/// Resolves third-person pronouns to the last compatible actor, with a confidence.
///
/// A subject pronoun goes to the first compatible actor of the sentence, or of the nearest sentence before it (the one
/// it is most probably about); a possessive to the nearest before it; an object never to an actor of its own clause.
/// Whoever is mentioned only as an owner ("his critic Navalny") gives way to the others.
struct PronounResolver {
  let registry: ActorRegistry
  let window: Int

  /// Confidence by the number of actors that would fit: one, two, or more.
  private static func confidence(_ actors: Int) -> Double { actors == 1 ? 0.9 : actors == 2 ? 0.7 : 0.5 }

  func resolve(_ document: inout Document, language: LanguagePack) {
    let pronouns = document.hits.filter { $0.kind == .pronouns }
    guard !pronouns.isEmpty else { return }
    var resolved: [Mention] = []
    resolved.reserveCapacity(document.mentions.count + pronouns.count)
    var nextMention = 0
    var nextPronoun = 0
    /// Index into `resolved` of the first mention of each sentence.
    var sentenceStarts: [Int] = []
    sentenceStarts.reserveCapacity(document.sentences.count)
    for sentence in document.sentences {
      sentenceStarts.append(resolved.count)
      while true {
        let mention = nextMention < document.mentions.count ? document.mentions[nextMention] : nil
        let pronoun = nextPronoun < pronouns.count ? pronouns[nextPronoun] : nil
        if let pronoun, pronoun.first < sentence.last, mention.map({ pronoun.first < $0.first }) ?? true {
          nextPronoun += 1
          if case .pronoun(let grammar) = language.meaning(of: pronoun),
            let mention = self.mention(pronoun, grammar, document, sentence, resolved, sentenceStarts)
          {
            resolved.append(mention)
          }
        } else if let mention, mention.first < sentence.last {
          nextMention += 1
          resolved.append(mention)
        } else {
          break
        }
      }
    }
    document.mentions = resolved
  }

  private func mention(
    _ hit: TermHit, _ pronoun: LexiconEntry.Pronoun, _ document: Document, _ sentence: Sentence,
    _ mentions: [Mention], _ starts: [Int]
  ) -> Mention? {
    let clauseStart = pronoun.grammaticalCase == .object ? startOfClause(hit, document, sentence) : hit.first
    let here = starts[starts.count - 1]
    /// The first two who would fit, and how many there are: no more than three are told apart.
    var (first, second, actors): (Int32, Int32, Int) = (0, 0, 0)
    var chosen: Mention?
    func consider(_ range: Range<Int>, nearest: Bool) {
      var found: Mention?
      var owner: Mention?
      for index in range where fits(mentions[index], pronoun) {
        let mention = mentions[index]
        if mention.last > clauseStart, pronoun.grammaticalCase == .object { continue }
        switch actors {
        case 0: (first, actors) = (mention.actor, 1)
        case 1 where mention.actor != first: (second, actors) = (mention.actor, 2)
        case 2 where mention.actor != first && mention.actor != second: actors = 3
        default: break
        }
        if mention.isPossessive {
          if owner == nil || nearest { owner = mention }
        } else if found == nil || nearest {
          found = mention
        }
      }
      if chosen == nil { chosen = found ?? owner }
    }
    consider(here..<mentions.count, nearest: pronoun.grammaticalCase != .subject)
    var end = here
    for back in 0..<min(window, starts.count - 1) {
      let start = starts[starts.count - 2 - back]
      consider(start..<end, nearest: false)
      end = start
    }
    guard let chosen else { return nil }
    return Mention(
      actor: chosen.actor, first: hit.first, last: hit.last, form: .pronoun,
      isPossessive: pronoun.grammaticalCase == .possessive,
      canBeSubject: pronoun.grammaticalCase == .subject,
      confidence: Self.confidence(actors))
  }

  private func fits(_ mention: Mention, _ pronoun: LexiconEntry.Pronoun) -> Bool {
    // Of a given target nothing is known: it fits wherever a person may stand.
    if mention.actor == Mention.given { return pronoun.number == .singular && pronoun.gender != .n }
    // An actor is not copied, as are the texts in him.
    let kind = registry.actors[Int(mention.actor)].kind
    switch pronoun.number {
    case .plural: return kind == .group || kind == .government
    case .singular:
      guard kind == .person, let gender = registry.actors[Int(mention.actor)].gender else { return false }
      switch pronoun.gender {
      case .m: return gender == .m
      case .f: return gender == .f
      case .any: return true
      case .n: return false
      }
    }
  }

  /// The token after the last mark or clause word before the pronoun.
  private func startOfClause(_ hit: TermHit, _ document: Document, _ sentence: Sentence) -> Int32 {
    var start = sentence.first
    var token = hit.first - 1
    while token >= sentence.first {
      if !document.tokens[Int(token)].traits.isDisjoint(with: [.comma, .clauseMark]) {
        start = token + 1
        break
      }
      token -= 1
    }
    for other in document.hits[firstHit(of: sentence, document)...]
    where other.kind == .contrast || other.kind == .clauses {
      if other.first >= hit.first { break }
      if other.last > start { start = other.last }
    }
    return start
  }

  /// The first hit that begins in the sentence or after it; to go through all hits of the article for each pronoun would
  /// take a square of its length.
  private func firstHit(of sentence: Sentence, _ document: Document) -> Int {
    var (low, high) = (0, document.hits.count)
    while low < high {
      let middle = (low + high) / 2
      if document.hits[middle].first < sentence.first { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
