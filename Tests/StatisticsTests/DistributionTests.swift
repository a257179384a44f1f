import Foundation
import Statistics
import Testing

@Suite struct DistributionTests {
  @Test func normalTails() throws {
    #expect(NormalDistribution.upperTail(0) == 0.5 && NormalDistribution.twoSidedTail(0) == 1)
    #expect(NormalDistribution.upperTail(.infinity) == 0 && NormalDistribution.upperTail(-.infinity) == 1)
    #expect(
      NormalDistribution.logUpperTail(.infinity) == -.infinity && NormalDistribution.logUpperTail(-.infinity) == 0)
    #expect(NormalDistribution.upperTail(.nan) == nil && NormalDistribution.twoSidedTail(.nan) == nil)
    #expect(NormalDistribution.logUpperTail(.nan) == nil)
    // The two ways to the logarithm meet.
    let (below, above) = (
      try #require(NormalDistribution.logUpperTail(20.0.nextDown)), try #require(NormalDistribution.logUpperTail(20))
    )
    #expect(agree(below, above, relative: 1e-14))
  }

  @Test func quantilesUndoTails() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<300 {
      let p = Double.random(in: 1e-9..<1, using: &random)
      let z = try #require(NormalDistribution.quantile(p))
      #expect(agree(NormalDistribution.upperTail(-z), p, relative: 1e-13))
    }
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(agree(NormalDistribution.quantile(0.975), 1.959963984540054, relative: 1e-15))
    for p in [0, 1, -0.1, 1.1, .nan] { #expect(NormalDistribution.quantile(p) == nil) }
  }

  @Test func chiSquaredTails() throws {
    for degrees in 1...40 {
      var last = 1.0
      for x in stride(from: 0.0, through: 120, by: 0.5) {
        let tail = try #require(ChiSquaredDistribution.upperTail(x, degrees: degrees))
        // Near 1 the last digit is rounding's.
        #expect(tail <= last + 4e-16 && tail > 0 && tail <= 1, "falls with x")
        let wider = try #require(ChiSquaredDistribution.upperTail(x, degrees: degrees + 1))
        #expect(tail <= wider + 4e-16, "grows with degrees")
        last = tail
      }
    }
    // The square of a normal variable.
    #expect(ChiSquaredDistribution.upperTail(9) == NormalDistribution.twoSidedTail(3))
    #expect(agree(ChiSquaredDistribution.upperTail(1400, degrees: 2), exp(-700), relative: 1e-13, absolute: 0))
    #expect(ChiSquaredDistribution.upperTail(.infinity, degrees: 3) == 0)
    #expect(ChiSquaredDistribution.upperTail(-1) == 1 && ChiSquaredDistribution.upperTail(0, degrees: 5) == 1)
    #expect(ChiSquaredDistribution.upperTail(.nan) == nil && ChiSquaredDistribution.upperTail(1, degrees: 0) == nil)
  }

  @Test func intervalsOfShares() throws {
    for trials in 1...30 {
      for hits in 0...trials {
        let wilson = try #require(ProportionIntervals.wilson(hits, of: trials))
        let exact = try #require(ProportionIntervals.clopperPearson(hits, of: trials))
        let share = Double(hits) / Double(trials)
        for interval in [wilson, exact] {
          #expect(0 <= interval.low && interval.low <= share && share <= interval.high && interval.high <= 1)
        }
        #expect(wilson.low == 0 ? hits == 0 : hits > 0)
        let others = try #require(ProportionIntervals.wilson(trials - hits, of: trials))
        #expect(agree(others.low, 1 - wilson.high))
        #expect(exact.high - exact.low >= wilson.high - wilson.low)
        // A hit at exactly that bound is as rare as the level says.
        if hits == trials { #expect(agree(pow(exact.low, Double(trials)), 0.025, relative: 1e-12)) }
      }
    }
    for interval in [ProportionIntervals.wilson, ProportionIntervals.clopperPearson] {
      #expect(interval(0, 0, 0.95) == nil && interval(3, 2, 0.95) == nil && interval(-1, 2, 0.95) == nil)
      #expect(interval(1, 2, 0) == nil && interval(1, 2, 1) == nil && interval(1, 2, .nan) == nil)
    }
  }
}
