import Statistics

/// What was learned from a coded sample: an induced lexicon and the weights of a logistic regression, every one of them
/// under its name. It turns the features of a mention into probabilities of negative, neutral and positive.
public struct Calibration: Sendable {
  public static let format = 1

  /// What it was learned from, as the file tells.
  public struct Origin: Codable, Sendable, Equatable {
    public var language: String
    public var source: String
    public var licence: String
    public var examples: Int
    /// 1 / C of the regression.
    public var penalty: Double

    public init(language: String, source: String, licence: String, examples: Int = 0, penalty: Double = 0) {
      self.language = language
      self.source = source
      self.licence = licence
      self.examples = examples
      self.penalty = penalty
    }
  }

  public var origin: Origin
  public let lexicon: InducedLexicon
  /// By feature of `FeatureSpace`, then class.
  public let weights: [Double]
  /// What the label is chosen by; the probabilities themselves stay as they are.
  public let decision: Decision

  public init(origin: Origin, lexicon: InducedLexicon, weights: [Double], decision: Decision = Decision()) {
    self.decision = decision
    precondition(weights.count == FeatureSpace.count * 3)
    self.origin = origin
    self.lexicon = lexicon
    self.weights = weights
  }

  /// Probabilities of negative, neutral and positive.
  /// - Parameters:
  ///   - values: features but for those of the induced lexicon.
  ///   - words: the words by the target, and their folded forms.
  public func probabilities(_ values: [Double], _ words: [ContextWord], folded: [String]) -> [Double] {
    LogisticRegression.probabilities(row(values, words, folded: folded), weights: weights, classes: 3)
  }

  /// All features, as the regression sees them.
  func row(_ values: [Double], _ words: [ContextWord], folded: [String]) -> [Double] {
    Self.row(values, words, folded: folded, lexicon)
  }

  static func row(_ values: [Double], _ words: [ContextWord], folded: [String], _ lexicon: InducedLexicon) -> [Double] {
    var values = values
    TargetFeatures.add(lexicon, words, folded: folded, to: &values)
    return values.map(dampened)
  }

  /// Sums of weights grow with the length of a sentence; their logarithm does less so. Keeps the sign.
  static func dampened(_ value: Double) -> Double {
    value == 0 ? 0 : value < 0 ? -Scales.log1p(-value) : Scales.log1p(value)
  }
}
