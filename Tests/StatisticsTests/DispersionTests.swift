import Foundation
import Statistics
import Testing

@Suite struct DispersionTests {
  @Test func whatCannotBeSpreadIsNil() {
    #expect(Dispersion(counts: [], sizes: []) == nil)
    #expect(Dispersion(counts: [0, 0], sizes: [3, 4]) == nil)
    #expect(Dispersion(counts: [1, 0], sizes: [3, 0]) == nil)
    #expect(Dispersion(counts: [1, -1], sizes: [3, 3]) == nil)
    #expect(Dispersion(counts: [1], sizes: [3, 3]) == nil)
  }

  @Test func evenIsEven() throws {
    let even = try #require(Dispersion(counts: [1, 2, 3], sizes: [100, 200, 300]))
    #expect(agree(even.deviation, 0) && agree(even.normalisedDeviation, 0) && agree(even.divergence, 0))
    #expect(agree(even.juillandD, 1) && agree(even.carrollD2, 1) && agree(even.rosengrenS, 1))
  }

  @Test func allInTheSmallestPart() throws {
    let one = try #require(Dispersion(counts: [0, 5, 0], sizes: [50, 10, 40]))
    #expect(agree(one.deviation, 0.9) && agree(one.normalisedDeviation, 1))
    #expect(agree(one.juillandD, 0) && agree(one.carrollD2, 0))
    #expect(agree(one.rosengrenS, 0.1) && agree(one.divergence, log2(10)) && one.range == 1)
  }

  @Test func aSinglePartTellsNothing() throws {
    let one = try #require(Dispersion(counts: [5], sizes: [50]))
    #expect(one.deviation == 0 && one.normalisedDeviation == nil && one.juillandD == nil && one.carrollD2 == nil)
  }

  @Test func boundedWhateverTheOrder() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let sizes = (0..<Int.random(in: 2...12, using: &random)).map { _ in Int.random(in: 1...400, using: &random) }
      var counts = sizes.map { Int.random(in: 0...$0, using: &random) / 3 }
      counts[0] += 1
      let order = sizes.indices.shuffled(using: &random)
      let dispersion = try #require(Dispersion(counts: counts, sizes: sizes))
      let shuffled = try #require(Dispersion(counts: order.map { counts[$0] }, sizes: order.map { sizes[$0] }))
      for measure in [
        \Dispersion.normalisedDeviation, \.juillandD, \.carrollD2, \.deviation.asOptional, \.rosengrenS.asOptional,
      ] {
        let value = try #require(dispersion[keyPath: measure])
        #expect((0...1).contains(value) && agree(shuffled[keyPath: measure], value))
      }
      #expect(dispersion.divergence >= 0 && agree(shuffled.divergence, dispersion.divergence))
      #expect(dispersion.deviation <= dispersion.normalisedDeviation!)
      // Twice the corpus, spread alike.
      let doubled = try #require(Dispersion(counts: counts.map { 2 * $0 }, sizes: sizes.map { 2 * $0 }))
      #expect(agree(doubled.deviation, dispersion.deviation) && agree(doubled.juillandD, dispersion.juillandD))
    }
  }
}

extension Double {
  fileprivate var asOptional: Double? { self }
}
