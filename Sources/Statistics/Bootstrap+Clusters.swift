extension Bootstrap {
  /// What resampling says of a statistic.
  public struct Resampled: Sendable, Equatable {
    /// The middle of the samples' statistics; nil where fewer than two samples have one.
    public var interval: Interval?
    /// Their standard deviation; nil likewise.
    public var standardError: Double?
    /// Samples in which the statistic does not exist. Both figures above leave them out: where they are many, these say little.
    public var undefined: Int

    public init(interval: Interval?, standardError: Double?, undefined: Int) {
      self.interval = interval
      self.standardError = standardError
      self.undefined = undefined
    }
  }

  /// A percentile interval for any statistic of clusters (articles, units), by drawing whole clusters with replacement.
  ///
  /// The seed alone decides the draws, which are those of `draws`; only one is in memory at a time.
  /// - Parameters:
  ///   - samples: about 1,000 for an interval of 95 %.
  ///   - level: of the interval, 0…1.
  ///   - statistic: told how often each cluster was drawn; nil, or no finite number, where the sample has none.
  /// Source: Efron & Tibshirani 1993; Cameron, Gelbach & Miller 2008, doi 10.1162/rest.90.3.414.
  public static func resample(
    clusters: Int, samples: Int = 1000, seed: UInt64 = 1, level: Double = 0.95, statistic: ([Int]) -> Double?
  ) -> Resampled {
    var random = SplitMix64(seed: seed)
    var counts = Array(repeating: 0, count: max(0, clusters))
    var values: [Double] = []
    for _ in 0..<(counts.isEmpty ? 0 : samples) {
      draw(into: &counts, using: &random)
      if let value = statistic(counts), value.isFinite { values.append(value) }
    }
    guard values.count > 1, level >= 0, level <= 1 else {
      return Resampled(interval: nil, standardError: nil, undefined: samples - values.count)
    }
    return Resampled(
      interval: interval(values, level: level), standardError: Moments(values).sampleVariance?.squareRoot(),
      undefined: samples - values.count)
  }
}
