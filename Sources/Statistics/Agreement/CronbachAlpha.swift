/// How well the entries of a lexicon's category go together.
public enum CronbachAlpha {
  /// α = k / (k − 1) · (1 − Σ variances of items / variance of their sum), at most 1; KR-20 where all values are 0 or 1.
  ///
  /// nil for fewer than two items or cases, items of unequal length, a sum that does not vary, and values that are no finite numbers.
  /// - Parameter items: the values of each item, by case (article).
  /// Source: Cronbach 1951, doi 10.1007/BF02310555; Kuder & Richardson 1937, doi 10.1007/BF02288391.
  public static func value(items: [[Double]]) -> Double? {
    guard items.count > 1, let cases = items.first?.count, cases > 1,
      items.allSatisfy({ $0.count == cases && $0.allSatisfy(\.isFinite) })
    else { return nil }
    let sums = (0..<cases).map { number in items.reduce(0) { $0 + $1[number] } }
    let whole = Moments(sums).squares
    guard whole > 0 else { return nil }
    let parts = items.reduce(0) { $0 + Moments($1).squares }
    let k = Double(items.count)
    return k / (k - 1) * (1 - parts / whole)
  }
}
