/// How likely a stance is negative, neutral and positive; the three add up to 1.
@frozen
public struct Probabilities: Sendable, Equatable {
  public var negative: Double
  public var neutral: Double
  public var positive: Double

  @inlinable
  public init(negative: Double, neutral: Double, positive: Double) {
    self.negative = negative
    self.neutral = neutral
    self.positive = positive
  }

  /// A score of −1…1 read as probabilities: as much of one side as it says, the rest neutral.
  @inlinable
  public init(score: Double) {
    self.init(negative: max(0, -score), neutral: 1 - abs(score), positive: max(0, score))
  }

  /// P(positive) − P(negative), −1…1.
  @inlinable public var score: Double { positive - negative }

  /// By class: 0 negative, 1 neutral, 2 positive.
  @inlinable
  public subscript(label: Int) -> Double { label == 0 ? negative : label == 1 ? neutral : positive }

  @inlinable
  public static func + (a: Probabilities, b: Probabilities) -> Probabilities {
    Probabilities(
      negative: a.negative + b.negative, neutral: a.neutral + b.neutral, positive: a.positive + b.positive)
  }

  @inlinable
  public static func / (a: Probabilities, count: Double) -> Probabilities {
    Probabilities(negative: a.negative / count, neutral: a.neutral / count, positive: a.positive / count)
  }
}

/// What a calibration makes of one mention.
public struct Reading: Sendable {
  /// Index of the mention in the document.
  public var mention: Int32
  public var actor: Int32
  /// Index of the sentence.
  public var sentence: Int32
  public var probabilities: Probabilities
  /// Learned words with a clear polarity in its sentence.
  public var tellingWords: Int
  /// Does anything speak of it: evidence, or such a word?
  public var isTold: Bool
  /// Why: places in `Document.terms`, filled in only where evidence is wanted.
  public var terms: Range<Int32>

  public init(
    mention: Int32, actor: Int32, sentence: Int32, probabilities: Probabilities, tellingWords: Int, isTold: Bool,
    terms: Range<Int32> = 0..<0
  ) {
    self.mention = mention
    self.actor = actor
    self.sentence = sentence
    self.probabilities = probabilities
    self.tellingWords = tellingWords
    self.isTold = isTold
    self.terms = terms
  }

  /// A share of ln(P(positive) / P(negative)); all terms of a reading add up to it.
  public struct Term: Sendable {
    /// Number of the feature.
    public var feature: Int
    /// The learned word behind it; -1 for a feature of the whole mention.
    public var token: Int32
    public var contribution: Double

    public init(feature: Int, token: Int32 = -1, contribution: Double) {
      self.feature = feature
      self.token = token
      self.contribution = contribution
    }
  }
}
