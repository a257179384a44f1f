import TextModel

/// How much of the text around a hit a concordance shows.
public enum ContextWindow: Sendable, Equatable {
  /// So many words to the left and to the right, over sentence ends; marks between them are not counted.
  case words(Int)
  /// The sentence in which the hit stands.
  case sentence

  /// The most words that may be asked for.
  public static let mostWords = 1000

  /// A number of words, or `sentence`; nil where it is neither.
  public init?(_ text: String) {
    if text == "sentence" {
      self = .sentence
    } else if let words = Int(text), (0...Self.mostWords).contains(words) {
      self = .words(words)
    } else {
      return nil
    }
  }

  /// The tokens around a hit.
  /// - Parameter hit: token indices, half-open, not empty.
  public func tokens(around hit: Range<Int32>, in document: Document) -> (left: Range<Int32>, right: Range<Int32>) {
    switch self {
    case .sentence:
      let first = document.sentences[document.sentence(of: hit.lowerBound)].first
      let last = document.sentences[document.sentence(of: hit.upperBound - 1)].last
      return (first..<hit.lowerBound, hit.upperBound..<last)
    case .words(let most):
      return (
        Self.start(hit.lowerBound, most, document)..<hit.lowerBound,
        hit.upperBound..<Self.end(hit.upperBound, most, document)
      )
    }
  }

  /// The token of the last word that still belongs to it; the text's first token where there are not as many.
  private static func start(_ hit: Int32, _ most: Int, _ document: Document) -> Int32 {
    var (at, words) = (hit, 0)
    while words < most {
      guard at > 0 else { return 0 }
      at -= 1
      if document.tokens[Int(at)].traits.contains(.word) { words += 1 }
    }
    return at
  }

  private static func end(_ hit: Int32, _ most: Int, _ document: Document) -> Int32 {
    var (at, words) = (hit, 0)
    while words < most {
      guard Int(at) < document.tokens.count else { return at }
      if document.tokens[Int(at)].traits.contains(.word) { words += 1 }
      at += 1
    }
    return at
  }
}
