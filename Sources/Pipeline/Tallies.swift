import TextModel

/// Whole-run counts for the summary and the demonstration's table; sums, so that order does not matter.
public struct Tallies: Codable, Sendable {
  public struct Actor: Codable, Sendable {
    public var mentions = 0
    public var articles = 0
    public var positive = 0
    public var negative = 0
    /// Pieces of evidence by holder.
    public var holders: [Holder: Int] = [:]
    /// Frames he used, by number.
    public var frames: [UInt32: Int] = [:]

    /// Those of one more article.
    fileprivate mutating func add(mentions: Int) {
      self.mentions += mentions
      articles += 1
    }

    /// So many pieces of evidence of one holder.
    fileprivate mutating func add(_ pieces: Int, of holder: Holder, polarity: Int) {
      if polarity > 0 { positive += pieces }
      if polarity < 0 { negative += pieces }
      holders[holder, default: 0] += pieces
    }
  }

  public private(set) var actors: [Int32: Actor] = [:]
  public private(set) var sentences = 0
  public private(set) var words = 0

  mutating func add(_ document: Document) {
    sentences += document.sentences.count
    words += document.words
    // Sorted, so that each actor is looked up once.
    var mentions = document.mentions.map(\.actor)
    mentions.sort()
    var index = 0
    while index < mentions.count {
      let actor = mentions[index]
      let first = index
      while index < mentions.count, mentions[index] == actor { index += 1 }
      actors[actor, default: Actor()].add(mentions: index - first)
    }
    var pieces = document.evidence.map(Piece.init)
    pieces.sort { ($0.actor, $0.holder.order, $0.polarity) < ($1.actor, $1.holder.order, $1.polarity) }
    var rest = pieces[...]
    while let first = rest.first {
      let same = rest.prefix { $0 == first }
      actors[first.actor, default: Actor()].add(same.count, of: first.holder, polarity: first.polarity)
      rest = rest[same.endIndex...]
    }
    for use in document.frameUses {
      if let actor = use.actor { actors[actor, default: Actor()].frames[use.frame, default: 0] += 1 }
    }
  }

  /// What is counted of a piece of evidence.
  private struct Piece: Equatable {
    var actor: Int32
    var holder: Holder
    var polarity: Int

    init(_ evidence: Evidence) {
      (actor, holder) = (evidence.actor, evidence.holder)
      polarity = evidence.contribution > 0 ? 1 : evidence.contribution < 0 ? -1 : 0
    }
  }

  mutating func merge(_ other: Tallies) {
    sentences += other.sentences
    words += other.words
    for (actor, tally) in other.actors {
      actors[actor, default: Actor()].mentions += tally.mentions
      actors[actor]!.articles += tally.articles
      actors[actor]!.positive += tally.positive
      actors[actor]!.negative += tally.negative
      for (holder, count) in tally.holders { actors[actor]!.holders[holder, default: 0] += count }
      for (frame, count) in tally.frames { actors[actor]!.frames[frame, default: 0] += count }
    }
  }
}
