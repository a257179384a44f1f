import Statistics
import Testing

@Suite struct ManyTestsTests {
  typealias Method = MultipleTesting.Method

  @Test(arguments: Method.allCases)
  func adjustedKeepTheirOrder(method: Method) {
    var random = SplitMix64(seed: 1)
    for _ in 0..<100 {
      let p = (0..<Int.random(in: 1...20, using: &random)).map { _ in Double.random(in: 0...1, using: &random) }
      let adjusted = MultipleTesting.adjust(p, method).compactMap(\.self)
      #expect(adjusted.count == p.count && zip(p, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
      for (i, j) in zip(p.indices, p.indices.shuffled(using: &random)) where p[i] < p[j] {
        #expect(adjusted[i] <= adjusted[j])
      }
      let order = p.indices.shuffled(using: &random)
      #expect(MultipleTesting.adjust(order.map { p[$0] }, method) == order.map { adjusted[$0] })
      let larger = MultipleTesting.adjust(p, method, family: p.count + 30).compactMap(\.self)
      #expect(zip(adjusted, larger).allSatisfy { $0 <= $1 })
    }
  }

  @Test func stricterIsLarger() {
    let p = [0.001, 0.01, 0.02, 0.2, 0.9]
    let all = [Method.benjaminiHochberg, .holm, .bonferroni].map { MultipleTesting.adjust(p, $0).compactMap(\.self) }
    for (looser, stricter) in zip(all, all.dropFirst()) { #expect(zip(looser, stricter).allSatisfy { $0 <= $1 }) }
  }

  @Test(arguments: Method.allCases)
  func whatIsNoTestDoesNotCount(method: Method) {
    #expect(MultipleTesting.adjust([], method).isEmpty)
    #expect(MultipleTesting.adjust([0.03], method) == [0.03])
    #expect(MultipleTesting.adjust([nil, 0.03, .nan, 1.5, -0.1], method) == [nil, 0.03, nil, nil, nil])
    // A family that is too small is none.
    #expect(MultipleTesting.adjust([0.01, 0.5], method, family: 1) == MultipleTesting.adjust([0.01, 0.5], method))
  }

  private static let values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3].map(Double.init)
  private static let groups = values.indices.map { $0 < 7 }

  @Test func drawnPermutationsAreSeeded() throws {
    func test(seed: UInt64) throws -> PermutationTest {
      try #require(
        PermutationTest(groups: Self.groups, samples: 500, seed: seed) { meanDifference(Self.values, $0) })
    }
    #expect(try test(seed: 3) == test(seed: 3))
    #expect(try !test(seed: 3).isExact && test(seed: 3).assignments == 500)
    let all = try (0..<10).map { try test(seed: UInt64($0)).p }
    #expect(Set(all).count > 1)
    let exact = try #require(
      PermutationTest(groups: Self.groups, samples: 200_000) { meanDifference(Self.values, $0) })
    #expect(exact.isExact && exact.assignments == 11_440)
    // Ten times 500 draws: within four standard errors of the truth.
    let mean = all.reduce(0, +) / 10
    #expect(abs(mean - exact.p) < 4 * (exact.p * (1 - exact.p) / 5000).squareRoot())
  }

  /// Groups that are as far apart as can be: of 20 over 3 assignments only the one at hand is so, and its mirror.
  @Test func theLeastP() throws {
    let values = [1, 2, 3, 11, 12, 13.0]
    let groups = [true, true, true, false, false, false]
    for (alternative, expected) in [
      (PermutationTest.Alternative.less, 1 / 20.0), (.greater, 1), (.twoSided, 2 / 20.0),
    ] {
      let test = try #require(
        PermutationTest(groups: groups, alternative: alternative) { meanDifference(values, $0) })
      #expect(test.p == expected && test.statistic == -10)
    }
    let drawn = try #require(PermutationTest(groups: groups, samples: 19) { meanDifference(values, $0) })
    #expect(!drawn.isExact && drawn.p >= 1 / 20.0)
  }

  @Test func equalValuesDoNotDiffer() throws {
    let test = try #require(
      PermutationTest(groups: Self.groups, samples: 99) { meanDifference(Self.values.map { _ in 0.1 }, $0) })
    #expect(test.p == 1)
  }

  @Test func testsThatDoNotExist() throws {
    #expect(PermutationTest(groups: []) { _ in 1 } == nil)
    #expect(PermutationTest(groups: [true, true]) { _ in 1 } == nil)
    #expect(PermutationTest(groups: [true, false], samples: 0) { _ in 1 } == nil)
    #expect(PermutationTest(groups: [true, false]) { _ in nil } == nil)
    #expect(PermutationTest(groups: [true, false]) { _ in .nan } == nil)
    // Without a statistic an assignment counts against the finding.
    let half = try #require(PermutationTest(groups: [true, false, false]) { $0[0] ? 1 : nil })
    #expect(half.undefined == 2 && half.p == 1)
  }

  @Test func clustersAreResampledAsDrawn() throws {
    let values = [1, 5, 2, 8, 3.0]
    func mean(_ counts: [Int]) -> Double { zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / 5 }
    let found = Bootstrap.resample(clusters: 5, samples: 200, seed: 7, statistic: mean)
    let samples = Bootstrap.draws(clusters: 5, samples: 200, seed: 7).map(mean)
    #expect(found.interval == Bootstrap.interval(samples) && found.undefined == 0)
    // √(Σ (x − mean)² / n²), of which 200 samples tell about a twentieth.
    #expect(abs(try #require(found.standardError) - (30.8 / 25).squareRoot()) < 0.2)
  }

  @Test func noSamplesNoInterval() {
    #expect(
      Bootstrap.resample(clusters: 0, samples: 50) { _ in 1 } == .init(interval: nil, standardError: nil, undefined: 50)
    )
    #expect(Bootstrap.resample(clusters: 4, samples: 0) { _ in 1 }.interval == nil)
    #expect(Bootstrap.resample(clusters: 4, samples: 50) { _ in .nan }.undefined == 50)
    #expect(Bootstrap.resample(clusters: 4, samples: 50) { $0[0] > 0 ? 1 : nil }.interval == .init(low: 1, high: 1))
  }
}
