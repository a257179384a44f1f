import Actors
import Lexicon
import Stance
import TextModel

/// Writes the stance toward a given target: {id, polarity, score, label, probabilities}, and its evidence if wanted.
public struct TargetRecord: Sendable {
  private let evidence: EvidenceRecord
  private let withEvidence: Bool

  public init(actors: [Actor], languages: [LanguagePack], withEvidence: Bool) {
    evidence = EvidenceRecord(actors: actors, languages: languages)
    self.withEvidence = withEvidence
  }

  /// - Parameter stance: what was found, nil where nothing speaks of the target.
  public func write(_ document: Document, _ stance: StanceSummary.Target?, to json: inout JSONBuffer) {
    let article = document.article
    json.beginObject()
    json.key("id")
    if article.idIsLiteral, let id = article.id { json.literal(id) } else { json.value(article.id) }
    json.key("polarity")
    json.value(stance?.label?.polarity ?? 0)
    json.key("score")
    json.value(stance?.score?.value)
    json.key("label")
    json.value(stance?.label?.rawValue)
    json.key("probabilities")
    json.null()
    if withEvidence { evidence.write(document, only: Mention.given, to: &json) }
    json.endObject()
    json.endLine()
  }
}
