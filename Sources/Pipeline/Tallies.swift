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
  }

  public private(set) var actors: [Int32: Actor] = [:]
  public private(set) var sentences = 0
  public private(set) var words = 0

  mutating func add(_ document: Document) {
    sentences += document.sentences.count
    words += document.words
    var seen: Set<Int32> = []
    for mention in document.mentions {
      actors[mention.actor, default: Actor()].mentions += 1
      if seen.insert(mention.actor).inserted { actors[mention.actor]!.articles += 1 }
    }
    for piece in document.evidence {
      if piece.contribution > 0 { actors[piece.actor, default: Actor()].positive += 1 }
      if piece.contribution < 0 { actors[piece.actor, default: Actor()].negative += 1 }
      actors[piece.actor, default: Actor()].holders[piece.holder, default: 0] += 1
    }
    for use in document.frameUses {
      if let actor = use.actor { actors[actor, default: Actor()].frames[use.frame, default: 0] += 1 }
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
