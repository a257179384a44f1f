import Foundation
import Statistics
import Testing

/// The figures of published implementations on one small example each (Oracle/published.json says which made which), to 1e-9.
@Suite struct PublishedTests {
  static let published = Figures.recorded("published")
  static let target = ["a": 3, "b": 2, "c": 6, "d": 1, "e": 1, "f": 1, "g": 1, "h": 2]
  static let reference = ["a": 2, "b": 1, "c": 2, "d": 4, "e": 1, "f": 1, "g": 0, "h": 1]

  private func same(_ found: Double?, _ expected: Double?) -> Bool {
    agree(found, expected, relative: 1e-9, absolute: 1e-9)
  }

  private func tables() throws -> [(word: String, table: KeynessTable)] {
    try Self.target.keys.sorted().map { word in
      let table = KeynessTable(target: Self.target[word]!, of: 17, reference: Self.reference[word]!, of: 12)
      return (word, try #require(table))
    }
  }

  @Test func fightingWords() throws {
    for (word, table) in try tables() {
      let odds = try #require(LogOdds(table, prior: .constant(0.1, vocabulary: 8)))
      #expect(same(odds.z, Self.published["fightin_words_convokit_prior0.1"][word].number))
      let figures = Self.published.fightin_delta_var_z[word].numbers
      for (found, expected) in zip([odds.delta, odds.variance, odds.z], figures) { #expect(same(found, expected)) }
      let pooled = table.target + table.reference
      let informative = try #require(LogOdds(table, prior: .informative(count: pooled, of: 29, strength: 10)))
      #expect(same(informative.z, Self.published.fightin_informative_a0_10[word].number))
    }
  }

  /// quanteda's 1e-9 within the logarithm adds O · E / O · 1e-9 for each cell that is not empty.
  private func quantedaExcess(_ table: KeynessTable) -> Double {
    let all = Double(table.targetTotal + table.referenceTotal)
    let word = Double(table.target + table.reference)
    let empty = table.reference == 0 ? word * Double(table.referenceTotal) / all : 0
    return 2e-9 * (all - empty)
  }

  @Test func quantedaKeyness() throws {
    for (word, table) in try tables() {
      let figures = Self.published.keyness[word]
      #expect(figures.n_target.int == table.target && figures.n_ref.int == table.reference)
      #expect(same(table.chiSquared(), figures.chi2_default.number))
      #expect(same(table.chiSquared(.none), figures.chi2_none.number))
      #expect(same(table.chiSquared(.none).map(abs), figures.chi2_scipy_none.number))
      #expect(same(table.chiSquared(.yates).map(abs), figures.chi2_scipy_yates_always.number))
      #expect(same(table.likelihoodRatio(.none).map(abs), figures.G2_scipy_none.number))
      let likelihood = try #require(table.likelihoodRatio(.none))
      let sign = likelihood < 0 ? -1.0 : 1
      let excess = sign * quantedaExcess(table)
      #expect(same(likelihood + excess, figures.G2_none.number))
      let corrected = try #require(table.likelihoodRatio())
      #expect(same(corrected + excess, figures.G2_default.number))
      let q = likelihood / (try #require(table.likelihoodRatio(.williams)))
      #expect(same((likelihood + excess) / q, figures.G2_williams.number))
      let information = try #require(table.mutualInformation)
      #expect(same(log(exp(information) + 1e-9), Self.published.pmi[word].number))
    }
  }

  /// quanteda multiplies χ² by q: ours is that figure (c → 1.309711923191) divided by q twice.
  @Test func williamsDivides() throws {
    let table = try #require(KeynessTable(target: 6, of: 17, reference: 2, of: 12))
    let (plain, corrected) = (try #require(table.chiSquared(.none)), try #require(table.chiSquared(.williams)))
    #expect(corrected < plain)
    #expect(same(plain * plain / corrected, 1.309711923191))
  }

  @Test func fisherExact() throws {
    for (word, table) in try tables() {
      let figures = Self.published.keyness[word]
      let fisher = FisherTest(table)
      #expect(same(fisher.p(), figures.fisher_p.number))
      let odds = try #require(fisher.conditionalOddsRatio)
      if let expected = figures.fisher_or.number { #expect(same(odds, expected)) } else { #expect(odds == .infinity) }
    }
  }

  @Test func quantedaTestFile() throws {
    let table = try #require(KeynessTable(target: 7, of: 10, reference: 2, of: 9))
    let figures = Self.published.quanteda_test
    #expect(same(table.chiSquared(), figures.chi2_yates.number))
    #expect(same(table.chiSquared(.none), figures.chi2_none.number))
    #expect(same(table.likelihoodRatio().map { $0 + 2e-9 * 19 }, figures.G2_default.number))
    // Five decimals, by R's root finder, whose tolerance is 1e-4.
    #expect(agree(FisherTest(table).conditionalOddsRatio, figures.fisher_or.number, absolute: 1e-3))
  }

  @Test func evertsLogRatios() throws {
    for figures in Self.published.evert_keyness.list {
      let table = try #require(
        KeynessTable(target: figures.f1.int, of: figures.n1.int, reference: figures.f2.int, of: figures.n2.int))
      #expect(same(table.logRatio, figures.LogRatio.number))
      #expect(same(table.conservativeLogRatio(), figures.LRC.number))
      #expect(same(table.conservativeLogRatio(family: 1000), figures.LRC_bonf1000.number))
    }
  }

  @Test(arguments: KrippendorffAlpha.Level.allCases)
  func krippendorffsExample(level: KrippendorffAlpha.Level) throws {
    let alpha = try #require(KrippendorffAlpha(units: Self.published.krippendorff_C_units.list.map(\.numbers)))
    #expect(alpha.unitCount == 11)
    #expect(same(alpha.value(level), Self.published.krippendorff_C_data[level.rawValue].number))
  }

  @Test func scales() {
    for figures in Self.published.norms.list {
      let (positive, negative, words) = (figures.pos.int, figures.neg.int, figures.N.int)
      let counts = PolarityCounts(positive: positive, negative: negative, other: words - positive - negative)
      #expect(same(counts.logit.value, figures.logit_lowe.number))
      #expect(same(counts.logit.standardError, figures.se_logit.number))
      #expect(same(counts.absoluteDifference, figures.abspropdiff.number))
      #expect(same(counts.relativeDifference, figures.relpropdiff.number))
      #expect(same(counts.janisFadner, figures.janis_fadner.number))
    }
  }

  @Test func quantedaPolarity() {
    for figures in Self.published.polarity.list {
      let counts = PolarityCounts(positive: figures.pos.int, negative: figures.neg.int, other: figures.other.int)
      #expect(same(counts.relativeDifference, figures.rel.number))
      #expect(same(counts.absoluteDifference, figures.abs.number))
      let (p, n) = (Double(figures.pos.int), Double(figures.neg.int))
      #expect(same(counts.logit.value, log(p + 0.5) - log(n + 0.5)))
      #expect(same(Scales.logit(positive: p, negative: n, smoothing: 0.5), counts.logit.value))
    }
  }

  /// The worked example of Gries 2008 and 2020: 1…5 occurrences in parts of 9, 10, 10, 10 and 11 words, as he rounds.
  @Test func griesExample() throws {
    let dispersion = try #require(Dispersion(counts: [1, 2, 3, 4, 5], sizes: [9, 10, 10, 10, 11]))
    let figures = [
      (dispersion.deviation, 0.18), (dispersion.normalisedDeviation, 0.22), (dispersion.juillandD, 0.785),
      (dispersion.carrollD2, 0.938), (dispersion.rosengrenS, 0.95), (dispersion.divergence, 0.137),
    ]
    for (found, expected) in figures { #expect(agree(found, expected, absolute: 5.1e-3), "\(expected)") }
    #expect(dispersion.range == 5)
  }

  static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/oracles/statistics.json").standardizedFileURL.path

  /// What was recorded is what the reference file says, where that is at hand.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: shared),
      "skipped: ../shared/oracles/statistics.json is not there; the recorded figures are checked all the same"))
  func recordedAsPublished() throws {
    let data = try #require(FileManager.default.contents(atPath: Self.shared))
    // The file was written by Python, which knows NaN.
    let json = String(decoding: data, as: UTF8.self).replacing("NaN", with: "null")
      .replacing("-Infinity", with: "null").replacing("Infinity", with: "null")
    let shared = Figures(try JSONDecoder().decode(Figures.JSON.self, from: Data(json.utf8)))
    for key in shared.keys where !["vader", "port_max_abs_diff", "_notes"].contains(key) {
      #expect(Self.published[key].json == shared[key].json, "\(key)")
    }
  }
}
