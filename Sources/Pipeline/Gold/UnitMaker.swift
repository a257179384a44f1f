import Actors
import Dataset
import Stance
import Statistics
import TextModel

/// What a gold sample asks of an article.
public struct UnitSettings: Sendable, Equatable {
  /// Decides which units are drawn.
  public var seed: UInt64
  public var by: [GoldDimension]
  public var period: GoldPeriod
  /// Sentences of context before and after.
  public var context: Int

  public init(seed: UInt64, by: [GoldDimension] = [], period: GoldPeriod = .month, context: Int = 0) {
    self.seed = seed
    self.by = by
    self.period = period
    self.context = context
  }
}

/// Finds the units of analysed articles: every actor in every sentence that names him, by a pronoun too.
///
/// A unit's id depends on the article's id (its text, where it has none), the sentence's place, the actor and the seed
/// alone.
struct UnitMaker {
  let settings: UnitSettings
  let actors: [Actor]
  let neutral: Double
  /// By `Document.language`.
  let decisions: [Decision?]

  init(_ analysis: Analysis, settings: UnitSettings) {
    self.settings = settings
    actors = analysis.registry.actors
    neutral = analysis.file.stance.neutral
    decisions = analysis.languages.map(\.calibration?.decision)
  }

  func units(of document: Document) -> [GoldUnit] {
    guard document.language >= 0, !document.mentions.isEmpty else { return [] }
    let stance = StanceSummary(
      document, neutral: neutral, decision: decisions[document.language], keepsSentences: true)
    struct Place: Hashable {
      var sentence: Int
      var actor: Int32
    }
    let found = Dictionary(
      stance.sentences.map { (Place(sentence: $0.sentence, actor: $0.actor), $0) },
      uniquingKeysWith: { first, _ in first })
    var order: [Place] = []
    var mentions: [Place: [Mention]] = [:]
    for mention in document.mentions {
      let place = Place(sentence: document.sentence(of: mention.first), actor: mention.actor)
      if mentions[place] == nil { order.append(place) }
      mentions[place, default: []].append(mention)
    }
    var article = document.article
    article.id = article.id ?? Self.name(of: article)
    return order.map { place in
      unit(article, document, place.sentence, actors[Int(place.actor)], mentions[place]!, prediction(found[place]))
    }
  }

  /// A name for an article without one.
  private static func name(of article: Article) -> String {
    "text:" + String(SeededHash.value(of: article.text, seed: 0), radix: 16)
  }

  private func prediction(_ sentence: StanceSummary.Sentence?) -> GoldUnit.Prediction {
    guard let sentence else { return .none }
    return .init(
      polarity: sentence.label.polarity, score: sentence.probabilities.score, holder: id(of: sentence.holder),
      evidence: sentence.evidence)
  }

  private func id(of holder: Holder) -> String {
    switch holder {
    case .article: "article"
    case .unresolved: "unresolved"
    case .actor(let index): actors[Int(index)].id
    }
  }

  private func unit(
    _ article: Article, _ document: Document, _ sentence: Int, _ actor: Actor, _ mentions: [Mention],
    _ prediction: GoldUnit.Prediction
  ) -> GoldUnit {
    /// Bytes of sentences, half-open; empty at `edge` where there are none.
    func bytes(_ range: Range<Int>, edge: Int) -> Range<Int> {
      let tokens = document.sentences[range]
      guard let first = tokens.first, let last = tokens.last, first.first < last.last else { return edge..<edge }
      return Int(document.tokens[Int(first.first)].start)..<Int(document.tokens[Int(last.last) - 1].end)
    }
    let span = bytes(sentence..<sentence + 1, edge: 0)
    let parts = [article.id ?? "", String(span.lowerBound), actor.id]
    let hash = SeededHash.value(of: parts, seed: settings.seed)
    // Another number, as low hashes tell of large strata.
    let digits = String(SeededHash.value(of: ["id"] + parts, seed: settings.seed), radix: 16)
    let end = min(document.sentences.count, sentence + 1 + settings.context)
    var unit = GoldUnit(
      hash: hash, id: "u" + String(repeating: "0", count: 16 - digits.count) + digits, article: article,
      sentence: span,
      before: bytes(max(0, sentence - settings.context)..<sentence, edge: span.lowerBound),
      after: bytes(sentence + 1..<end, edge: span.upperBound),
      marks: mentions.map {
        Int(document.tokens[Int($0.first)].start)..<Int(document.tokens[Int($0.last) - 1].end)
      },
      target: actor.id, name: actor.name, prediction: prediction, stratum: [])
    unit.stratum = settings.by.map { value($0, of: unit) }
    return unit
  }

  private func value(_ dimension: GoldDimension, of unit: GoldUnit) -> String {
    switch dimension {
    case .actor: unit.target
    case .period: unit.article.day.map(settings.period.name) ?? "undated"
    case .label: unit.prediction.label
    case .holder: unit.prediction.holder ?? "none"
    case .outlet: unit.article.outlet ?? "none"
    case .language: unit.article.language ?? "none"
    }
  }
}
