#if canImport(Glibc)
  import Glibc
#endif

/// Scales that turn counts and sums into comparable scores. Pure functions; nothing is read or written.
public enum Scales {
  /// Lowe's logit of two counts, ln(left + ½) − ln(right + ½), with its standard error.
  ///
  /// Positive where the left count is the larger; 0 for two equal counts, also for none at all, where the standard
  /// error of 2 says how little is known.
  /// Source: Lowe, Benoit, Mikhaylov & Laver 2011, doi 10.1111/j.1939-9162.2010.00006.x.
  public static func logit(left: Int, right: Int) -> (value: Double, standardError: Double) {
    let (l, r) = (Double(left) + 0.5, Double(right) + 0.5)
    return (log(l) - log(r), (1 / l + 1 / r).squareRoot())
  }

  /// x / √(x² + 15): squeezes a sum of valences (each −4…4) into −1…1.
  ///
  /// Source: the compound score of VADER (Hutto & Gilbert 2014).
  public static func compound(_ sum: Double) -> Double { sum / (sum * sum + 15).squareRoot() }

  /// (P − N) / (P + N), −1…1: the relative proportional difference; nil where both are zero.
  ///
  /// Source: Lowe et al. 2011.
  public static func relativeDifference(positive: Double, negative: Double) -> Double? {
    positive + negative == 0 ? nil : (positive - negative) / (positive + negative)
  }
}
