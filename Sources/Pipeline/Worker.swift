import Corpus
import Dataset
import Rhetoric
import TextModel

/// What became of one batch.
public struct BatchResult: Sendable {
  public var number: Int
  /// Article records, one line each.
  public var records: [UInt8] = []
  /// Reject records.
  public var rejects: [UInt8] = []
  /// The first few of them, to be told on stderr.
  public var firstRejects: [Reject] = []
  public var articles = 0
  public var rejected = 0
  /// How many of each kind.
  public var reasons: [String: Int] = [:]
  /// Records that are no articles.
  public var passedOver = 0
  /// Articles whose date could not be read.
  public var unknownDates = 0
  public var inputBytes = 0
  public var tallies = Tallies()
  public var comparison = ComparisonSummary()

  mutating func add(_ reject: Reject, to json: inout JSONBuffer) {
    RejectRecord.write(reject, to: &json)
    rejected += 1
    reasons[reject.kind, default: 0] += 1
    if firstRejects.count < RejectLimits.told { firstRejects.append(reject) }
  }
}

public enum RejectLimits {
  /// Rejects told on stderr where no file takes them.
  public static let told = 5
}

/// Analyses batches, one after the other, with working memory of its own. One worker serves one thread.
public final class Worker: BatchWorker {
  private let analysis: Analysis
  private let stages: [[any Stage]]
  private let reader: RecordReader
  private let record: ArticleRecord
  private let chooser: LanguageChooser
  private var document = Document()
  private var json = JSONBuffer()

  public init(_ analysis: Analysis, records: RecordSettings, withEvidence: Bool) {
    self.analysis = analysis
    stages = analysis.languages.map { analysis.stages(for: $0) }
    reader = RecordReader(records)
    chooser = LanguageChooser(analysis.languages)
    record = ArticleRecord(
      actors: analysis.registry.actors, languages: analysis.languages.map(\.pack), frames: analysis.frames,
      contrasts: analysis.contrasts, withEvidence: withEvidence, neutral: analysis.file.stance.neutral,
      decisions: analysis.languages.map(\.calibration?.decision))
  }

  public func analyse(_ batch: Batch) -> BatchResult {
    var result = BatchResult(number: batch.number)
    result.inputBytes = batch.inputBytes
    json.removeAll()
    var rejects = JSONBuffer()
    for span in batch.records {
      do {
        guard try begin(span, batch) else {
          result.passedOver += 1
          continue
        }
        if reader.hadUnknownDate { result.unknownDates += 1 }
        analyse(into: &result)
        record.write(document, to: &json)
        result.articles += 1
      } catch {
        result.add(error, to: &rejects)
      }
    }
    result.records = json.bytes
    result.rejects = rejects.bytes
    return result
  }

  /// Analyses one article and gives back its layers.
  public func analyse(_ article: Article) -> Document {
    var result = BatchResult(number: 0)
    document.language = chooser.language(of: article) ?? 0
    document.begin(article)
    analyse(into: &result)
    return document
  }

  /// Reads a record into the document; false where it is no article.
  private func begin(_ span: RecordSpan, _ batch: Batch) throws(Reject) -> Bool {
    guard var article = try reader.read(span, of: batch) else { return false }
    document.language = try chooser.choose(for: &article, span)
    document.begin(article)
    return true
  }

  private func analyse(into result: inout BatchResult) {
    for stage in stages[document.language] { stage.process(&document) }
    result.tallies.add(document)
    for contrast in analysis.contrasts {
      result.comparison.add(
        contrast: contrast.id,
        contrast.counts(document.frameUses).map { count in
          (count.actor.map { analysis.registry.actors[Int($0)].id }, count.left, count.right)
        })
    }
  }
}
