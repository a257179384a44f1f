import Foundation
import Statistics
import Testing

@Suite struct ChangePointTests {
  /// The least cost over all cuts there are, by trying each.
  private func bruteForce(_ values: [Double], _ weights: [Double], penalty: Double, shortest: Int) -> Double? {
    var best: Double?
    for cuts in 0..<(1 << (values.count - 1)) {
      var ends = (1..<values.count).filter { cuts & (1 << ($0 - 1)) != 0 }
      ends.append(values.count)
      var total = -penalty
      var start = 0
      var fits = true
      for end in ends {
        fits = fits && end - start >= shortest
        let range = start..<end
        let weight = weights[range].reduce(0, +)
        let mean = range.reduce(0) { $0 + weights[$1] * values[$1] } / weight
        total += penalty + range.reduce(0) { $0 + weights[$1] * (values[$1] - mean) * (values[$1] - mean) }
        start = end
      }
      if fits, total < best ?? .infinity { best = total }
    }
    return best
  }

  @Test(arguments: [1, 2, 3, 5])
  func nothingBeatsTheCuts(shortest: Int) throws {
    var random = SplitMix64(seed: UInt64(shortest))
    for _ in 0..<40 {
      let values = (0..<10).map { at in Double.random(in: 0...2, using: &random) + (at > 4 ? 1 : 0) }
      let weights = values.map { _ in Double.random(in: 0.5...4, using: &random) }
      let penalty = Double.random(in: 0...2, using: &random)
      let found = try #require(ChangePoints(values, weights: weights, penalty: penalty, shortest: shortest))
      let total = found.cost + penalty * Double(found.segments.count - 1)
      #expect(agree(total, bruteForce(values, weights, penalty: penalty, shortest: shortest)))
      #expect(found.segments.allSatisfy { $0.count >= shortest })
    }
  }

  @Test func gapsArePassedOver() throws {
    let series: [Double?] = [nil, 1, 1.1, nil, 0.9, 1, nil, nil, 5, 5.1, nil, 4.9, nil]
    let found = try #require(ChangePoints(series))
    #expect(found.segments.map { [$0.first, $0.last, $0.count] } == [[1, 5, 4], [8, 11, 3]])
    #expect(agree(found.segments[0].mean, 1) && agree(found.segments[1].mean, 5))
    let values = try #require(ChangePoints(series.compactMap(\.self)))
    #expect(found.cost == values.cost && found.penalty == values.penalty)
  }

  @Test func whatDoesNotChangeIsOneSegment() throws {
    let equal = try #require(ChangePoints(Array(repeating: 0.1, count: 50)))
    #expect(equal.segments.map(\.count) == [50] && equal.cost < 1e-20)
    #expect(agree(equal.segments[0].mean, 0.1, relative: 1e-15))
    // Noise alone: at this penalty hardly ever more than one.
    var random = SplitMix64(seed: 8)
    let found = (0..<50).compactMap { _ in
      ChangePoints(
        (0..<60).map { _ in (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0...1, using: &random) } })
    }
    #expect(found.count == 50 && found.count { $0.segments.count == 1 } > 30)
  }

  /// One outlier amid equal values: a segment of its own only where one value may be one.
  @Test func shortSegments() throws {
    let series = [0, 0, 0, 0, 7, 0, 0, 0, 0.0]
    #expect(try #require(ChangePoints(series, penalty: 1, shortest: 1)).segments.map(\.count) == [4, 1, 4])
    #expect(try #require(ChangePoints(series, penalty: 1, shortest: 4)).segments.allSatisfy { $0.count >= 4 })
    #expect(try #require(ChangePoints(series, penalty: 100)).segments.count == 1)
  }

  /// Shifted, stretched and turned round, the cuts are the same.
  @Test func scaleDoesNotMatter() throws {
    let series = [1, 1.2, 0.8, 1.1, 3, 3.2, 2.9, 3.1, 2, 2.1, 1.9, 2.0]
    let ends = try #require(ChangePoints(series)).segments.map(\.last)
    #expect(ends == [3, 7, 11])
    #expect(try #require(ChangePoints(series.map { 1e6 + 100 * $0 })).segments.map(\.last) == ends)
    #expect(try #require(ChangePoints(series.reversed())).segments.map { 11 - $0.first }.reversed() == ends)
    let weighted = try #require(ChangePoints(series, weights: series.map { _ in 4 }))
    #expect(weighted.segments.map(\.last) == ends && agree(weighted.cost, 4 * ChangePoints(series)!.cost))
  }

  @Test func seriesThatCannotBeCut() {
    #expect(ChangePoints([]) == nil && ChangePoints([nil, nil]) == nil && ChangePoints([1]) == nil)
    #expect(ChangePoints([1], shortest: 1)?.segments == [.init(first: 0, last: 0, count: 1, mean: 1)])
    #expect(ChangePoints([1, .nan, 2]) == nil && ChangePoints([1, 2, 3], shortest: 0) == nil)
    #expect(ChangePoints([1, 2], weights: [1]) == nil && ChangePoints([1, 2], weights: [1, 0]) == nil)
    #expect(ChangePoints([1, 2], penalty: -1) == nil && ChangePoints([1, 2], penalty: .nan) == nil)
    #expect(ChangePoints([1e300, -1e300, 1e300]) == nil)
  }
}
