/// Words of a text by polarity, and the scales over them as quanteda's `textstat_polarity` has them.
///
/// Counts of parts add up to those of the whole. Where quanteda divides by zero and gives NaN, these give nil.
public struct PolarityCounts: Sendable, Equatable {
  public var positive: Int
  public var negative: Int
  /// Words of a category that the lexicon calls neutral.
  public var neutral: Int
  /// Words of no category.
  public var other: Int

  public init(positive: Int = 0, negative: Int = 0, neutral: Int = 0, other: Int = 0) {
    self.positive = positive
    self.negative = negative
    self.neutral = neutral
    self.other = other
  }

  /// All words: the denominator of the absolute difference. An entry of several words counts once.
  public var words: Int { positive + negative + neutral + other }

  public static func += (left: inout PolarityCounts, right: PolarityCounts) {
    left.positive += right.positive
    left.negative += right.negative
    left.neutral += right.neutral
    left.other += right.other
  }

  /// ln(P + ½) − ln(N + ½) with its standard error; quanteda's default. 0 ± 2 without a hit.
  public var logit: (value: Double, standardError: Double) { Scales.logit(left: positive, right: negative) }

  /// (P − N) / (P + N), −1…1; nil without a hit.
  public var relativeDifference: Double? {
    Scales.relativeDifference(positive: Double(positive), negative: Double(negative))
  }

  /// (P − N) / W, −1…1; nil without a word.
  public var absoluteDifference: Double? {
    Scales.absoluteDifference(positive: Double(positive), negative: Double(negative), words: Double(words))
  }

  /// Janis and Fadner's coefficient of imbalance, −1…1; nil without a word.
  public var janisFadner: Double? {
    Scales.janisFadner(positive: Double(positive), negative: Double(negative), words: Double(words))
  }
}
