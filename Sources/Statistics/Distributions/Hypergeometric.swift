#if canImport(Glibc)
  import Glibc
#endif

/// How many of the first kind are among `drawn` of `first` + `second` things.
struct Hypergeometric {
  let first: Int
  let second: Int
  let drawn: Int

  var least: Int { max(0, drawn - second) }
  var most: Int { min(drawn, first) }

  /// The likeliest number.
  var mode: Int {
    let product = UInt(drawn + 1).multipliedFullWidth(by: UInt(first + 1))
    return min(most, max(least, Int(UInt(first + second + 2).dividingFullWidth(product).quotient)))
  }

  func logProbability(_ x: Int) -> Double {
    Saddlepoint.logHypergeometric(x, first: first, second: second, drawn: drawn)
  }

  /// P(x + 1) / P(x), which falls with x.
  private func ratio(_ x: Int) -> Double {
    Double(first - x) / Double(x + 1) * (Double(drawn - x) / Double(second - drawn + x + 1))
  }

  /// ln P(X ≥ x).
  func logUpperTail(_ x: Int) -> Double {
    if x <= least { return 0 }
    if x > most { return -.infinity }
    guard x > mode else { return log1p(-exp(logLowerTail(x - 1))) }
    var (sum, term) = (1.0, 1.0)
    for at in stride(from: x, to: most, by: 1) {
      term *= ratio(at)
      sum += term
      if term < 1e-18 * sum { break }
    }
    return min(0, logProbability(x) + log(sum))
  }

  /// ln P(X ≤ x).
  func logLowerTail(_ x: Int) -> Double {
    if x >= most { return 0 }
    if x < least { return -.infinity }
    guard x < mode else { return log1p(-exp(logUpperTail(x + 1))) }
    var (sum, term) = (1.0, 1.0)
    for at in stride(from: x, to: least, by: -1) {
      term /= ratio(at - 1)
      sum += term
      if term < 1e-18 * sum { break }
    }
    return min(0, logProbability(x) + log(sum))
  }

  /// The greatest number below one at which ln P fulfils a condition that holds from there downward.
  func last(below limit: Int, where holds: (Double) -> Bool) -> Int? {
    var (low, high) = (least - 1, limit)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(logProbability(middle)) { low = middle } else { high = middle }
    }
    return low < least ? nil : low
  }

  /// The least number above one at which ln P fulfils a condition that holds from there upward.
  func first(above limit: Int, where holds: (Double) -> Bool) -> Int? {
    var (low, high) = (limit, most + 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(logProbability(middle)) { high = middle } else { low = middle }
    }
    return high > most ? nil : high
  }

  /// ln of the odds ratio by which P(x) must be weighed, P(x) · odds^x, for the mean to be this one, between least and most.
  ///
  /// The mean grows with the log-odds, by the variance; Newton's steps are kept between bounds that close in.
  func logOdds(withMean goal: Double) -> Double {
    let rest = Double(drawn) - goal
    var at = log((goal + 0.5) / (Double(first) - goal + 0.5)) - log((rest + 0.5) / (Double(second) - rest + 0.5))
    var (low, high) = (-Double.infinity, Double.infinity)
    for _ in 0..<300 {
      let (mean, variance) = moments(logOdds: at)
      if mean == goal { break }
      if mean < goal { low = at } else { high = at }
      var next = at + (goal - mean) / variance
      if !(next > low && next < high) {
        next = low.isFinite && high.isFinite ? (low + high) / 2 : at + (mean < goal ? 2 : -2)
      }
      let step = abs(next - at)
      at = next
      if step <= 1e-15 * max(1, abs(at)) { break }
    }
    return at
  }

  /// Mean and variance of the distribution weighed by odds^x.
  private func moments(logOdds: Double) -> (mean: Double, variance: Double) {
    let odds = exp(logOdds)
    // The likeliest number: the first from which the next one is less likely.
    var (low, high) = (least, most)
    while low < high {
      let middle = low + (high - low) / 2
      if ratio(middle) * odds > 1 { low = middle + 1 } else { high = middle }
    }
    let centre = low
    var (mass, sum, squares) = (1.0, 0.0, 0.0)
    func add(_ term: Double, _ distance: Double) {
      mass += term
      sum += term * distance
      squares += term * distance * distance
    }
    var term = 1.0
    for at in stride(from: centre, to: most, by: 1) {
      term *= ratio(at) * odds
      add(term, Double(at + 1 - centre))
      if term < 1e-20 * mass { break }
    }
    term = 1
    for at in stride(from: centre, to: least, by: -1) {
      term /= ratio(at - 1) * odds
      add(term, Double(at - 1 - centre))
      if term < 1e-20 * mass { break }
    }
    let shift = sum / mass
    return (Double(centre) + shift, squares / mass - shift * shift)
  }
}
