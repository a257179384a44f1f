import Corpus
import Dataset
import Stance
import TextModel

/// Scores the targets that records give, batch by batch. One worker serves one thread.
final class TargetWorker: BatchWorker {
  private let analysis: Analysis
  private let reader: TargetReader
  private let record: TargetRecord

  init(_ analysis: Analysis, records: RecordSettings, withEvidence: Bool) {
    self.analysis = analysis
    reader = TargetReader(analysis, records: records)
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
        try reader.read(span, batch)
        let document = reader.document
        let decision = analysis.languages[document.language].calibration?.decision
        if let decision, let reading = document.readings.first(where: { Int($0.mention) == reader.mention }) {
          record.write(document, reading, StanceSummary.Label(class: decision.label(reading.probabilities)), to: &json)
        } else {
          let summary = StanceSummary(document, neutral: analysis.file.stance.neutral, decision: nil)
          record.write(document, summary.targets.first { $0.actor == Mention.given }, to: &json)
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
