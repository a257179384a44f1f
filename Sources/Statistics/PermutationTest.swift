/// Whether two groups of clusters (articles) differ, by giving out the groups' labels anew.
///
/// What is in one article stays together, so that nothing is assumed of the independence of its words.
/// Source: Fisher 1935; Phipson & Smyth 2010, doi 10.2202/1544-6115.1585 (why one is added).
public struct PermutationTest: Sendable, Equatable {
  public enum Alternative: String, Sendable, CaseIterable {
    /// Statistics at least as far from 0: for one that is 0 without a difference.
    case twoSided
    case greater
    case less
  }

  /// Of the groups as they are.
  public let statistic: Double
  /// Above 0, at most 1.
  public let p: Double
  /// Assignments that were looked at: all there are, or as many as were drawn.
  public let assignments: Int
  /// All were looked at, so that p is no estimate.
  public let isExact: Bool
  /// Assignments without a statistic. They count as extreme, so that p is never too small for them.
  public let undefined: Int

  /// - Parameters:
  ///   - groups: for each cluster whether it is in the first group.
  ///   - samples: how many assignments are drawn at most. Where there are no more than these, each is looked at once.
  ///   - seed: alone decides what is drawn.
  ///   - statistic: of an assignment, such as the difference of two means; nil where there is none.
  /// - Returns: nil where a group is empty, no sample is allowed, or the groups as they are have no statistic.
  public init?(
    groups: [Bool], samples: Int = 9999, seed: UInt64 = 1, alternative: Alternative = .twoSided,
    statistic: ([Bool]) -> Double?
  ) {
    let members = groups.count { $0 }
    guard members > 0, members < groups.count, samples > 0 else { return nil }
    let observed = statistic(groups)
    if let all = Self.combinations(members, of: groups.count, atMost: samples) {
      var places = Array(0..<members)
      self.init(observed: observed, assignments: all, isExact: true, alternative: alternative) {
        var assignment = Array(repeating: false, count: groups.count)
        for place in places { assignment[place] = true }
        Self.advance(&places, of: groups.count)
        return statistic(assignment)
      }
    } else {
      var random = SplitMix64(seed: seed)
      var drawn = groups
      self.init(observed: observed, assignments: samples, isExact: false, alternative: alternative) {
        drawn.shuffle(using: &random)
        return statistic(drawn)
      }
    }
  }

  /// - Parameter next: the statistic of the next assignment, called for each.
  init?(
    observed: Double?, assignments: Int, isExact: Bool, alternative: Alternative = .twoSided, next: () -> Double?
  ) {
    guard let observed, observed.isFinite else { return nil }
    var values: [Double] = []
    var missing = 0
    for _ in 0..<assignments {
      if let value = next(), value.isFinite { values.append(value) } else { missing += 1 }
    }
    self.assignments = assignments
    self.isExact = isExact
    // Sums in another order differ in their last bits: what is equal but for those is as extreme.
    let slack = 1e-12 * values.reduce(abs(observed)) { max($0, abs($1)) }
    let extreme =
      missing
      + values.count { value in
        switch alternative {
        case .twoSided: abs(value) >= abs(observed) - slack
        case .greater: value >= observed - slack
        case .less: value <= observed + slack
        }
      }
    // The assignment at hand is one of all; to those that were drawn it is added.
    p = isExact ? Double(extreme) / Double(assignments) : Double(extreme + 1) / Double(assignments + 1)
    self.statistic = observed
    undefined = missing
  }

  /// n over k; nil where it is more than the limit.
  static func combinations(_ k: Int, of n: Int, atMost limit: Int) -> Int? {
    var result = 1
    for i in 1...min(k, n - k) {
      let (product, overflow) = result.multipliedReportingOverflow(by: n - min(k, n - k) + i)
      result = product / i
      // Each step makes it larger, as the smaller of k and n − k counts.
      if overflow || result > limit { return nil }
    }
    return result
  }

  /// The next choice of places, in lexicographic order; the last one stays.
  private static func advance(_ places: inout [Int], of n: Int) {
    guard let moving = places.indices.last(where: { places[$0] < n - places.count + $0 }) else { return }
    places[moving] += 1
    for next in places.indices where next > moving { places[next] = places[next - 1] + 1 }
  }
}
