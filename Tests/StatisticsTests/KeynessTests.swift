import Foundation
import Statistics
import Testing

@Suite struct KeynessTests {
  /// Small tables of all shapes, empty rows and columns among them.
  static let small: [KeynessTable] = (0...6).flatMap { first in
    (0...5).flatMap { second in
      (0...first).flatMap { target in
        (0...second).compactMap { KeynessTable(target: target, of: first, reference: $0, of: second) }
      }
    }
  }

  private func turned(_ table: KeynessTable) -> KeynessTable {
    KeynessTable(
      target: table.reference, of: table.referenceTotal, reference: table.target, of: table.targetTotal)!
  }

  @Test func tablesThatCannotBeAreNil() {
    #expect(KeynessTable(target: 3, of: 2, reference: 0, of: 1) == nil)
    #expect(KeynessTable(target: -1, of: 2, reference: 0, of: 1) == nil)
    #expect(KeynessTable(target: 1, of: 2, reference: 0, of: -1) == nil)
    #expect(KeynessTable(target: 1, of: .max, reference: 0, of: 1) == nil)
  }

  /// Whatever the table: a number or nil, with the sign of the difference, and turned round with target and reference.
  @Test(arguments: KeynessCorrection.allCases)
  func significanceIsSignedAndAntisymmetric(correction: KeynessCorrection) throws {
    #expect(Self.small.count > 500)
    for table in Self.small {
      let hasMargins =
        table.targetTotal > 0 && table.referenceTotal > 0 && table.target + table.reference > 0
        && table.target + table.reference < table.targetTotal + table.referenceTotal
      for measure in [KeynessTable.chiSquared, KeynessTable.likelihoodRatio] {
        let value = measure(table)(correction)
        #expect((value != nil) == hasMargins)
        guard let value else { continue }
        #expect(value.isFinite && agree(measure(turned(table))(correction), -value))
        let difference = table.target * table.referenceTotal - table.reference * table.targetTotal
        #expect(difference > 0 ? value >= 0 : difference < 0 ? value <= 0 : value == 0)
      }
    }
  }

  @Test func correctionsOnlyTakeAway() throws {
    for table in Self.small {
      guard let chi = table.chiSquared(.none), let likelihood = table.likelihoodRatio(.none) else { continue }
      for correction in KeynessCorrection.allCases {
        #expect(abs(try #require(table.chiSquared(correction))) <= abs(chi) + 1e-12)
        #expect(abs(try #require(table.likelihoodRatio(correction))) <= abs(likelihood) + 1e-12)
      }
    }
  }

