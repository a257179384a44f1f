/// Where a sentence's hits, mentions and clauses lie in the document's layers.
@frozen
public struct SentenceSpan: Sendable {
  public var index: Int
  public var sentence: Sentence
  public var hits: Range<Int>
  public var mentions: Range<Int>
  public var clauses: Range<Int>

  @inlinable
  public init(index: Int, sentence: Sentence, hits: Range<Int>, mentions: Range<Int>, clauses: Range<Int>) {
    self.index = index
    self.sentence = sentence
    self.hits = hits
    self.mentions = mentions
    self.clauses = clauses
  }
}
