import Foundation
import Statistics
import Testing

@Suite struct AgreementTests {
  typealias Level = KrippendorffAlpha.Level

  private func alpha(_ units: [[Double?]], _ level: Level) -> Double? { KrippendorffAlpha(units: units)?.value(level) }

  /// Units of up to four codes, about a fifth of them missing.
  private func units(_ random: inout SplitMix64, count: Int = 12) -> [[Double?]] {
    (0..<count).map { _ in
      let truth = Double(Int.random(in: 1...4, using: &random))
      return (0..<4).map { _ in
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: nil
        case 2...4: Double(Int.random(in: 1...4, using: &random))
        default: truth
        }
      }
    }
  }

  @Test(arguments: Level.allCases)
  func fullAgreementIsOne(level: Level) {
    #expect(alpha([[1, 1, nil], [2, 2, 2], [nil, 3, 3]], level) == 1)
  }

  /// Nothing to compare, or nothing to tell apart.
  @Test(arguments: Level.allCases)
  func undefinedIsNil(level: Level) {
    #expect(alpha([], level) == nil)
    #expect(alpha([[1, nil], [nil, 2]], level) == nil)
    #expect(alpha([[0.1, 0.1], [0.1, 0.1, 0.1]], level) == nil)
    // The one other code stands alone and is no part of any pair.
    #expect(alpha([[1, 1], [1, 1], [2, nil]], level) == nil)
    #expect(KrippendorffAlpha(units: [[1, .nan]]) == nil && KrippendorffAlpha(units: [[1, .infinity]]) == nil)
  }

  @Test func ratiosNeedAZero() {
    let units: [[Double?]] = [[-1, 1], [1, 1], [0, 2]]
    #expect(alpha(units, .ratio) == nil && alpha(units, .interval) != nil)
    #expect(alpha([[0, 0], [1, 1]], .ratio) == 1)
  }

  /// Two units on which two coders disagree: below chance.
  @Test func systematicDisagreementIsNegative() {
    // Do = 1, De = 2 · 2 · 2 / (4 · 3).
    #expect(agree(alpha([[0, 1], [1, 0]], .nominal), -0.5))
  }

  @Test(arguments: Level.allCases)
  func orderDoesNotMatter(level: Level) {
    var random = SplitMix64(seed: 3)
    for _ in 0..<40 {
      let units = units(&random)
      let shuffled = units.map { $0.shuffled(using: &random) }.shuffled(using: &random)
      #expect(agree(alpha(units, level), alpha(shuffled, level)))
      #expect(alpha(units, level).map { $0 <= 1 && $0 >= -1 } ?? true)
      #expect(
        agree(alpha(units, level), alpha(units + [[4, nil, nil], []], level)), "codes without a pair tell nothing")
    }
  }

  /// What may be done to codes at a level without a change.
  @Test func levelsIgnoreWhatTheyDoNotMean() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<40 {
      let units = units(&random)
      func changed(_ change: (Double) -> Double) -> [[Double?]] { units.map { $0.map { $0.map(change) } } }
      #expect(agree(alpha(units, .nominal), alpha(changed { [0, 7, -2, 5, 1][Int($0)] }, .nominal)))
      #expect(agree(alpha(units, .ordinal), alpha(changed { exp($0) }, .ordinal)))
      #expect(agree(alpha(units, .interval), alpha(changed { 1e6 - 3 * $0 }, .interval)))
      #expect(agree(alpha(units, .ratio), alpha(changed { 0.3 * $0 }, .ratio)))
    }
  }

  @Test(arguments: Level.allCases)
  func intervalsAreSeededAndHoldTheValue(level: Level) throws {
    var random = SplitMix64(seed: 5)
    let alpha = try #require(KrippendorffAlpha(units: units(&random, count: 60)))
    let (value, resampled) = (try #require(alpha.value(level)), alpha.resampled(level, samples: 400, seed: 9))
    let interval = try #require(resampled.interval)
    #expect(interval.low < value && value < interval.high)
    #expect(resampled == alpha.resampled(level, samples: 400, seed: 9))
    #expect(resampled != alpha.resampled(level, samples: 400, seed: 10))
    let narrow = try #require(alpha.resampled(level, samples: 400, seed: 9, confidence: 0.5).interval)
    #expect(narrow.low > interval.low && narrow.high < interval.high)
  }

  /// The interval is that of the samples put together by hand.
  @Test(arguments: Level.allCases)
  func resamplingIsRepeatingUnits(level: Level) throws {
    var random = SplitMix64(seed: 6)
    let units = units(&random, count: 9).filter { $0.compactMap(\.self).count > 1 }
    let samples = Bootstrap.draws(clusters: units.count, samples: 60, seed: 2).compactMap { counts in
      alpha(zip(units, counts).flatMap { Array(repeating: $0, count: $1) }, level)
    }
    let expected = Bootstrap.interval(samples)
    let found = try #require(KrippendorffAlpha(units: units)).resampled(level, samples: 60, seed: 2)
    #expect(agree(found.interval?.low, expected.low) && agree(found.interval?.high, expected.high))
    #expect(found.undefined == 60 - samples.count)
  }

  @Test func samplesWithoutVariationAreCounted() throws {
    let alpha = try #require(KrippendorffAlpha(units: [[1, 1], [1, 1], [2, 2]]))
    let resampled = alpha.resampled(.nominal, samples: 500)
    // (2/3)³ + (1/3)³ of the samples hold one code only.
    #expect((100...240).contains(resampled.undefined))
    #expect(resampled.interval == .init(low: 1, high: 1) && resampled.standardError == 0)
  }

  @Test func kappa() {
    let (first, second): ([String?], [String?]) = (["a", "a", "b", "b", nil], ["a", "b", "b", "b", "a"])
    // Agreement ¾; by chance ½.
    #expect(agree(CohenKappa.value(first, second), 0.5))
    #expect(agree(CohenKappa.value(second, first), 0.5))
    #expect(CohenKappa.value(["a", "b"], ["b", "a"]) == -1)
    #expect(CohenKappa.value(["a", "b"], ["a", "b"]) == 1)
    #expect(CohenKappa.value([Int?](), []) == nil && CohenKappa.value([1, nil], [nil, 2]) == nil)
    #expect(CohenKappa.value([1, 1], [1, 1]) == nil && CohenKappa.value([1], [1, 2]) == nil)
    #expect(CohenKappa.value(table: [[1, 2], [3]]) == nil && CohenKappa.value(table: [[1, -2], [3, 1]]) == nil)
  }

  /// A disagreement by two steps weighs more than two by one.
  @Test func weightedKappa() throws {
    let near = [[4, 2, 0], [2, 4, 2], [0, 2, 4]]
    let far = [[4, 0, 2], [0, 8, 0], [2, 0, 4]]
    let (nearValue, farValue) = (
      try #require(CohenKappa.value(table: near, weights: .quadratic)),
      try #require(CohenKappa.value(table: far, weights: .quadratic))
    )
    #expect(nearValue > farValue)
    #expect(try #require(CohenKappa.value(table: near)) < (try #require(CohenKappa.value(table: far))))
  }

  @Test func percentAgreement() {
    #expect(PercentAgreement.pairwise(units: [["a", "a"], ["a", "b"], [nil, "b"]]) == 0.5)
    // Three coders make three pairs.
    #expect(PercentAgreement.pairwise(units: [[1, 1, 2]]) == 1.0 / 3)
    #expect(PercentAgreement.pairwise(units: [[1, nil], []]) == nil)
  }

  @Test func correlationsThatDoNotExist() {
    for measure in [Correlation.pearson, Correlation.spearman] {
      #expect(measure([], []) == nil && measure([1], [1]) == nil && measure([1, 2], [1]) == nil)
      #expect(measure([0.1, 0.1, 0.1], [1, 2, 3]) == nil && measure([1, 2, 3], [0.7, 0.7, 0.7]) == nil)
      #expect(measure([1, 2, .nan], [1, 2, 3]) == nil && measure([1, 2, 3], [1, .infinity, 3]) == nil)
      #expect(measure([1, nil, 3], [nil, 2, 4]) == nil)
      #expect(measure([1, nil, 3, 4], [2, 9, 6, 8]) == measure([1, 3, 4], [2, 6, 8]))
    }
    // Values so large that their squares are not numbers.
    #expect(Correlation.pearson([1e200, -1e200, 3e200], [1, 2, 3]) == nil)
  }

  @Test func correlationsAreBoundedAndIgnoreScale() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<50 {
      let x = (0..<20).map { _ in Double(Int.random(in: 0..<6, using: &random)) }
      let y = x.map { $0 + Double.random(in: -3...3, using: &random) }
      let (pearson, spearman) = (try #require(Correlation.pearson(x, y)), try #require(Correlation.spearman(x, y)))
      #expect(abs(pearson) <= 1 && abs(spearman) <= 1)
      #expect(agree(Correlation.pearson(y, x), pearson))
      #expect(agree(Correlation.pearson(x.map { 1e9 + 2 * $0 }, y.map { -$0 }), -pearson, relative: 1e-7))
      #expect(agree(Correlation.spearman(x.map { exp($0) }, y.map { -$0 * $0 * $0 }), -spearman))
    }
    #expect(
      agree(Correlation.pearson([1, 2, 3], [3, 5, 7]), 1) && agree(Correlation.spearman([1, 2, 3], [1, 10, 11]), 1))
    #expect(Correlation.midranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2] && Correlation.midranks([]).isEmpty)
  }

  @Test func scoresAgainstAStandard() throws {
    let (scores, standard): ([Double?], [Double?]) = ([0.5, -0.5, 0, nil], [1, -1, 1, 1])
    #expect(agree(ScoreValidation.directionalAccuracy(scores: scores, standard: standard), 2.0 / 3))
    #expect(agree(ScoreValidation.absoluteError(scores: scores, standard: standard), (0.5 + 0.5 + 1) / 6))
    let limits = try #require(ScoreValidation.limits(scores: scores, standard: standard))
    #expect(agree(limits.bias, -1.0 / 3) && agree(limits.high - limits.low, 3.92 * limits.deviation))
    #expect(ScoreValidation.limits(scores: [1], standard: [1]) == nil)
    #expect(ScoreValidation.absoluteError(scores: [], standard: []) == nil)
    #expect(ScoreValidation.directionalAccuracy(scores: [nil], standard: [1]) == nil)
    // On a line, all at one place, alone at its place.
    #expect(ScoreValidation.cookDistances(scores: [1, 2, 3, 4], standard: [1, 2, 3, 4]) == nil)
    #expect(ScoreValidation.cookDistances(scores: [1, 2, 3], standard: [1, 1, 1]) == nil)
    #expect(ScoreValidation.cookDistances(scores: [1, 2, 9, 4], standard: [1, 1, 1, 8]) == nil)
  }

  @Test func categoriesThatDoNotVary() {
    #expect(CronbachAlpha.value(items: [[1, 0, 1]]) == nil && CronbachAlpha.value(items: [[1], [0]]) == nil)
    #expect(
      CronbachAlpha.value(items: [[1, 0], [1]]) == nil && CronbachAlpha.value(items: [[1, .nan], [0, 1]]) == nil)
    #expect(CronbachAlpha.value(items: [[1, 0, 1], [0, 1, 0]]) == nil)
    #expect(agree(CronbachAlpha.value(items: [[1, 0, 1], [1, 0, 1]]), 1))
  }
}
