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

  mutating func addSize(of document: Document) {
    sentences += document.sentences.count
    words += document.words
  }

  mutating func add(_ mentions: Int, mentionsIn articles: Int, of actor: Int32) {
    actors[actor, default: Actor()].mentions += mentions
    actors[actor]!.articles += articles
  }

  /// - Parameters:
  ///   - pieces: of evidence.
  ///   - polarity: −1, 0 or 1.
  mutating func add(_ pieces: Int, piecesOf holder: Holder, polarity: Int, about actor: Int32) {
    actors[actor, default: Actor()].holders[holder, default: 0] += pieces
    if polarity > 0 { actors[actor]!.positive += pieces }
    if polarity < 0 { actors[actor]!.negative += pieces }
  }

  mutating func add(_ uses: Int, usesOf frame: UInt32, by actor: Int32) {
    actors[actor, default: Actor()].frames[frame, default: 0] += uses
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
