import Dataset
import Pipeline
import Statistics
import TextModel

/// What becomes of the sample's predictions with other data and settings.
struct Sensitivity {
  struct Row {
    /// What was changed: `lexicon`, `window` or `context`; `as it is` for nothing.
    var kind: String
    var setting: String
    var classification: Classification
    /// Share of units with evidence.
    var coverage: Double
    /// Units whose label is another.
    var changed: Int
  }

  let rows: [Row]
  /// Units whose prediction is no longer the one at the time of sampling.
  let outdated: Int

  private struct Unit {
    var id, article, target: String
    var gold: Int
    var predicted: Int
    /// The sentence, and the sentence with what coders saw around it.
    var sentence, surroundings: Article
  }

  /// - Parameters:
  ///   - load: compiles a pipeline that differs in its data.
  init(
    _ items: [Validation.Item], _ sample: CodedSample, _ analysis: Analysis, load: (PipelineFile) throws -> Analysis
  ) throws {
    let units = items.map { item in
      let article = sample.articles[item.key.article] ?? Article()
      let row = sample.polarity.rows[item.key.unit]
      let surroundings = ["before", "text", "after"].compactMap { row?[$0] }.joined(separator: " ")
      return Unit(
        id: item.key.unit, article: item.key.article, target: item.key.target, gold: item.gold,
        predicted: item.key.predicted.polarity, sentence: article.cut(item.key.sentence),
        surroundings: article.with(surroundings.filter { $0 != "»" && $0 != "«" }))
    }
    func scored(_ analysis: Analysis) -> [GoldUnit.Prediction] {
      let scorer = UnitScorer(analysis, seed: sample.note.seed)
      let found = Dictionary(grouping: units.indices, by: { units[$0].article })
      var predictions = Array(repeating: GoldUnit.Prediction.none, count: units.count)
      for (article, indices) in found {
        let own = scorer.predictions(in: sample.articles[article] ?? Article())
        for index in indices { predictions[index] = own[units[index].id] ?? .none }
      }
      return predictions
    }
    let base = scored(analysis)
    func row(_ kind: String, _ setting: String, _ predictions: [GoldUnit.Prediction]) -> Row {
      Row(
        kind: kind, setting: setting,
        classification: Classification(gold: units.map(\.gold), predicted: predictions.map(\.polarity)),
        coverage: Double(predictions.count { $0.score != nil }) / Double(max(1, units.count)),
        changed: zip(predictions, base).count { $0.polarity != $1.polarity })
    }
    outdated = zip(items, base).count { $0.key.prediction != $1 }
    var rows = [row("as it is", "", base)]
    let file = analysis.file
    let isCalibrated = analysis.languages.contains { $0.calibration != nil }
    if isCalibrated {
      var other = file
      other.stance.calibrated = false
      rows.append(row("lexicon", "rules alone, no calibration", scored(try load(other))))
    }
    let tables = analysis.tablesOfEvidence
    for table in tables {
      var other = file
      other.leftOut = [table]
      rows.append(row("lexicon", "without \(table)", scored(try load(other))))
    }
    for (name, change) in Self.windows(file) {
      var other = file
      change(&other)
      rows.append(row("window", name, scored(analysis.with(rulesOf: other))))
    }
    let scorer = UnitScorer(analysis, seed: sample.note.seed)
    rows.append(
      row("context", "the sentence alone", units.map { scorer.reading(of: $0.sentence, target: $0.target).prediction }))
    rows.append(
      row(
        "context", "what coders saw alone",
        units.map { scorer.reading(of: $0.surroundings, target: $0.target).prediction }))
    self.rows = rows
  }

  private typealias Change = (inout PipelineFile) -> Void

  /// Rules switched off, and windows twice as wide.
  private static func windows(_ file: PipelineFile) -> [(String, Change)] {
    [
      ("negation-window: 0", { $0.stance.negationWindow = 0 }),
      ("negation-window: \(2 * file.stance.negationWindow)", { $0.stance.negationWindow *= 2 }),
      ("shifter-window: 0", { $0.stance.shifterWindow = 0 }),
      ("shifter-window: \(2 * file.stance.shifterWindow)", { $0.stance.shifterWindow *= 2 }),
      ("carry-over: 0", { $0.stance.carryOver = 0 }),
      ("pronouns: false", { $0.mentions.pronouns = false }),
      ("pronoun-window: \(2 * file.mentions.pronounWindow)", { $0.mentions.pronounWindow *= 2 }),
    ]
  }
}

extension Article {
  /// The same article with another text.
  fileprivate func with(_ text: String) -> Article {
    var other = self
    other.text = Array(text.utf8)
    return other
  }

  /// With a stretch of its text alone, by Unicode scalars.
  func cut(_ span: GoldKey.Span) -> Article {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    let part = scalars.dropFirst(span.from).prefix(span.to - span.from)
    return with(String(String.UnicodeScalarView(part)))
  }
}
