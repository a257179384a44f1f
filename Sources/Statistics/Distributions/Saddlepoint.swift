#if canImport(Glibc)
  import Glibc
#endif

/// Logarithms of binomial and hypergeometric probabilities that keep their precision for counts of any size.
///
/// ln Γ of large counts loses what the probability needs: its value is near 10⁹ and its error near 10⁻⁷. Here each
/// probability is the product of small corrections and of deviances that are 0 at the expectation.
/// Source: Loader 2000, Fast and accurate computation of binomial probabilities.
enum Saddlepoint {
  /// ln n! − (n + ½) ln n + n − ½ ln 2π, for n > 0: what Stirling's formula lacks.
  static func stirlingError(_ n: Double) -> Double {
    if n < 16 { return log(tgamma(n + 1)) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi) }
    let square = n * n
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square) / n
  }

  /// x ln(x / mean) + mean − x, at least 0; 0 where both agree. For x ≥ 0 and mean > 0.
  static func deviance(_ x: Double, mean: Double) -> Double {
    guard x > 0 else { return mean }
    guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
    let v = (x - mean) / (x + mean)
    var sum = (x - mean) * v
    var power = 2 * x * v
    for j in 1...1000 {
      power *= v * v
      let next = sum + power / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return max(0, sum)
  }

  /// ln of the probability of x successes in n trials. Both p and q = 1 − p are given, as one may be too near 1 to tell the other.
  static func logBinomial(_ x: Double, of n: Double, p: Double, q: Double) -> Double {
    if p <= 0 { return x == 0 ? 0 : -.infinity }
    if q <= 0 { return x == n ? 0 : -.infinity }
    if x == 0 { return n * (p < 0.5 ? log1p(-p) : log(q)) }
    if x == n { return n * (q < 0.5 ? log1p(-q) : log(p)) }
    let rest = n - x
    return stirlingError(n) - stirlingError(x) - stirlingError(rest)
      - deviance(x, mean: n * p) - deviance(rest, mean: n * q) - 0.5 * log(2 * Double.pi * x * (rest / n))
  }

  /// ln of the Poisson probability of x, which need not be whole: x ≥ 0, mean > 0.
  static func logPoisson(_ x: Double, mean: Double) -> Double {
    x == 0 ? -mean : -stirlingError(x) - deviance(x, mean: mean) - 0.5 * log(2 * Double.pi * x)
  }

  /// ln of the probability that `drawn` of `first` + `second` things hold x of the first kind.
  static func logHypergeometric(_ x: Int, first: Int, second: Int, drawn: Int) -> Double {
    guard x >= 0, x <= first, drawn - x >= 0, drawn - x <= second else { return -.infinity }
    guard drawn > 0, drawn < first + second else { return 0 }
    let all = Double(first) + Double(second)
    let (p, q) = (Double(drawn) / all, (all - Double(drawn)) / all)
    return logBinomial(Double(x), of: Double(first), p: p, q: q)
      + logBinomial(Double(drawn - x), of: Double(second), p: p, q: q)
      - logBinomial(Double(drawn), of: all, p: p, q: q)
  }
}
