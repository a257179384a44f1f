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

    static let count = 8
    static let all = allCases

    /// Place in `allCases`.
    var index: Int {
      switch self {
      case .any: 0
      case .before: 1
      case .after: 2
      case .speech: 3
      case .nearBefore: 4
      case .nearAfter: 5
      case .nextBefore: 6
      case .nextAfter: 7
      }
    }
  }

  /// By space, then stem: weights of negative, neutral, positive.
  public private(set) var entries: [Space: [String: [Double]]]

  public init(_ entries: [Space: [String: [Double]]] = [:]) { self.entries = entries }

  static func stem(_ word: String) -> String { InducedLexicon.beginning(of: word) ?? word }

  /// Words by fewer targets are left out.
  static let fewest = 4
  /// Values of words in the regression: the greater, the less they are shrunk beside the other features.
  static let scale = 1.5

  /// By space: the weights of a stem, nil where none were learned.
  func weights(of stem: String) -> [(Double, Double, Double)?] {
    Space.allCases.map { entries[$0]?[stem].map { ($0[0], $0[1], $0[2]) } }
  }

  /// Long sentences say less a word: values are divided by the square root of their length as a vector.
  static func norm(_ squares: Double) -> Double { squares > 0 ? scale / squares.squareRoot().squareRoot() : 0 }
}

/// Where a word stands as a calibration sees it: in one of the places, right next to the target, or in its own speech.
struct WordContext {
  /// nil in the target's own speech.
  let place: Place?
  /// The spaces of `WordWeights` whose weights it has in the regression, by their indices.
  let spaces: SmallSet
  /// The spaces of `SemanticWeights` it counts in, by their indices.
  let semanticSpaces: SmallSet
  /// How much it counts there.
  let weight: Double
  /// How much the induced lexicon's word counts in the sums over all places: half in another clause.
  let lexiconWeight: Double

  var side: InducedLexicon.Side { place.map { $0.isBefore ? .before : .after } ?? .speech }

  /// The cell of a row for a value of this sign.
  func cell(_ source: FeatureSpace.Source, _ value: Double) -> Int {
    place.map { FeatureSpace.cell(source, $0, value) } ?? FeatureSpace.speech(source, value)
  }

  static let count = Place.count + 3
  static let speech = UInt8(Place.count)

  static func number(_ place: Place, isNext: Bool) -> UInt8 {
    isNext ? speech + (place.isBefore ? 1 : 2) : UInt8(place.number)
  }

  /// By place, then own speech, then next to the target before and after.
  static let all: [WordContext] =
    Place.allCases.map { place in
      var spaces: [WordWeights.Space] = [.any, place.isBefore ? .before : .after]
      let isNear = place == .beforeNear || place == .afterNear
      if isNear { spaces.append(place.isBefore ? .nearBefore : .nearAfter) }
      return WordContext(
        place: place, spaces: spaces, weight: isNear ? 1 : place.isFar ? 0.5 : 0.8,
        lexiconWeight: place.isFar ? 0.5 : 1)
    } + [
      WordContext(place: nil, spaces: [.any, .speech], weight: 0.5, lexiconWeight: 0.7),
      WordContext(
        place: .beforeNear, spaces: [.any, .before, .nearBefore, .nextBefore], weight: 1, lexiconWeight: 1),
      WordContext(place: .afterNear, spaces: [.any, .after, .nearAfter, .nextAfter], weight: 1, lexiconWeight: 1),
    ]

  private init(place: Place?, spaces: [WordWeights.Space], weight: Double, lexiconWeight: Double) {
    self.place = place
    self.weight = weight
    self.lexiconWeight = lexiconWeight
    self.spaces = SmallSet(spaces.map(\.index))
    semanticSpaces = SmallSet(
      spaces.compactMap { space in
        let semantic: SemanticWeights.Space? =
          switch space {
          case .any: .any
          case .before: .before
          case .after: .after
          case .nearBefore, .nearAfter: .near
          case .nextBefore, .nextAfter: .next
          case .speech: nil
          }
        return semantic.flatMap { SemanticWeights.Space.allCases.firstIndex(of: $0) }
      })
  }
}

/// Numbers below 8, the lowest first: no memory of their own, as they are asked for with every word.
struct SmallSet: Sequence, IteratorProtocol {
  private var bits: UInt8 = 0

  init(_ numbers: [Int]) { for number in numbers { bits |= 1 << UInt8(number) } }

  mutating func next() -> Int? {
    if bits == 0 { return nil }
    defer { bits &= bits - 1 }
    return bits.trailingZeroBitCount
  }
}

/// What words add to the scores of the classes, and to the norm.
struct WordSum {
  var negative = 0.0
  var neutral = 0.0
  var positive = 0.0
  var squares = 0.0

  init() {}

  init(negative: Double, neutral: Double, positive: Double, squares: Double) {
    (self.negative, self.neutral, self.positive, self.squares) = (negative, neutral, positive, squares)
  }

  /// A stem's, where it stands in `context`.
  /// - Parameter weights: those of a space by its index, nil where none were learned.
  @inline(__always)
  init(_ context: WordContext, weights: (Int) -> (Double, Double, Double)?) {
    for space in context.spaces {
      guard let weights = weights(space) else { continue }
      negative += weights.0 * context.weight
      neutral += weights.1 * context.weight
      positive += weights.2 * context.weight
      squares += context.weight * context.weight
    }
  }

  static func += (sum: inout WordSum, other: WordSum) {
    sum.negative += other.negative
    sum.neutral += other.neutral
    sum.positive += other.positive
    sum.squares += other.squares
  }
}
