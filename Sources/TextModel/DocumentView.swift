/// A document's layers by their addresses, for the innermost loops. It is good inside `Document.withView` only, and reads
/// beyond a layer are found by debug builds alone.
@frozen
public struct DocumentView {
  public let text: UnsafeBufferPointer<UInt8>
  public let tokens: UnsafeBufferPointer<Token>
  public let hits: UnsafeBufferPointer<TermHit>
  public let mentions: UnsafeBufferPointer<Mention>
  public let spans: UnsafeBufferPointer<SentenceSpan>
  public let marks: UnsafeBufferPointer<TokenMarks>
  public let wordsBefore: UnsafeBufferPointer<Int32>
  public let clauses: UnsafeBufferPointer<Clause>
  public let attributions: UnsafeBufferPointer<Attribution>
  public let attributionOfToken: UnsafeBufferPointer<Int32>
  public let scareQuotes: UnsafeBufferPointer<Range<Int32>>

  @usableFromInline
  init(
    text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>, hits: UnsafeBufferPointer<TermHit>,
    mentions: UnsafeBufferPointer<Mention>, spans: UnsafeBufferPointer<SentenceSpan>,
    marks: UnsafeBufferPointer<TokenMarks>, wordsBefore: UnsafeBufferPointer<Int32>,
    clauses: UnsafeBufferPointer<Clause>, attributions: UnsafeBufferPointer<Attribution>,
    attributionOfToken: UnsafeBufferPointer<Int32>, scareQuotes: UnsafeBufferPointer<Range<Int32>>
  ) {
    self.text = text
    self.tokens = tokens
    self.hits = hits
    self.mentions = mentions
    self.spans = spans
    self.marks = marks
    self.wordsBefore = wordsBefore
    self.clauses = clauses
    self.attributions = attributions
    self.attributionOfToken = attributionOfToken
    self.scareQuotes = scareQuotes
  }

  /// The index of the attribution that governs a token; -1 for the article's own words.
  @inlinable
  public func attribution(of token: Int32) -> Int32 {
    attributionOfToken.isEmpty ? -1 : attributionOfToken[Int(token)]
  }

  /// Whose words a token is part of: the article's own, unless it is quoted or reported.
  @inlinable
  public func holder(at token: Int32) -> Holder {
    let index = attribution(of: token)
    return index < 0 ? .article : attributions[Int(index)].holder
  }

  /// Words among tokens; less than 0 where `to` is before `from`.
  @inlinable
  public func words(from: Int32, to: Int32) -> Int { Int(wordsBefore[Int(to)] - wordsBefore[Int(from)]) }

  /// The bytes of one token.
  @inlinable
  public func bytes(of token: Int32) -> UnsafeBufferPointer<UInt8> {
    let token = tokens[Int(token)]
    return UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])
  }
}

extension Document {
  /// Calls `body` with the addresses of the layers as they are.
  @inlinable
  public func withView<Result>(_ body: (DocumentView) -> Result) -> Result {
    article.text.withUnsafeBufferPointer { text in
      tokens.withUnsafeBufferPointer { tokens in
        hits.withUnsafeBufferPointer { hits in
          mentions.withUnsafeBufferPointer { mentions in
            spans.withUnsafeBufferPointer { spans in
              marks.withUnsafeBufferPointer { marks in
                wordsBefore.withUnsafeBufferPointer { wordsBefore in
                  clauses.withUnsafeBufferPointer { clauses in
                    attributions.withUnsafeBufferPointer { attributions in
                      attributionOfToken.withUnsafeBufferPointer { attributionOfToken in
                        scareQuotes.withUnsafeBufferPointer { scareQuotes in
                          body(
                            DocumentView(
                              text: text, tokens: tokens, hits: hits, mentions: mentions, spans: spans, marks: marks,
                              wordsBefore: wordsBefore, clauses: clauses, attributions: attributions,
                              attributionOfToken: attributionOfToken, scareQuotes: scareQuotes))
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
