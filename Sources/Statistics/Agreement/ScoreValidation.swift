/// Scores against a standard that was coded by hand, item by item. Items that lack either are left out.
public enum ScoreValidation {
  /// How far scores lie from the standard, and in which direction.
  public struct Limits: Sendable, Equatable {
    /// The mean of score − standard.
    public var bias: Double
    /// Its standard deviation over items.
    public var deviation: Double

    /// Between these lie 95 % of differences, if they are normal.
    public var low: Double { bias - 1.96 * deviation }
    public var high: Double { bias + 1.96 * deviation }
  }

  /// Limits of agreement; nil for fewer than two items, and where one is no finite number.
  /// Source: Bland & Altman 1986, doi 10.1016/S0140-6736(86)90837-8.
  public static func limits(scores: [Double?], standard: [Double?]) -> Limits? {
    guard let (scores, standard) = Correlation.complete(scores, standard) else { return nil }
    let moments = Moments(zip(scores, standard).map { $0 - $1 })
    guard let bias = moments.mean, let variance = moments.sampleVariance, variance.isFinite else { return nil }
    return Limits(bias: bias, deviation: variance.squareRoot())
  }

  /// Cook's distance of each item in the line of `scores` on `standard`: how much the line moves without it, 0 or more.
  ///
  /// One for each item that has both. nil for fewer than three, where the standard does not vary, where the line fits
  /// exactly, and for an item that alone decides the line.
  /// Source: Cook 1977, doi 10.1080/00401706.1977.10489493.
  public static func cookDistances(scores: [Double?], standard: [Double?]) -> [Double]? {
    guard let (y, x) = Correlation.complete(scores, standard) else { return nil }
    let (xs, ys) = (Moments(x), Moments(y))
    guard x.count > 2, let xMean = xs.mean, let yMean = ys.mean, xs.squares > 0 else { return nil }
    var sum = 0.0
    for (x, y) in zip(x, y) { sum += (x - xMean) * (y - yMean) }
    let slope = sum / xs.squares
    let residuals = zip(x, y).map { $1 - yMean - slope * ($0 - xMean) }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    guard squares > 1e-24 * ys.squares else { return nil }
    let variance = squares / Double(x.count - 2)
    let distances = zip(x, residuals).map { x, residual in
      let leverage = 1 / Double(xs.count) + (x - xMean) * (x - xMean) / xs.squares
      let rest = 1 - leverage
      return rest < 1e-12 ? .infinity : residual * residual / (2 * variance) * leverage / (rest * rest)
    }
    return distances.allSatisfy(\.isFinite) ? distances : nil
  }

  /// The share of items whose score has the standard's sign, 0…1: mean directional accuracy; nil without an item.
  public static func directionalAccuracy(scores: [Double?], standard: [Double?]) -> Double? {
    guard let (scores, standard) = Correlation.complete(scores, standard), !scores.isEmpty else { return nil }
    func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }
    return Double(zip(scores, standard).count { sign($0) == sign($1) }) / Double(scores.count)
  }

  /// The mean of |score − standard| / 2 for both in −1…1, itself 0…1: mean absolute error as a share of the scale; nil without
  /// an item. Scores on other scales must be rescaled before.
  public static func absoluteError(scores: [Double?], standard: [Double?]) -> Double? {
    guard let (scores, standard) = Correlation.complete(scores, standard), !scores.isEmpty else { return nil }
    return zip(scores, standard).reduce(0) { $0 + abs($1.0 - $1.1) } / (2 * Double(scores.count))
  }
}
