import Corpus
import Dataset
import Stance
import TextModel

/// Scores the targets that records give, batch by batch. One worker serves one thread.
final class TargetWorker: BatchWorker {
  private let analysis: Analysis
  private let stages: [[any Stage]]
  private let reader: RecordReader
  private let record: TargetRecord
  private let chooser: LanguageChooser
  private var document = Document()

  init(_ analysis: Analysis, fields: FieldMap, withEvidence: Bool) {
    self.analysis = analysis
    stages = analysis.languages.map { analysis.stages(for: $0) }
    reader = RecordReader(map: fields)
    chooser = LanguageChooser(analysis.languages)
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
        let given = try reader.readTarget(span, of: batch)
        var article = given.article
        document.language = try chooser.choose(for: &article, span)
        document.begin(article)
        document.target = UInt32(given.target.lowerBound)..<UInt32(given.target.upperBound)
        for stage in stages[document.language] { stage.process(&document) }
        let summary = StanceSummary(document, neutral: analysis.file.stance.neutral)
        record.write(document, summary.targets.first { $0.actor == Mention.given }, to: &json)
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
