#if canImport(Glibc)
  import Glibc
#endif

/// Where the mean of a series changes, by PELT: the segments with the least Σ w (x − mean of the segment)² + penalty for each
/// change. This is the exact minimum, found in time that grows with the length where changes do.
///
/// Points without a value are passed over: segments are of the values in their order, whatever lies between them.
/// Source: Killick, Fearnhead & Eckley 2012, doi 10.1080/01621459.2012.737745; Jackson et al. 2005,
/// doi 10.1109/LSP.2001.838216.
public struct ChangePoints: Sendable, Equatable {
  public struct Segment: Sendable, Equatable {
    /// Places in the series of the first and the last value: a change lies between one segment's `last` and the next one's `first`.
    public var first: Int
    public var last: Int
    /// Points with a value.
    public var count: Int
    /// Weighted.
    public var mean: Double

    public init(first: Int, last: Int, count: Int, mean: Double) {
      self.first = first
      self.last = last
      self.count = count
      self.mean = mean
    }
  }

  /// In the order of the series; at least one.
  public let segments: [Segment]
  /// Σ w (x − mean)² of all segments, without penalties.
  public let cost: Double
  public let penalty: Double

  /// - Parameters:
  ///   - series: values at equal steps of time; nil where there is none, as in a week without an article.
  ///   - weights: above 0, one a point, such as the number of articles; nil: all the same. A point's variance is taken for 1 / weight.
  ///   - penalty: what a change must save, 0 or more, in squared units of the series. nil: 2 σ² ln n, as the Bayesian
  ///     information criterion has it for a change's place and mean; σ is told from differences between neighbours (their
  ///     median absolute value, or their mean square where that is 0), which changes of the mean hardly touch. Values that depend
  ///     on their neighbours want a larger one.
  ///   - shortest: values that a segment has at least.
  /// - Returns: nil for fewer values than `shortest`, values that are no finite numbers, and weights that do not fit.
  public init?(_ series: [Double?], weights: [Double]? = nil, penalty: Double? = nil, shortest: Int = 2) {
    let places = series.indices.filter { series[$0] != nil }
    let values = series.compactMap { $0 }
    let own = weights.map { weights in places.compactMap { $0 < weights.count ? weights[$0] : nil } }
    let weight = own ?? values.map { _ in 1 }
    guard shortest > 0, values.count >= shortest, weights.map({ $0.count == series.count }) ?? true,
      values.allSatisfy(\.isFinite), weight.allSatisfy({ $0 > 0 && $0.isFinite }), penalty.map({ $0 >= 0 }) ?? true
    else { return nil }
    let sums = Sums(values, weight)
    let price = penalty ?? 2 * Self.variance(values, weight) * log(Double(values.count))
    guard price.isFinite else { return nil }
    let ends = Self.ends(sums, count: values.count, penalty: price, shortest: shortest)
    var segments: [Segment] = []
    var cost = 0.0
    for (start, end) in zip([0] + ends, ends) {
      segments.append(
        Segment(
          first: places[start], last: places[end - 1], count: end - start,
          mean: zip(values[start..<end], weight[start..<end]).reduce(0) { $0 + $1.0 * $1.1 }
            / weight[start..<end].reduce(0, +)))
      cost += sums.cost(start, end)
    }
    self.segments = segments
    self.cost = cost
    self.penalty = price
  }

  /// Sums up to each value, taken from the series' mean, so that squares are small.
  private struct Sums {
    let mean: Double
    var weight = [0.0]
    var first = [0.0]
    var second = [0.0]

    init(_ values: [Double], _ weights: [Double]) {
      mean = Moments(values).mean ?? 0
      for (value, own) in zip(values, weights) {
        let x = value - mean
        weight.append(weight[weight.count - 1] + own)
        first.append(first[first.count - 1] + own * x)
        second.append(second[second.count - 1] + own * x * x)
      }
    }

    func cost(_ start: Int, _ end: Int) -> Double {
      let sum = first[end] - first[start]
      return max(0, second[end] - second[start] - sum * sum / (weight[end] - weight[start]))
    }
  }

  private static func ends(_ sums: Sums, count: Int, penalty: Double, shortest: Int) -> [Int] {
    /// The least cost of the values before a place, with a penalty for each segment; none where it can't be cut.
    var best = Array(repeating: Double.infinity, count: count + 1)
    var from = Array(repeating: 0, count: count + 1)
    best[0] = -penalty
    /// Places where the last segment may begin, and from which end on each is known to be beaten.
    var candidates: [(start: Int, until: Int)] = []
    for end in stride(from: shortest, through: count, by: 1) {
      let newest = end - shortest
      if best[newest].isFinite { candidates.append((newest, .max)) }
      for candidate in candidates {
        let value = best[candidate.start] + sums.cost(candidate.start, end) + penalty
        if value < best[end] { (best[end], from[end]) = (value, candidate.start) }
      }
      // A start that is no better than to cut here stays so for all ends at which a segment from here is long enough.
      for at in candidates.indices where candidates[at].until == .max {
        let start = candidates[at].start
        if best[start] + sums.cost(start, end) > best[end] { candidates[at].until = end + shortest }
      }
      candidates.removeAll { $0.until <= end + 1 }
    }
    var ends: [Int] = []
    var end = count
    while end > 0 {
      ends.append(end)
      end = from[end]
    }
    return ends.reversed()
  }

  /// σ² of a value of weight 1. Source: Hampel 1974, doi 10.1080/01621459.1974.10482962, on differences of neighbours.
  private static func variance(_ values: [Double], _ weights: [Double]) -> Double {
    let differences = values.indices.dropFirst().map { at in
      abs(values[at] - values[at - 1]) / (1 / weights[at] + 1 / weights[at - 1]).squareRoot()
    }
    guard !differences.isEmpty else { return 0 }
    let sorted = differences.sorted()
    let middle = sorted.count / 2
    let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    // The median of |Z| for a standard normal Z.
    let scale = median / 0.674489750196081743
    return scale > 0 ? scale * scale : differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
  }
}
