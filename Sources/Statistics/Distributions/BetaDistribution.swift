#if canImport(Glibc)
  import Glibc
#endif

/// The beta distribution, for exact bounds on shares.
enum BetaDistribution {
  /// The share x / (1 − x) as its logarithm, where P(X ≤ x) is `probability`: for shapes a, b > 0 and 0 < probability < 1.
  ///
  /// The log-odds tell shares near 0 and near 1 equally well. ln P is concave in them, so that Newton's steps reach the root
  /// from any start.
  static func logitQuantile(_ probability: Double, a: Double, b: Double) -> Double {
    let goal = log(probability)
    var t = log(a / b)
    for _ in 0..<200 {
      let (value, slope) = logLowerTail(logit: t, a: a, b: b)
      let step = (goal - value) / slope
      guard step.isFinite else { break }
      t += step
      if abs(step) <= 1e-15 * max(1, abs(t)) { break }
    }
    return t
  }

  /// ln P(X ≤ x), and how fast it grows with the log-odds t of x.
  private static func logLowerTail(logit t: Double, a: Double, b: Double) -> (value: Double, slope: Double) {
    let x = t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t))
    let rest = t < 0 ? 1 / (1 + exp(t)) : exp(-t) / (1 + exp(-t))
    // ln of x^a (1 − x)^b / B(a, b): the density over log-odds.
    let density = Saddlepoint.logBinomial(a, of: a + b, p: x, q: rest) + log(a) + log(b) - log(a + b)
    if x <= (a + 1) / (a + b + 2) {
      let value = density - log(a) + log(fraction(x, a: a, b: b))
      return (value, exp(density - value))
    }
    let upper = exp(density - log(b) + log(fraction(rest, a: b, b: a)))
    let value = log1p(-min(upper, 1 - 1e-16))
    return (value, exp(density - value))
  }

  /// The continued fraction of the incomplete beta function, for x below about the mean.
  /// Source: DLMF 8.17.22; evaluated as by Thompson & Barnett 1986, doi 10.1016/0021-9991(86)90046-X.
  private static func fraction(_ x: Double, a: Double, b: Double) -> Double {
    let tiny = 1e-300
    func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var result = d
    for m in stride(from: 1.0, through: 1_000_000, by: 1) {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / away(1 + even * d)
      c = away(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / away(1 + odd * d)
      c = away(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}
