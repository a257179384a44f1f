import Corpus
import Dataset
import Stance
import TextModel

/// Scores the targets that records give, batch by batch. One worker serves one thread.
final class TargetWorker: BatchWorker {
  private let analysis: Analysis
  private let reader: TargetReader
  private let record: TargetRecord

  init(_ analysis: Analysis, fields: FieldMap, withEvidence: Bool) {
    self.analysis = analysis
    reader = TargetReader(analysis, fields: fields)
    record = TargetRecord(
      actors: analysis.registry.actors, languages: analysis.languages.map(\.pack), withEvidence: withEvidence)
  }

  func analyse(_ batch: Batch) -> BatchResult {
    var result = BatchResult(number: batch.number)
    result.inputBytes = batch.inputBytes
    var json = JSONBuffer()
    var rejects = JSONBuffer()
    for span in batch.records {
      do {
        let (_, values, words) = try reader.read(span, batch)
        if let calibration = analysis.languages[reader.document.language].calibration {
          let probabilities = calibration.probabilities(values, words.map(\.0), folded: words.map(\.1))
          let label = StanceSummary.Label(class: calibration.decision.label(probabilities))
          record.write(reader.document, probabilities, label, to: &json)
        } else {
          let summary = StanceSummary(reader.document, neutral: analysis.file.stance.neutral)
          record.write(reader.document, summary.targets.first { $0.actor == Mention.given }, to: &json)
        }
        result.articles += 1
      } catch {
        result.add(error, to: &rejects)
      }
    }
    result.records = json.bytes
    result.rejects = rejects.bytes
    return result
  }
}
