import Corpus
import Dataset
import Statistics
import TextModel

/// Scores the units of a gold sample anew, with other data or settings than those they were drawn with.
public final class UnitScorer {
  private let worker: Worker
  private let maker: UnitMaker

  /// - Parameter seed: that of the sample, by which units have their ids.
  public init(_ analysis: Analysis, seed: UInt64) {
    worker = Worker(analysis, records: analysis.file.reading, withEvidence: false)
    maker = UnitMaker(analysis, settings: UnitSettings(seed: seed))
  }

  /// What is found in an article, by unit id. A unit that is missing there is not spoken of any more.
  public func predictions(in article: Article) -> [String: GoldUnit.Prediction] {
    let units = maker.units(of: worker.analyse(article))
    return Dictionary(units.map { ($0.id, $0.prediction) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is found of an actor in a text that stands alone, and the text's own sentiment (−1…1, nil without a word that
  /// weighs).
  public func reading(of article: Article, target: String) -> (prediction: GoldUnit.Prediction, sentiment: Double?) {
    let document = worker.analyse(article)
    let found = maker.units(of: document).first { $0.target == target && $0.prediction.score != nil }
    return (found?.prediction ?? .none, Self.sentiment(document))
  }

  /// The sentiment of a whole text, whomever it concerns.
  public func sentiment(of article: Article) -> Double? { Self.sentiment(worker.analyse(article)) }

  private static func sentiment(_ document: Document) -> Double? {
    Scales.relativeDifference(
      positive: document.valence.reduce(0) { $0 + max(0, $1) },
      negative: document.valence.reduce(0) { $0 + max(0, -$1) })
  }
}
