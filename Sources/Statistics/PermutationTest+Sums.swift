extension PermutationTest {
  /// Of a statistic of two groups' sums, such as the difference of two ratios: clusters have two counts each, which add up.
  ///
  /// Two-sided. A sample draws only the smaller group, so that a few clusters against very many cost little.
  /// - Parameters:
  ///   - first: counts of the first group's clusters.
  ///   - second: of the second group's.
  ///   - samples: how many assignments are drawn at most. Where there are no more than these, each is looked at once.
  ///   - seed: alone decides what is drawn.
  ///   - statistic: of the sums of both groups; nil where there is none.
  /// - Returns: nil where a group is empty, no sample is allowed, or the groups as they are have no statistic.
  public init?(
    first: [SIMD2<Int>], second: [SIMD2<Int>], samples: Int = 9999, seed: UInt64 = 1,
    statistic: (SIMD2<Int>, SIMD2<Int>) -> Double?
  ) {
    var clusters = first + second
    let total = clusters.reduce(into: SIMD2<Int>()) { $0 &+= $1 }
    if Self.combinations(first.count, of: clusters.count, atMost: samples) != nil {
      self.init(
        groups: clusters.indices.map { $0 < first.count }, samples: samples, seed: seed
      ) { isFirst in
        var sum = SIMD2<Int>()
        for place in isFirst.indices where isFirst[place] { sum &+= clusters[place] }
        return statistic(sum, total &- sum)
      }
      return
    }
    guard !first.isEmpty, !second.isEmpty, samples > 0 else { return nil }
    let isFirstDrawn = first.count <= second.count
    let drawn = min(first.count, second.count)
    var random = SplitMix64(seed: seed)
    let own = first.reduce(into: SIMD2<Int>()) { $0 &+= $1 }
    self.init(observed: statistic(own, total &- own), assignments: samples, isExact: false) {
      var sum = SIMD2<Int>()
      // The first places of a shuffle; what stood there before does not matter.
      for place in 0..<drawn {
        clusters.swapAt(place, Int.random(in: place..<clusters.count, using: &random))
        sum &+= clusters[place]
      }
      return isFirstDrawn ? statistic(sum, total &- sum) : statistic(total &- sum, sum)
    }
  }
}
