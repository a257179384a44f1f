#if canImport(Glibc)
  import Glibc
#endif

/// The upper tail of the χ² distribution.
public enum ChiSquaredDistribution {
  /// P(X > x) with so many degrees of freedom, 0…1, with a relative error below 10⁻¹² as far out as numbers go.
  ///
  /// For whole degrees of freedom the tail is a finite sum of positive terms, e^(−h) Σ h^k / Γ(k + 1) with h = x / 2 and k up to
  /// df / 2 − 1, and a normal tail where df is odd; it is summed from its greatest term on, to where terms tell no more.
  /// nil for NaN and for fewer degrees than 1; 1 for x ≤ 0.
  /// Source: Abramowitz & Stegun 26.4.4 and 26.4.5.
  public static func upperTail(_ x: Double, degrees: Int = 1) -> Double? {
    guard !x.isNaN, degrees > 0 else { return nil }
    guard x > 0 else { return 1 }
    guard x < .infinity else { return 0 }
    let isOdd = degrees % 2 == 1
    let normal = isOdd ? erfc((x / 2).squareRoot()) : 0
    let terms = degrees / 2
    guard terms > 0 else { return normal }
    let (h, first) = (x / 2, isOdd ? 0.5 : 0.0)
    // Terms rise to k ≈ h and fall from there.
    let start = max(0, min(terms - 1, Int(min(h - first, Double(terms)))))
    let greatest = exp(Saddlepoint.logPoisson(Double(start) + first, mean: h))
    var (sum, term) = (1.0, 1.0)
    for k in stride(from: start, to: 0, by: -1) {
      term *= (Double(k) + first) / h
      sum += term
      if term < 1e-18 * sum { break }
    }
    term = 1
    for k in stride(from: start + 1, to: terms, by: 1) {
      term *= h / (Double(k) + first)
      sum += term
      if term < 1e-18 * sum { break }
    }
    return min(1, normal + greatest * sum)
  }
}
