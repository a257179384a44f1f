/// SplitMix64: a small generator whose numbers are the same on every machine.
/// Source: Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Intervals by resampling whole documents, since the mentions of one are not independent.
/// Source: Efron & Tibshirani 1993, percentile intervals; clusters as in Cameron, Gelbach & Miller 2008.
public enum Bootstrap {
  public struct Interval: Sendable, Equatable {
    public var low: Double
    public var high: Double

    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// Draws of clusters with replacement: for each sample, how often each cluster was drawn.
  public static func draws(clusters: Int, samples: Int, seed: UInt64) -> [[Int]] {
    var random = SplitMix64(seed: seed)
    return (0..<samples).map { _ in
      var counts = Array(repeating: 0, count: clusters)
      draw(into: &counts, using: &random)
      return counts
    }
  }

  /// One sample: as many clusters as there are, with replacement, counted in place of what `counts` held.
  static func draw(into counts: inout [Int], using random: inout SplitMix64) {
    for cluster in counts.indices { counts[cluster] = 0 }
    for _ in counts.indices { counts[Int.random(in: counts.indices, using: &random)] += 1 }
  }

  /// The middle `level` of values (0…1), by linear interpolation between order statistics. At least one value is needed:
  /// of none both ends are NaN; `resample` gives nil then.
  public static func interval(_ values: [Double], level: Double = 0.95) -> Interval {
    let sorted = values.sorted()
    func quantile(_ q: Double) -> Double {
      guard let last = sorted.indices.last else { return .nan }
      let at = q * Double(last)
      let below = Int(at)
      let above = min(below + 1, last)
      return sorted[below] + (at - Double(below)) * (sorted[above] - sorted[below])
    }
    return Interval(low: quantile((1 - level) / 2), high: quantile((1 + level) / 2))
  }
}
