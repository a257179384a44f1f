/// A document's layers by their addresses, for the innermost loops. It is good inside `Document.withView` only, and reads
/// beyond a layer are found by debug builds alone.
///
/// It is one address itself, so that to hand it on costs nothing.
@frozen
public struct DocumentView {
  @usableFromInline let layers: UnsafePointer<Layers>

  @frozen
  @usableFromInline
  struct Layers {
    @usableFromInline var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    @usableFromInline var tokens = UnsafeBufferPointer<Token>(start: nil, count: 0)
    @usableFromInline var hits = UnsafeBufferPointer<TermHit>(start: nil, count: 0)
    @usableFromInline var mentions = UnsafeBufferPointer<Mention>(start: nil, count: 0)
    @usableFromInline var spans = UnsafeBufferPointer<SentenceSpan>(start: nil, count: 0)
    @usableFromInline var marks = UnsafeBufferPointer<TokenMarks>(start: nil, count: 0)
    @usableFromInline var wordsBefore = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    @usableFromInline var clauses = UnsafeBufferPointer<Clause>(start: nil, count: 0)
    @usableFromInline var attributions = UnsafeBufferPointer<Attribution>(start: nil, count: 0)
    @usableFromInline var attributionOfToken = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    @usableFromInline var scareQuotes = UnsafeBufferPointer<Range<Int32>>(start: nil, count: 0)

    @inlinable init() {}
  }

  @inlinable
  init(_ layers: UnsafePointer<Layers>) { self.layers = layers }

  @inlinable public var text: UnsafeBufferPointer<UInt8> { layers.pointee.text }
  @inlinable public var tokens: UnsafeBufferPointer<Token> { layers.pointee.tokens }
  @inlinable public var hits: UnsafeBufferPointer<TermHit> { layers.pointee.hits }
  @inlinable public var mentions: UnsafeBufferPointer<Mention> { layers.pointee.mentions }
  @inlinable public var spans: UnsafeBufferPointer<SentenceSpan> { layers.pointee.spans }
  @inlinable public var marks: UnsafeBufferPointer<TokenMarks> { layers.pointee.marks }
  @inlinable public var wordsBefore: UnsafeBufferPointer<Int32> { layers.pointee.wordsBefore }
  @inlinable public var clauses: UnsafeBufferPointer<Clause> { layers.pointee.clauses }
  @inlinable public var attributions: UnsafeBufferPointer<Attribution> { layers.pointee.attributions }
  @inlinable public var attributionOfToken: UnsafeBufferPointer<Int32> { layers.pointee.attributionOfToken }
  @inlinable public var scareQuotes: UnsafeBufferPointer<Range<Int32>> { layers.pointee.scareQuotes }

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
    var layers = DocumentView.Layers()
    return article.text.withUnsafeBufferPointer { text in
      layers.text = text
      return tokens.withUnsafeBufferPointer { tokens in
        layers.tokens = tokens
        return hits.withUnsafeBufferPointer { hits in
          layers.hits = hits
          return mentions.withUnsafeBufferPointer { mentions in
            layers.mentions = mentions
            return spans.withUnsafeBufferPointer { spans in
              layers.spans = spans
              return marks.withUnsafeBufferPointer { marks in
                layers.marks = marks
                return wordsBefore.withUnsafeBufferPointer { wordsBefore in
                  layers.wordsBefore = wordsBefore
                  return clauses.withUnsafeBufferPointer { clauses in
                    layers.clauses = clauses
                    return attributions.withUnsafeBufferPointer { attributions in
                      layers.attributions = attributions
                      return attributionOfToken.withUnsafeBufferPointer { attributionOfToken in
                        layers.attributionOfToken = attributionOfToken
                        return scareQuotes.withUnsafeBufferPointer { scareQuotes in
                          layers.scareQuotes = scareQuotes
                          return withUnsafePointer(to: layers) { body(DocumentView($0)) }
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
