#if canImport(Glibc)
  import Glibc
#endif

/// Tails and quantiles of the standard normal distribution.
///
/// Relative errors of the tails are below 10⁻¹², far out as well; nil is given for NaN alone.
/// Source: erfc of the C library; Abramowitz & Stegun 26.2.14 (continued fraction).
public enum NormalDistribution {
  /// P(Z > z), 0…1. 0 where it is below the least number there is (z > 38.5): see `logUpperTail`.
  public static func upperTail(_ z: Double) -> Double? { z.isNaN ? nil : 0.5 * erfc(z / 2.0.squareRoot()) }

  /// P(|Z| > |z|), 0…1: the p-value of a two-sided test.
  public static func twoSidedTail(_ z: Double) -> Double? { z.isNaN ? nil : erfc(abs(z) / 2.0.squareRoot()) }

  /// ln P(Z > z), at most 0: orders p-values that are too small to be told apart.
  public static func logUpperTail(_ z: Double) -> Double? {
    guard !z.isNaN else { return nil }
    if z < 0 { return log1p(-0.5 * erfc(-z / 2.0.squareRoot())) }
    if z < 20 { return log(0.5 * erfc(z / 2.0.squareRoot())) }
    guard z < .infinity else { return -.infinity }
    // Mills' ratio as a continued fraction: 1 / (z + 1 / (z + 2 / (z + 3 / …))).
    var fraction = z
    for k in stride(from: 40.0, through: 1, by: -1) { fraction = z + k / fraction }
    return -0.5 * z * z - 0.5 * log(2 * Double.pi) - log(fraction)
  }

  /// z with P(Z ≤ z) = p; nil unless 0 < p < 1.
  public static func quantile(_ p: Double) -> Double? {
    guard p > 0, p < 1 else { return nil }
    // The upper tail q ≤ ½ is solved for, so that small probabilities keep their digits. ln q is concave in z, so that
    // Newton's steps reach the root from any start.
    let q = min(p, 1 - p)
    let goal = log(q)
    var z = q < 0.4 ? (-2 * goal - log(-4 * Double.pi * goal)).squareRoot() : 0
    if !(z > 0) { z = 0 }
    for _ in 0..<100 {
      guard let now = logUpperTail(z) else { return nil }
      let hazard = exp(-0.5 * z * z - now) / (2 * Double.pi).squareRoot()
      let step = (now - goal) / hazard
      z += step
      if abs(step) <= 1e-15 * max(1, abs(z)) { break }
    }
    return p < 0.5 ? -z : z
  }
}
