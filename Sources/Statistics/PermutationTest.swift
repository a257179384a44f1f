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
    guard members > 0, members < groups.count, samples > 0, let observed = statistic(groups), observed.isFinite
    else { return nil }
    var values: [Double] = []
    var missing = 0
    func look(_ assignment: [Bool]) {
      if let value = statistic(assignment), value.isFinite { values.append(value) } else { missing += 1 }
    }
    if let all = Self.combinations(members, of: groups.count, atMost: samples) {
      Self.forEachAssignment(members, of: groups.count, look)
      (assignments, isExact) = (all, true)
    } else {
      var random = SplitMix64(seed: seed)
      var drawn = groups
      for _ in 0..<samples {
        drawn.shuffle(using: &random)
        look(drawn)
      }
      (assignments, isExact) = (samples, false)
    }
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
  private static func combinations(_ k: Int, of n: Int, atMost limit: Int) -> Int? {
    var result = 1
    for i in 1...min(k, n - k) {
      let (product, overflow) = result.multipliedReportingOverflow(by: n - min(k, n - k) + i)
      result = product / i
      // Each step makes it larger, as the smaller of k and n − k counts.
      if overflow || result > limit { return nil }
    }
    return result
  }

  private static func forEachAssignment(_ k: Int, of n: Int, _ body: ([Bool]) -> Void) {
    var places = Array(0..<k)
    while true {
      var assignment = Array(repeating: false, count: n)
      for place in places { assignment[place] = true }
      body(assignment)
      guard let moving = places.indices.last(where: { places[$0] < n - k + $0 }) else { return }
      places[moving] += 1
      for next in places.indices where next > moving { places[next] = places[next - 1] + 1 }
    }
  }
}
