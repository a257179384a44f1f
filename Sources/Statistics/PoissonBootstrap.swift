#if canImport(Glibc)
  import Glibc
#endif

/// The bootstrap with a Poisson weight of mean 1 for each cluster and sample, in place of drawing as many clusters as there are.
///
/// A cluster's weights come from its own key, so that they are the same in whatever part of a corpus and for whatever group it
/// is counted: differences between groups that share clusters are paired. For many clusters both bootstraps agree.
/// Source: Hanley & MacGibbon 2006, doi 10.1016/j.cmpb.2006.04.006; Chamandy et al. 2012, Estimating uncertainty for massive data
/// streams (Google).
public struct PoissonBootstrap: Sendable {
  public let samples: Int
  public let seed: UInt64

  /// P(X ≤ k) of 2³², for k from 0.
  private static let thresholds: [UInt32] = {
    var (term, sum) = (exp(-1.0), 0.0)
    return (0..<12).map { k in
      sum += term
      term /= Double(k + 1)
      return UInt32(min(sum * 4_294_967_296, 4_294_967_295))
    }
  }()

  public init(samples: Int = 1000, seed: UInt64 = 1) {
    self.samples = samples
    self.seed = seed
  }

  /// How often the cluster is drawn in each sample: 0, 1, 2…, 1 in the mean.
  public func weights(of key: UInt64) -> [Int32] {
    var random = SplitMix64(seed: key ^ (seed &* 0x9E37_79B9_7F4A_7C15))
    var weights = Array(repeating: Int32(0), count: samples)
    var bits: UInt64 = 0
    for sample in weights.indices {
      bits = sample % 2 == 0 ? random.next() : bits >> 32
      let drawn = UInt32(truncatingIfNeeded: bits)
      var weight: Int32 = 0
      while Int(weight) < Self.thresholds.count, drawn >= Self.thresholds[Int(weight)] { weight += 1 }
      weights[sample] = weight
    }
    return weights
  }

  /// Percentiles of a statistic over the samples; nil where fewer than two samples have one.
  public static func interval(_ values: [Double?], level: Double = 0.95) -> Bootstrap.Interval? {
    let values = values.compactMap { $0 }
    return values.count > 1 ? Bootstrap.interval(values, level: level) : nil
  }
}
