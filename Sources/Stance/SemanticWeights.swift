/// What words weigh by their meaning: whoever is "lauded" is well spoken of, though no coded sentence says "lauded", since
/// those that say "praised" do.
///
/// They are learned through `WordVectors`: the regression weighs the sum of the vectors around the target, anywhere, on either
/// side, near and next to it. As that is linear in each word's vector, all that it says of a word are a few weights, and
/// the vectors themselves are needed no more. A sum is divided by its length as a vector of sizes, so that long sentences do
/// not say more than short ones.
public struct SemanticWeights: Sendable, Equatable {
  /// Spaces of `WordWeights` that words weigh in by their meaning; near and next are the same on both sides.
  public enum Space: String, CaseIterable, Sendable {
    case any, before, after, near, next

    static let count = 5
  }

  public struct Entry: Sendable, Equatable {
    /// Length of the word's vector; then by space its weights of negative and positive, those of neutral being 0.
    public let figures: [Double]

    public static let count = 1 + Space.count * 2

    /// - Parameter figures: as many as `count`.
    public init(figures: [Double]) {
      precondition(figures.count == Self.count)
      self.figures = figures
    }
  }

  /// By folded word.
  public let entries: [String: Entry]

  public init(_ entries: [String: Entry] = [:]) { self.entries = entries }

  /// The weights of all words with vectors.
  /// - Parameter regression: by space, dimension and class, as fitted to `features`.
  init(_ vectors: WordVectors, regression: ArraySlice<Double>) {
    precondition(regression.count == Self.features(vectors) * 3)
    var entries: [String: Entry] = [:]
    for word in vectors.words {
      let vector = vectors[word]!
      var figures = [Self.size(vector)]
      for space in 0..<Space.count {
        var scores = [0.0, 0.0, 0.0]
        for (dimension, value) in vector.enumerated() {
          let start = regression.startIndex + (space * vectors.dimension + dimension) * 3
          for label in 0..<3 { scores[label] += value * Self.scale * regression[start + label] }
        }
        figures += [scores[0] - scores[1], scores[2] - scores[1]]
      }
      entries[word] = Entry(figures: figures)
    }
    self.init(entries)
  }

  // MARK: Features

  /// Values of the sums in the regression: the greater, the less they are shrunk beside the other features.
  private static let scale = 1.5

  static func features(_ vectors: WordVectors?) -> Int { (vectors?.dimension ?? 0) * Space.count }

  /// The features of one example: by space, then dimension.
  static func features(_ vectors: WordVectors, _ words: [ContextWord], folded: [String]) -> [Double] {
    var values = Array(repeating: 0.0, count: features(vectors))
    var squares = 0.0
    for (word, text) in zip(words, folded) {
      guard let vector = vectors[text] else { continue }
      let context = WordContext.all[Int(word.context)]
      let size = size(vector) * context.weight
      squares += size * size
      for space in context.semanticSpaces {
        let start = space * vectors.dimension
        for (dimension, value) in vector.enumerated() { values[start + dimension] += value * context.weight }
      }
    }
    let norm = norm(squares) * scale
    return values.map { $0 * norm }
  }

  static func norm(_ squares: Double) -> Double { squares > 0 ? 1 / squares.squareRoot() : 0 }

  private static func size(_ vector: ArraySlice<Double>) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

/// What words add to the scores of the classes by their meaning, and to the norm.
struct SemanticSum {
  var negative = 0.0
  var positive = 0.0
  var squares = 0.0

  init() {}

  init(negative: Double, positive: Double, squares: Double) {
    (self.negative, self.positive, self.squares) = (negative, positive, squares)
  }

  init(_ entry: SemanticWeights.Entry?, _ context: WordContext) {
    guard let entry else {
      self.init()
      return
    }
    self.init(context) { entry.figures[$0] }
  }

  /// - Parameter figure: those of `SemanticWeights.Entry.figures`.
  @inline(__always)
  init(_ context: WordContext, figure: (Int) -> Double) {
    for space in context.semanticSpaces {
      negative += figure(1 + space * 2) * context.weight
      positive += figure(2 + space * 2) * context.weight
    }
    let size = figure(0)
    squares = size * size * context.weight * context.weight
  }

  static func += (sum: inout SemanticSum, other: SemanticSum) {
    sum.negative += other.negative
    sum.positive += other.positive
    sum.squares += other.squares
  }
}
