import Dataset
import Statistics

/// All that a reviewer asks of predictions that were held against people's codes.
///
/// Demands and formulas: van Atteveldt et al. 2021, doi 10.1080/19312458.2020.1869198; Song et al. 2020,
/// doi 10.1080/10584609.2020.1723752; Chan & Sältzer's oolong, doi 10.21105/joss.02461 (score against standard and
/// length, limits of agreement, Cook's distance).
struct Validation {
  struct Item {
    var key: GoldKey
    var gold: Int
    /// The coded holder: an actor's id, `article` or `unresolved`; nil where it was not coded.
    var holder: String?
    /// Words of the sentence.
    var words: Int
    /// Sentiment of the article and of the sentence, whomever it concerns.
    var articleSentiment, sentenceSentiment: Double?

    var isRight: Bool { gold == key.predicted.polarity }
  }

  /// A simple rule that any method has to beat.
  struct Baseline {
    var name: String
    var classification: Classification
  }

  struct Weighted {
    var accuracy, macroF1: Evaluation.Figure
    var scores: [(precision: Double, recall: Double, f1: Double, isPresent: Bool)]
    /// Share of all units that stand in strata of which some were coded.
    var reached: Double
  }

  struct Scores {
    /// Units that have a score.
    var units: Int
    /// Pearson's r with the code, and with the sentence's number of words.
    var gold, length: Double?
    var goldInterval: Bootstrap.Interval?
    var limits: ScoreValidation.Limits?
    var direction, error: Double?
    /// Units that move the line of scores on codes most.
    var influential: [(unit: String, distance: Double)]
  }

  struct Group {
    var name: String
    var units: Int
    var coverage: Double
    var classification: Classification
    var meanGold: Double
    var meanScore: Double?
  }

  let sample: CodedSample
  let agreement: AgreementReport
  let items: [Item]
  let evaluation: Evaluation
  let weighted: Weighted
  let baselines: [Baseline]
  let scores: Scores
  /// Share of units with evidence: of all that were coded, and of those that coders found negative or positive.
  let coverage: Double
  let coverageOfPolar: Double?
  let targets, holders, languages: [Group]
  /// Units whose holder was coded and found, and the share of them where both are the same.
  let holderUnits: Int
  let holderAccuracy: Double?
  let holderInterval: Bootstrap.Interval?
  let sensitivity: Sensitivity?

  init(_ sample: CodedSample, _ items: [Item], sensitivity: Sensitivity?, samples: Int, seed: UInt64) {
    self.sample = sample
    self.items = items
    self.sensitivity = sensitivity
    agreement = AgreementReport(
      sample.polarity, levels: [.nominal, .ordinal, .interval], samples: samples, seed: seed)
    evaluation = Evaluation(
      items.map { .init(document: $0.key.article, gold: $0.gold, predicted: $0.key.predicted.polarity) },
      samples: samples, seed: seed)
    let clusters = Clusters(items.map(\.key.article))
    func resampled(_ statistic: ([Int]) -> Double?) -> Bootstrap.Interval? {
      Bootstrap.resample(clusters: clusters.count, samples: samples, seed: seed) { counts in
        statistic(items.indices.flatMap { Array(repeating: $0, count: counts[clusters.ofItems[$0]]) })
      }.interval
    }
    weighted = Self.weighted(items, sample, resampled)
    baselines = Self.baselines(items)
    scores = Self.scores(items, resampled)
    coverage = Self.share(items) { $0.key.predicted.score != nil } ?? 0
    coverageOfPolar = Self.share(items.filter { $0.gold != 0 }) { $0.key.predicted.score != nil }
    targets = Self.groups(items, by: \.key.target)
    holders = Self.groups(items) { $0.key.predicted.holder ?? "none" }
    languages = Self.groups(items) { $0.key.language ?? "none" }
    let told = items.filter { $0.holder != nil && $0.key.predicted.holder != nil }
    holderUnits = told.count
    func holderShare(_ told: [Item]) -> Double? { Self.share(told) { $0.holder == $0.key.predicted.holder } }
    holderAccuracy = holderShare(told)
    holderInterval = resampled { indices in
      holderShare(indices.map { items[$0] }.filter { $0.holder != nil && $0.key.predicted.holder != nil })
    }
  }

