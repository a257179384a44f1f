/// How two scores of the same items go together. Items that lack one of them are left out.
public enum Correlation {
  /// Pearson's product-moment correlation, −1…1.
  ///
  /// nil for fewer than two items, where a score does not vary, and where one is no finite number or so large that its
  /// square is none.
  /// Source: Pearson 1895, doi 10.1098/rspl.1895.0041.
  public static func pearson(_ x: [Double?], _ y: [Double?]) -> Double? {
    complete(x, y).flatMap { product($0.x, $0.y) }
  }

  /// Spearman's rank correlation, −1…1: Pearson's over ranks, items that are tied sharing the mean of their ranks.
  ///
  /// nil as for `pearson`. Source: Spearman 1904, doi 10.2307/1412159.
  public static func spearman(_ x: [Double?], _ y: [Double?]) -> Double? {
    complete(x, y).flatMap { product(midranks($0.x), midranks($0.y)) }
  }

  /// Ranks from 1, those that are tied sharing their mean rank.
  public static func midranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for at in start..<end { ranks[order[at]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// The items that have both scores; nil where the two differ in number, or one is no finite number.
  static func complete(_ x: [Double?], _ y: [Double?]) -> (x: [Double], y: [Double])? {
    guard x.count == y.count else { return nil }
    var pairs: (x: [Double], y: [Double]) = ([], [])
    for case (let x?, let y?) in zip(x, y) {
      guard x.isFinite, y.isFinite else { return nil }
      pairs.x.append(x)
      pairs.y.append(y)
    }
    return pairs
  }

  private static func product(_ x: [Double], _ y: [Double]) -> Double? {
    let (xs, ys) = (Moments(x), Moments(y))
    guard let xMean = xs.mean, let yMean = ys.mean, xs.squares > 0, ys.squares > 0, xs.squares.isFinite,
      ys.squares.isFinite
    else { return nil }
    var sum = 0.0
    for (x, y) in zip(x, y) { sum += (x - xMean) * (y - yMean) }
    let value = sum / (xs.squares.squareRoot() * ys.squares.squareRoot())
    return value.isFinite ? min(1, max(-1, value)) : nil
  }
}
