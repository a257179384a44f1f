#if canImport(Glibc)
  import Glibc
#endif

/// Measures of how large a difference is, whatever its significance.
extension KeynessTable {
  /// log₂ of the ratio of relative frequencies, ½ added to each count: 1 is twice as frequent in the target.
  ///
  /// log₂[((a + ½) / (n₁ + ½)) / ((b + ½) / (n₂ + ½))]; any finite number, 0 for empty corpora.
  /// Source: Hardie 2014, Log Ratio: an informal introduction; `LogRatio` of R's corpora.
  public var logRatio: Double {
    log2((a + 0.5) / (Double(targetTotal) + 0.5)) - log2((b + 0.5) / (Double(referenceTotal) + 0.5))
  }

  /// The bound of the log ratio that lies nearer to 0, or 0 where the interval holds 0: the least difference that the
  /// counts bear out.
  ///
  /// log₂[(n₂ / n₁) · τ / (1 − τ)], τ Clopper and Pearson's bound on a / (a + b). nil where the word or a corpus is missing.
  /// - Parameters:
  ///   - level: of the interval, above 0 and below 1.
  ///   - family: how many words are compared, Bonferroni's divisor of 1 − level; at least 1.
  /// Source: Evert 2022 (LRC), osf.io/x8z9n; `LRC` of R's corpora.
  public func conservativeLogRatio(level: Double = 0.95, family: Int = 1) -> Double? {
    guard targetTotal > 0, referenceTotal > 0, family > 0, level < 1, level > 0,
      let (low, high) = ProportionIntervals.clopperPearsonLogits(
        target, of: target + reference, alpha: (1 - level) / Double(family))
    else { return nil }
    let sizes = log2(Double(referenceTotal) / Double(targetTotal))
    let (lower, upper) = (sizes + low / log(2), sizes + high / log(2))
    return lower > 0 ? lower : upper < 0 ? upper : 0
  }

  /// (a / n₁) / (b / n₂), 0 or more: how many times as frequent; nil where the reference has none, or a corpus is empty.
  public var relativeRisk: Double? {
    targetTotal > 0 && reference > 0 ? a / Double(targetTotal) * (Double(referenceTotal) / b) : nil
  }

  /// %DIFF: the difference in per cent of the reference's relative frequency, −100 or more; nil as `relativeRisk`.
  /// Source: Gabrielatos & Marchi 2011, Keyness: matching metrics to definitions.
  public var percentDifference: Double? { relativeRisk.map { ($0 - 1) * 100 } }

  /// a·d / (b·c), 0 or more; nil where that divides by 0.
  public var oddsRatio: Double? { b * c > 0 ? a * d / (b * c) : nil }

  /// ln(a / E): pointwise mutual information of word and target; nil where the target has none, or a corpus is empty.
  /// Source: Church & Hanks 1990, aclanthology.org/J90-1003. quanteda adds 10⁻⁹ within the logarithm.
  public var mutualInformation: Double? {
    target > 0 && referenceTotal > 0 ? log(a / (a + b) * (all / Double(targetTotal))) : nil
  }

  /// (occurrences per million in the target + constant) / (the same of the reference + constant), above 0. The larger the
  /// constant, the more frequent the words it favours. nil for an empty corpus, and for a constant not above 0.
  /// Source: Kilgarriff 2009, Simple maths for keywords.
  public func simpleMaths(constant: Double = 1) -> Double? {
    guard targetTotal > 0, referenceTotal > 0, constant > 0 else { return nil }
    return (a / Double(targetTotal) * 1e6 + constant) / (b / Double(referenceTotal) * 1e6 + constant)
  }
}