  private static func share(_ items: [Item], _ isMeant: (Item) -> Bool) -> Double? {
    items.isEmpty ? nil : Double(items.count(where: isMeant)) / Double(items.count)
  }

  private static func weighted(
    _ items: [Item], _ sample: CodedSample, _ resampled: (([Int]) -> Double?) -> Bootstrap.Interval?
  ) -> Weighted {
    // What was coded stands for its stratum, not what was drawn: some units may have no code.
    let coded = Dictionary(items.map { ($0.key.stratum, 1) }, uniquingKeysWith: +)
    func whole(_ indices: some Sequence<Int>) -> WeightedClassification {
      var sum = WeightedClassification()
      for index in indices {
        let item = items[index]
        sum.add(
          gold: item.gold, predicted: item.key.predicted.polarity,
          weight: Double(item.key.population) / Double(coded[item.key.stratum] ?? 1))
      }
      return sum
    }
    let found = whole(items.indices)
    return Weighted(
      accuracy: .init(value: found.accuracy, interval: resampled { whole($0).accuracy }),
      macroF1: .init(value: found.macroF1, interval: resampled { whole($0).macroF1 }), scores: found.scores,
      reached: sample.note.population == 0 ? 0 : found.total / Double(sample.note.population))
  }

  private static func baselines(_ items: [Item]) -> [Baseline] {
    let gold = items.map(\.gold)
    let counts = Classification.classes.map { label in gold.count { $0 == label } }
    let most = Classification.classes[counts.firstIndex(of: counts.max() ?? 0) ?? 1]
    func sign(_ score: Double?) -> Int { score.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } ?? 0 }
    return [
      Baseline(
        name: "the commonest code for all",
        classification: Classification(gold: gold, predicted: gold.map { _ in most })),
      Baseline(
        name: "sentiment of the article",
        classification: Classification(gold: gold, predicted: items.map { sign($0.articleSentiment) })),
      Baseline(
        name: "sentiment of the sentence",
        classification: Classification(gold: gold, predicted: items.map { sign($0.sentenceSentiment) })),
    ]
  }

  private static func scores(
    _ items: [Item], _ resampled: (([Int]) -> Double?) -> Bootstrap.Interval?
  ) -> Scores {
    let found = items.map(\.key.predicted.score)
    let gold = items.map { Optional(Double($0.gold)) }
    let scored = items.filter { $0.key.predicted.score != nil }
    let distances = ScoreValidation.cookDistances(scores: found, standard: gold) ?? []
    let influential = zip(scored, distances).map { (unit: $0.key.unit, distance: $1) }
      .sorted { ($1.distance, $0.unit) < ($0.distance, $1.unit) }
    return Scores(
      units: scored.count, gold: Correlation.pearson(found, gold),
      length: Correlation.pearson(found, items.map { Double($0.words) }),
      goldInterval: resampled { indices in Correlation.pearson(indices.map { found[$0] }, indices.map { gold[$0] }) },
      limits: ScoreValidation.limits(scores: found, standard: gold),
      direction: ScoreValidation.directionalAccuracy(scores: found, standard: gold),
      error: ScoreValidation.absoluteError(scores: found, standard: gold), influential: Array(influential.prefix(5)))
  }

  /// By the number of their units, then by name.
  private static func groups(_ items: [Item], by name: (Item) -> String) -> [Group] {
    Dictionary(grouping: items, by: name).map { name, items in
      let scores = items.compactMap(\.key.predicted.score)
      return Group(
        name: name, units: items.count, coverage: share(items) { $0.key.predicted.score != nil } ?? 0,
        classification: Classification(gold: items.map(\.gold), predicted: items.map(\.key.predicted.polarity)),
        meanGold: Double(items.reduce(0) { $0 + $1.gold }) / Double(items.count),
        meanScore: scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count))
    }.sorted { ($1.units, $0.name) < ($0.units, $1.name) }
  }
}
