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

  /// Stance by lexicon and rules alone.
  /// - Parameter stance: what was found, nil where nothing speaks of the target.
  public func write(_ document: Document, _ stance: StanceSummary.Target?, to json: inout JSONBuffer) {
    begin(document, &json)
    json.key("polarity")
    json.value(stance?.label?.polarity ?? 0)
    json.key("score")
    json.value(stance?.score?.value)
    json.key("label")
    json.value(stance?.label?.rawValue)
    json.key("probabilities")
    json.null()
    end(document, &json)
  }

  /// Stance by a calibration: probabilities of negative, neutral and positive, and the label chosen by them.
  public func write(
    _ document: Document, _ reading: Reading, _ label: StanceSummary.Label, to json: inout JSONBuffer
  ) {
    begin(document, &json)
    Self.write(reading.probabilities, label, &json)
    end(document, &json)
  }

  /// A prediction made in cross-validation.
  public static func write(
    id: String, _ probabilities: Probabilities, _ label: StanceSummary.Label, to json: inout JSONBuffer
  ) {
    json.beginObject()
    json.key("id")
    json.value(id)
    write(probabilities, label, &json)
    json.endObject()
    json.endLine()
  }

  private func begin(_ document: Document, _ json: inout JSONBuffer) {
    let article = document.article
    json.beginObject()
    json.key("id")
    if article.idIsLiteral, let id = article.id { json.literal(id) } else { json.value(article.id) }
  }

  private func end(_ document: Document, _ json: inout JSONBuffer) {
    if withEvidence {
      evidence.write(document, only: Mention.given, to: &json)
      if !document.readings.isEmpty { evidence.writeReadings(document, only: Mention.given, to: &json) }
    }
    json.endObject()
    json.endLine()
  }

  private static func write(_ probabilities: Probabilities, _ label: StanceSummary.Label, _ json: inout JSONBuffer) {
    json.key("polarity")
    json.value(label.polarity)
    json.key("score")
    json.value(probabilities.score)
    json.key("label")
    json.value(label.rawValue)
    json.key("probabilities")
    probabilities.write(to: &json)
  }
}