  /// Equal shares of huge corpora differ by nothing, not by what rounding leaves.
  @Test func bigCountsKeepTheirDigits() throws {
    let equal = try #require(
      KeynessTable(target: 3_000_000_007, of: 900_000_002_100, reference: 6_000_000_014, of: 1_800_000_004_200))
    #expect(equal.chiSquared(.none) == 0 && equal.likelihoodRatio(.none).map { abs($0) < 1e-9 } == true)
    let one = try #require(
      KeynessTable(target: 3_000_000_008, of: 900_000_002_100, reference: 6_000_000_014, of: 1_800_000_004_200))
    // Δ² N / (E₁ (1 − p) n₂): the difference is 1 less its share.
    #expect(agree(one.chiSquared(.none), 2.2296e-10, relative: 1e-3, absolute: 0))
    #expect(agree(one.likelihoodRatio(.none), one.chiSquared(.none), relative: 1e-6, absolute: 0))
  }

  @Test func fisherSumsAllTables() {
    for table in Self.small {
      let fisher = FisherTest(table)
      let (first, second, drawn) = (table.targetTotal, table.referenceTotal, table.target + table.reference)
      func choose(_ n: Int, _ k: Int) -> Double {
        k < 0 || k > n ? 0 : (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
      }
      let weights = (0...drawn).map { choose(first, $0) * choose(second, drawn - $0) }
      let all = weights.reduce(0, +)
      let own = weights[table.target]
      let expected: [FisherTest.Alternative: Double] = [
        .twoSided: weights.filter { $0 <= own * (1 + 1e-7) }.reduce(0, +) / all,
        .less: weights[...table.target].reduce(0, +) / all, .greater: weights[table.target...].reduce(0, +) / all,
      ]
      for (alternative, p) in expected {
        #expect(agree(fisher.p(alternative), p, relative: 1e-12), "\(table) \(alternative)")
        #expect(fisher.p(alternative) <= 1)
      }
      #expect(agree(FisherTest(turned(table)).p(), fisher.p(), relative: 1e-12))
    }
  }

  /// The estimate is the odds at which the table is the expected one: turned round it is their inverse, and nil where there is
  /// but one table.
  @Test func conditionalOdds() throws {
    for table in Self.small {
      let odds = FisherTest(table).conditionalOddsRatio
      let other = FisherTest(turned(table)).conditionalOddsRatio
      let drawn = table.target + table.reference
      let onlyOne = max(0, drawn - table.referenceTotal) == min(drawn, table.targetTotal)
      #expect((odds == nil) == onlyOne)
      if let odds, let other { #expect(odds == 0 ? other == .infinity : agree(1 / odds, other, relative: 1e-11)) }
    }
    let even = try #require(KeynessTable(target: 5, of: 10, reference: 5, of: 10))
    #expect(agree(FisherTest(even).conditionalOddsRatio, 1))
  }

  @Test func fisherOrdersWhatUnderflows() throws {
    let some = FisherTest(try #require(KeynessTable(target: 50_000, of: 1_000_000, reference: 100, of: 1_000_000)))
    let more = FisherTest(try #require(KeynessTable(target: 51_000, of: 1_000_000, reference: 100, of: 1_000_000)))
    #expect(some.p() == 0 && more.p() == 0)
    #expect(more.logP() < some.logP() && some.logP().isFinite)
  }

  @Test func logRatioIsAntisymmetricAndItsBoundLiesNearer() throws {
    for table in Self.small {
      #expect(agree(table.logRatio, -turned(table).logRatio) && table.logRatio.isFinite)
      let bound = table.conservativeLogRatio(level: 0.6)
      let exists = table.targetTotal > 0 && table.referenceTotal > 0 && table.target + table.reference > 0
      #expect((bound != nil) == exists)
      guard let bound else { continue }
      #expect(agree(turned(table).conservativeLogRatio(level: 0.6), -bound))
      #expect(abs(try #require(table.conservativeLogRatio(level: 0.6, family: 50))) <= abs(bound))
    }
    let table = try #require(KeynessTable(target: 120, of: 10000, reference: 40, of: 12000))
    for level in [0, 1, -1, .nan] { #expect(table.conservativeLogRatio(level: level) == nil) }
    #expect(table.conservativeLogRatio(family: 0) == nil)
  }

  @Test func effectSizes() throws {
    let table = try #require(KeynessTable(target: 30, of: 1000, reference: 10, of: 2000))
    #expect(agree(table.relativeRisk, 6) && agree(table.percentDifference, 500))
    #expect(agree(table.oddsRatio, 30 * 1990 / 9700.0))
    #expect(agree(table.simpleMaths(constant: 100), 30100 / 5100.0))
    #expect(agree(table.mutualInformation, log(30 / (40 * 1000 / 3000.0))))
    #expect(agree(table.bayesianInformation, table.likelihoodRatio(.none).map { $0 - log(3000) }))
    let new = try #require(KeynessTable(target: 30, of: 1000, reference: 0, of: 2000))
    #expect(new.relativeRisk == nil && new.percentDifference == nil && new.oddsRatio == nil)
    let gone = try #require(KeynessTable(target: 0, of: 1000, reference: 10, of: 2000))
    #expect(gone.percentDifference == -100 && gone.mutualInformation == nil && gone.oddsRatio == 0)
    let empty = try #require(KeynessTable(target: 0, of: 0, reference: 10, of: 2000))
    #expect(empty.relativeRisk == nil && empty.mutualInformation == nil && empty.simpleMaths() == nil)
    #expect(empty.bayesianInformation == nil && table.simpleMaths(constant: 0) == nil)
  }

  @Test func dirichletLogOdds() throws {
    let table = try #require(KeynessTable(target: 6, of: 17, reference: 2, of: 12))
    // No prior: the plain log-odds ratio and its variance without the terms of all other words.
    let plain = try #require(LogOdds(table, prior: .constant(0, vocabulary: 8)))
    #expect(agree(plain.delta, log(6 / 11.0) - log(2 / 10.0)) && agree(plain.variance, 1 / 6.0 + 1 / 2.0))
    #expect(agree(plain.p, erfc(plain.z / 2.0.squareRoot())))
    // The stronger the prior, the nearer to none.
    let strengths = [1, 10, 100, 1000.0].map { LogOdds(table, prior: .informative(count: 8, of: 29, strength: $0))! }
    #expect(
      zip(strengths, strengths.dropFirst()).allSatisfy { abs($0.delta) > abs($1.delta) && $0.variance > $1.variance })
    let other = try #require(LogOdds(turned(table), prior: .constant(0.1, vocabulary: 8)))
    #expect(agree(LogOdds(table, prior: .constant(0.1, vocabulary: 8))?.z, -other.z))
    // α the count of both corpora together: tidylo's empirical Bayes.
    let tidylo = try #require(LogOdds(table, prior: .informative(count: 8, of: 29, strength: 29)))
    #expect(agree(tidylo.delta, log(14 / 32.0) - log(10 / 31.0)) && agree(tidylo.variance, 1 / 14.0 + 1 / 10.0))
  }

  @Test func logOddsThatDoNotExist() throws {
    let rare = try #require(KeynessTable(target: 6, of: 17, reference: 0, of: 12))
    #expect(LogOdds(rare, prior: .constant(0, vocabulary: 8)) == nil)
    #expect(LogOdds(rare, prior: .constant(-1, vocabulary: 8)) == nil)
    #expect(LogOdds(rare, prior: .informative(count: 0, of: 0, strength: 10)) == nil)
    #expect(LogOdds(rare, prior: .constant(.nan, vocabulary: 8)) == nil)
    let only = try #require(KeynessTable(target: 17, of: 17, reference: 12, of: 12))
    #expect(LogOdds(only, prior: .constant(0.1, vocabulary: 1)) == nil)
  }
}
