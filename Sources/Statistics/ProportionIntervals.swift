#if canImport(Glibc)
  import Glibc
#endif

/// Intervals for a share of independent trials; for shares of what is clustered in articles use `Bootstrap.resample`.
public enum ProportionIntervals {
  /// Wilson's score interval, within 0…1: near its level for small samples too.
  ///
  /// nil without a trial, for successes outside 0…trials, and for a level outside 0…1.
  /// Source: Wilson 1927, doi 10.1080/01621459.1927.10502953.
  public static func wilson(_ successes: Int, of trials: Int, level: Double = 0.95) -> Bootstrap.Interval? {
    guard trials > 0, (0...trials).contains(successes), level > 0, let z = NormalDistribution.quantile((1 + level) / 2)
    else { return nil }
    let n = Double(trials)
    let share = Double(successes) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return .init(
      low: successes == 0 ? 0 : max(0, middle - half), high: successes == trials ? 1 : min(1, middle + half))
  }

  /// Clopper and Pearson's exact interval, within 0…1: never below its level, so wider than Wilson's.
  ///
  /// nil as for `wilson`. Source: Clopper & Pearson 1934, doi 10.1093/biomet/26.4.404.
  public static func clopperPearson(_ successes: Int, of trials: Int, level: Double = 0.95) -> Bootstrap.Interval? {
    guard let (low, high) = clopperPearsonLogits(successes, of: trials, alpha: 1 - level) else { return nil }
    func share(_ logit: Double) -> Double { logit < 0 ? exp(logit) / (1 + exp(logit)) : 1 / (1 + exp(-logit)) }
    return .init(low: share(low), high: share(high))
  }

  /// The log-odds of both bounds, α / 2 outside each; −∞ and +∞ for shares of 0 and 1.
  static func clopperPearsonLogits(_ successes: Int, of trials: Int, alpha: Double) -> (low: Double, high: Double)? {
    guard trials > 0, (0...trials).contains(successes), alpha > 0, alpha < 1 else { return nil }
    let (hits, misses) = (Double(successes), Double(trials - successes))
    return (
      successes == 0 ? -.infinity : BetaDistribution.logitQuantile(alpha / 2, a: hits, b: misses + 1),
      // The upper bound is the lower one of the misses, turned round.
      misses == 0 ? .infinity : -BetaDistribution.logitQuantile(alpha / 2, a: misses, b: hits + 1)
    )
  }
}
