#if canImport(Glibc)
  import Glibc
#endif

extension KeynessTable {
  /// Pearson's χ², signed; its size is 0…N. nil where a row or a column of the table is empty.
  ///
  /// N (|ad − bc| − N·shift)² / ((a+b)(c+d)(a+c)(b+d)). With `williams` it is divided by q; quanteda multiplies there,
  /// which is a fault (its figures are larger than without correction).
  /// Source: Yates 1934, doi 10.2307/2983604; Williams 1976.
  public func chiSquared(_ correction: KeynessCorrection = .yatesWhereSparse) -> Double? {
    guard isComplete else { return nil }
    let move = max(0, abs(cross) - all * yates(correction))
    let value = move / (a + b) * (move / (c + d)) * (all / (a + c)) / (b + d)
    return sign * (correction == .williams ? value / williams : value)
  }

  /// G², the log-likelihood ratio 2 Σ O ln(O / E) over the four cells, signed. nil where a row or a column is empty.
  ///
  /// quanteda adds 10⁻⁹ within the logarithm, so that its figures are larger by up to 2·10⁻⁹·N; here nothing is added, and an
  /// empty cell counts 0, its limit.
  /// Source: Dunning 1993, aclanthology.org/J93-1003; Rayson & Garside 2000, doi 10.3115/1117729.1117730.
  public func likelihoodRatio(_ correction: KeynessCorrection = .yatesWhereSparse) -> Double? {
    guard isComplete else { return nil }
    // O ln(O / E) + E − O: the sum is the same, as both sum to N, and no term is negative.
    let value = 2 * cells(shift: yates(correction)).reduce(0) { $0 + Saddlepoint.deviance($1.0, mean: $1.1) }
    return sign * (correction == .williams ? value / williams : value)
  }

  /// The Bayesian information criterion of a difference, G² − ln N: above 10 is very strong evidence for one.
  /// Source: Wilson 2013, Embracing Bayes factors for key item analysis in corpus linguistics.
  public var bayesianInformation: Double? { likelihoodRatio(.none).map { abs($0) - log(all) } }
}
