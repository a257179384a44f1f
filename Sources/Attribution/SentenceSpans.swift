import TextModel

/// Where a sentence's hits and mentions lie in the document's layers.
public struct SentenceSpan: Sendable {
  public var index: Int
  public var sentence: Sentence
  public var hits: Range<Int>
  public var mentions: Range<Int>

  @inlinable
  public init(index: Int, sentence: Sentence, hits: Range<Int>, mentions: Range<Int>) {
    self.index = index
    self.sentence = sentence
    self.hits = hits
    self.mentions = mentions
  }
}

extension Document {
  /// Calls `body` with each sentence and its share of hits and mentions, in order.
  @inlinable
  public func forEachSentence(_ body: (SentenceSpan) -> Void) {
    var (hit, mention) = (0, 0)
    for (index, sentence) in sentences.enumerated() {
      let (firstHit, firstMention) = (hit, mention)
      while hit < hits.count, hits[hit].first < sentence.last { hit += 1 }
      while mention < mentions.count, mentions[mention].first < sentence.last { mention += 1 }
      body(
        SentenceSpan(index: index, sentence: sentence, hits: firstHit..<hit, mentions: firstMention..<mention))
    }
  }
}
