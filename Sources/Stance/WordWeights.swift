/// What the regression learned of single words: by space and stem, a weight for each class.
///
/// A word is counted in several spaces at once: anywhere, on its side of the target, and next to it. Words are
/// told by their stems: themselves if short, otherwise their beginning (`InducedLexicon.beginning`).
public struct WordWeights: Sendable, Equatable {
  public enum Space: String, CaseIterable, Sendable {
    case any, before, after, speech
    case nearBefore = "near-before"
    case nearAfter = "near-after"
    case nextBefore = "next-before"
    case nextAfter = "next-after"
  }

  /// By space, then stem: weights of negative, neutral, positive.
  public private(set) var entries: [Space: [String: [Double]]]

  public init(_ entries: [Space: [String: [Double]]] = [:]) { self.entries = entries }

  static func stem(_ word: String) -> String { InducedLexicon.beginning(of: word) ?? word }

  /// Words by fewer targets are left out.
  static let fewest = 4
  /// Values of words in the regression: the greater, the less they are shrunk beside the other features.
  static let scale = 1.5

  /// What a stem adds to the scores of the classes where it stands in `context`, and how much it counts in the norm.
  func sum(_ stem: String, _ context: WordContext) -> (scores: [Double], squares: Double) {
    var scores = [0.0, 0.0, 0.0]
    var squares = 0.0
    for space in context.spaces {
      guard let weights = entries[space]?[stem] else { continue }
      for label in 0..<3 { scores[label] += weights[label] * context.weight }
      squares += context.weight * context.weight
    }
    return (scores, squares)
  }

  /// Long sentences say less a word: values are divided by the square root of their length as a vector.
  static func norm(_ squares: Double) -> Double { squares > 0 ? scale / squares.squareRoot().squareRoot() : 0 }
}

/// Where a word stands as the regression sees it: one of the places, the target's own speech, or right next to it.
struct WordContext {
  let spaces: [WordWeights.Space]
  let weight: Double

  static let speech = Place.count
  static let nextBefore = speech + 1
  static let nextAfter = speech + 2
  static let count = speech + 3

  /// By place, then those above.
  static let all: [WordContext] =
    Place.allCases.map { place in
      var spaces: [WordWeights.Space] = [.any, place.isBefore ? .before : .after]
      let isNear = place == .beforeNear || place == .afterNear
      if isNear { spaces.append(place.isBefore ? .nearBefore : .nearAfter) }
      return WordContext(spaces: spaces, weight: isNear ? 1 : place.isFar ? 0.5 : 0.8)
    } + [
      WordContext(spaces: [.any, .speech], weight: 0.5),
      WordContext(spaces: [.any, .before, .nearBefore, .nextBefore], weight: 1),
      WordContext(spaces: [.any, .after, .nearAfter, .nextAfter], weight: 1),
    ]
}

extension ContextWord {
  var contextNumber: Int {
    if isOwnSpeech { return WordContext.speech }
    if isNext { return place.isBefore ? WordContext.nextBefore : WordContext.nextAfter }
    return place.number
  }
}
