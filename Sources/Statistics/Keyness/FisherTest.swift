#if canImport(Glibc)
  import Glibc
#endif

/// Fisher's exact test: how likely tables at least as extreme are, with the margins as they are.
///
/// Everything is summed in log space from the greatest term of each tail, so that counts of millions cost thousands of steps
/// and keep their digits.
/// Source: Fisher 1935, doi 10.2307/2342435.
public struct FisherTest: Sendable {
  public enum Alternative: String, Sendable, CaseIterable {
    /// Tables that are at most as likely as the one at hand, in both directions, as in R and scipy.
    case twoSided
    /// The word is more frequent in the target.
    case greater
    case less
  }

  private let hypergeometric: Hypergeometric
  private let observed: Int

  public init(_ table: KeynessTable) {
    hypergeometric = Hypergeometric(
      first: table.targetTotal, second: table.referenceTotal, drawn: table.target + table.reference)
    observed = table.target
  }

  /// The p-value, 0…1; 0 where it is below the least number there is.
  public func p(_ alternative: Alternative = .twoSided) -> Double { exp(logP(alternative)) }

  /// ln of the p-value, at most 0: orders p-values that are too small to be told apart.
  public func logP(_ alternative: Alternative = .twoSided) -> Double {
    switch alternative {
    case .greater: return hypergeometric.logUpperTail(observed)
    case .less: return hypergeometric.logLowerTail(observed)
    case .twoSided: break
    }
    let mode = hypergeometric.mode
    // Tables that are as likely but for rounding count as such; the tolerance is R's.
    let limit = hypergeometric.logProbability(observed) + 1e-7
    guard hypergeometric.logProbability(mode) > limit else { return 0 }
    if observed > mode {
      let upper = hypergeometric.logUpperTail(observed)
      guard let other = hypergeometric.last(below: mode, where: { $0 <= limit }) else { return upper }
      return min(0, Self.sum(upper, hypergeometric.logLowerTail(other)))
    }
    let lower = hypergeometric.logLowerTail(observed)
    guard let other = hypergeometric.first(above: mode, where: { $0 <= limit }) else { return lower }
    return min(0, Self.sum(lower, hypergeometric.logUpperTail(other)))
  }

  /// The odds ratio that makes the table at hand the expected one, 0…∞: R's estimate, which lies nearer to 1 than a·d / (b·c).
  ///
  /// 0 and infinity where no table of these margins has fewer or more of the word in the target; nil where the margins allow
  /// one table only, which tells nothing.
  public var conditionalOddsRatio: Double? {
    guard hypergeometric.least < hypergeometric.most else { return nil }
    if observed == hypergeometric.least { return 0 }
    if observed == hypergeometric.most { return .infinity }
    return exp(hypergeometric.logOdds(withMean: Double(observed)))
  }

  private static func sum(_ a: Double, _ b: Double) -> Double { max(a, b) + log1p(exp(-abs(a - b))) }
}
