import Foundation
import Statistics
import Testing

/// Agreement with scipy, krippendorff, scikit-learn, ruptures, statsmodels and mpmath on random cases: those that check.py
/// recorded (Oracle/references.json names the versions), or those that it draws anew for `make statistics`.
@Suite struct ReferenceTests {
  static let references =
    ProcessInfo.processInfo.environment["RHETOR_REFERENCES"].map(Figures.init(file:)) ?? .recorded("references")

  private func cases(_ kind: String) -> [Figures] {
    let cases = Self.references[kind].list
    #expect(cases.count >= 6)
    return cases
  }

  @Test func keyness() throws {
    for figures in cases("keyness") {
      let table = try #require(
        KeynessTable(
          target: figures.a.int, of: figures.n1.int, reference: figures.b.int, of: figures.n2.int))
      if figures.has("chi") {
        #expect(agree(table.chiSquared(.none), figures.chi.number), "\(figures)")
        #expect(agree(table.chiSquared(.yates), figures.chiYates.number), "\(figures)")
        // scipy sums terms of both signs: its last digits go where large counts nearly agree.
        let scale = 1e-13 * Double(figures.n1.int + figures.n2.int)
        #expect(agree(table.likelihoodRatio(.none), figures.g.number, absolute: scale), "\(figures)")
        #expect(agree(table.likelihoodRatio(.yates), figures.gYates.number, absolute: scale), "\(figures)")
      } else {
        #expect(table.chiSquared() == nil && table.likelihoodRatio() == nil)
      }
      let fisher = FisherTest(table)
      for (alternative, expected) in zip(
        [.twoSided, .less, .greater] as [FisherTest.Alternative], figures.fisher.numbers)
      {
        #expect(agree(fisher.logP(alternative), expected, relative: 1e-12), "\(alternative) \(figures)")
        // The exponential loses as many digits as the logarithm has before its point.
        #expect(agree(fisher.p(alternative), exp(expected!), relative: 1e-10, absolute: 0), "\(alternative) \(figures)")
      }
      if figures.has("fisherScipy") {
        for (alternative, expected) in zip(
          [.twoSided, .less, .greater] as [FisherTest.Alternative], figures.fisherScipy.numbers)
        {
          // scipy has fewer digits than the sums above where counts are large.
          #expect(agree(fisher.p(alternative), expected, relative: 1e-8), "\(alternative) \(figures)")
        }
        let odds = fisher.conditionalOddsRatio
        #expect(agree(odds == .infinity ? nil : odds, figures.conditional.number, relative: 1e-8), "\(figures)")
      }
      #expect(agree(table.logRatio, figures.logRatio.number))
      #expect(agree(table.conservativeLogRatio(), figures.bound.number), "\(figures)")
      #expect(agree(table.conservativeLogRatio(family: 1000), figures.bound1000.number), "\(figures)")
    }
  }

  @Test(arguments: KrippendorffAlpha.Level.allCases)
  func krippendorffAlpha(level: KrippendorffAlpha.Level) throws {
    for figures in cases("alpha") {
      let alpha = try #require(KrippendorffAlpha(units: figures.units.list.map(\.numbers)))
      #expect(agree(alpha.value(level), figures[level.rawValue].number), "\(figures)")
    }
  }

  @Test(arguments: CohenKappa.Weights.allCases)
  func cohenKappa(weights: CohenKappa.Weights) {
    for figures in cases("kappa") {
      let found = CohenKappa.value(figures.first.ints, figures.second.ints, weights: weights)
      #expect(agree(found, figures[weights.rawValue].number), "\(figures)")
    }
  }

  @Test func correlations() throws {
    for figures in cases("correlation") {
      let (x, y) = (figures.x.numbers, figures.y.numbers)
      #expect(agree(Correlation.pearson(x, y), figures.pearson.number))
      #expect(agree(Correlation.spearman(x, y), figures.spearman.number))
      #expect(Correlation.midranks(x.compactMap(\.self)) == figures.ranks.numbers.compactMap(\.self))
      let limits = try #require(ScoreValidation.limits(scores: y, standard: x))
      #expect(agree(limits.bias, figures.bias.number) && agree(limits.deviation, figures.deviation.number))
      let distances = try #require(ScoreValidation.cookDistances(scores: y, standard: x))
      for (found, expected) in zip(distances, figures.cook.numbers) {
        #expect(agree(found, expected, relative: 1e-8, absolute: 1e-11))
      }
    }
  }

  @Test func cronbachAlpha() {
    for figures in cases("cronbach") {
      let items = figures.items.list.map { $0.numbers.compactMap(\.self) }
      #expect(agree(CronbachAlpha.value(items: items), figures.value.number))
    }
  }

  @Test func dispersion() throws {
    for figures in cases("dispersion") {
      let dispersion = try #require(Dispersion(counts: figures.counts.ints, sizes: figures.sizes.ints))
      #expect(agree(dispersion.deviation, figures.deviation.number))
      #expect(agree(dispersion.normalisedDeviation, figures.normalised.number))
      #expect(agree(dispersion.juillandD, figures.juilland.number))
      #expect(agree(dispersion.carrollD2, figures.carroll.number))
      #expect(agree(dispersion.rosengrenS, figures.rosengren.number))
      #expect(agree(dispersion.divergence, figures.divergence.number))
    }
  }

  @Test func multipleTesting() {
    for figures in cases("adjusted") {
      for method in [MultipleTesting.Method.bonferroni, .holm, .benjaminiHochberg] {
        let found = MultipleTesting.adjust(figures.p.numbers, method)
        for (found, expected) in zip(found, figures[method.rawValue].numbers) { #expect(agree(found, expected)) }
      }
      let wide = MultipleTesting.adjust(figures.p.numbers, .holm, family: 50)
      for (found, expected) in zip(wide, figures.holm50.numbers) { #expect(agree(found, expected)) }
    }
  }

  /// The least numbers there are lie apart by 5e-324, so that they have few digits.
  private static let least = 20 * Double.leastNonzeroMagnitude

  @Test func normalTails() {
    for figures in cases("normal") {
      let (z, far) = (figures.z.number!, figures.far.number!)
      #expect(
        agree(NormalDistribution.upperTail(z), figures.upper.number, relative: 1e-12, absolute: Self.least),
        "\(figures)")
      #expect(
        agree(NormalDistribution.twoSidedTail(z), figures.two.number, relative: 1e-12, absolute: Self.least),
        "\(figures)")
      #expect(agree(NormalDistribution.logUpperTail(z), figures.log.number, relative: 1e-12, absolute: 0), "\(figures)")
      #expect(agree(NormalDistribution.logUpperTail(far), figures.logFar.number, relative: 1e-12, absolute: 1e-300))
    }
  }

  @Test func normalQuantiles() {
    for figures in cases("quantile") {
      #expect(agree(NormalDistribution.quantile(figures.p.number!), figures.z.number, relative: 1e-12), "\(figures)")
    }
  }

  @Test func chiSquaredTails() {
    for figures in cases("chiSquared") {
      let found = ChiSquaredDistribution.upperTail(figures.x.number!, degrees: figures.degrees.int)
      #expect(agree(found, figures.upper.number, relative: 1e-12, absolute: Self.least), "\(figures)")
    }
  }

  @Test func proportions() throws {
    for figures in cases("proportion") {
      let (k, n, level) = (figures.k.int, figures.n.int, figures.level.number!)
      let wilson = try #require(ProportionIntervals.wilson(k, of: n, level: level))
      let exact = try #require(ProportionIntervals.clopperPearson(k, of: n, level: level))
      for (found, expected) in zip([wilson.low, wilson.high], figures.wilson.numbers) {
        #expect(agree(found, expected), "\(figures)")
      }
      for (found, expected) in zip([exact.low, exact.high], figures.exact.numbers) {
        #expect(agree(found, expected), "\(figures)")
      }
    }
  }

  @Test func changePoints() throws {
    for figures in cases("changes") {
      let found = try #require(
        ChangePoints(figures.series.numbers, penalty: figures.penalty.number!, shortest: figures.shortest.int))
      // The reference looked at so many changes at most.
      if found.segments.count - 1 > figures.most.int { continue }
      #expect(found.segments.map { $0.last + 1 } == figures.ends.ints, "\(figures)")
      #expect(agree(found.cost, figures.cost.number))
    }
  }

  @Test(arguments: PermutationTest.Alternative.allCases)
  func permutations(alternative: PermutationTest.Alternative) throws {
    for figures in cases("permutation") {
      let values = figures.values.numbers.compactMap(\.self)
      let groups = values.indices.map { $0 < figures.first.int }
      let test = try #require(
        PermutationTest(groups: groups, alternative: alternative) { meanDifference(values, $0) })
      #expect(test.isExact)
      #expect(agree(test.p, figures[alternative.rawValue].number), "\(figures)")
    }
  }
}

/// The mean of the first group less that of the second.
func meanDifference(_ values: [Double], _ isFirst: [Bool]) -> Double? {
  func mean(_ side: Bool) -> Double {
    let own = zip(values, isFirst).filter { $0.1 == side }.map(\.0)
    return own.reduce(0, +) / Double(own.count)
  }
  return mean(true) - mean(false)
}
