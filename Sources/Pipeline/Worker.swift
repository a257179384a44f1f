import Corpus
import Dataset
import Rhetoric
import Segmentation
import TextModel

/// What became of one batch.
public struct BatchResult: Sendable {
  public var number: Int
  /// What was written of the articles.
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
  public var notes = InputNotes()
  /// Articles that repeat an earlier one, whether they are written or not.
  public var duplicates = 0
  /// Those of them that are not.
  public var dropped = 0
  public var inputBytes = 0
  public var tallies = Tallies()
  /// Of what breaks words and sentences, where ways of doing so are compared; differences in the order of the input.
  public var breakers = BreakerTally()
  public var differences: [SegmentDifference] = []
  /// Of a gold sample, where one is drawn; in the order of the input.
  public var units: [GoldUnit] = []

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

/// A batch whose articles are read but not analysed yet.
struct ReadBatch: Sendable {
  struct Item: Sendable {
    var article: Article
    /// Index among the pipeline's; -1 for one it does not read.
    var language: Int
    var remarks: Remarks
    var signature: TextSignature
    var duplicate: Duplicate?
    /// An earlier run has written it.
    var isDone: Bool
  }

  /// What the summary tells of a record, besides the numbers of its article.
  struct Remarks: Sendable {
    var span: RecordSpan
    var hadUnknownDate: Bool
    var mojibake: Mojibake?
  }

  var articles: [Item] = []
  /// What became of all other records.
  var result: BatchResult
}

/// Analyses batches, one after the other, with working memory of its own. One worker serves one thread.
public final class Worker: BatchWorker {
  private let analysis: Analysis
  /// By language; nil until an article is in it.
  private var stages: [[any Stage]?]
  private let reader: RecordReader
  private let writer: any RecordWriter
  private let chooser: LanguageChooser
  /// For texts in languages that the pipeline does not read.
  private lazy var segmenter = Segmenter(locale: "root", engine: analysis.file.engine)
  private let signatures: SignatureMaker?
  private let unitMaker: UnitMaker?
  /// Where no batch is worked on. It is taken out meanwhile: a property's layers are copied before anyone looks at them.
  private var document = Document()
  private var json = JSONBuffer()
  private var tally = BatchTally()

  /// Writes article records.
  /// - Parameter units: give the units of a gold sample in their place.
  public convenience init(
    _ analysis: Analysis, records: RecordSettings, withEvidence: Bool, units: UnitSettings? = nil
  ) {
    let writer = ArticleRecord(
      actors: analysis.registry.actors, languages: analysis.languages.map(\.pack), frames: analysis.frames,
      contrasts: analysis.contrasts, withEvidence: withEvidence, withSpeech: analysis.file.speech, kept: records.kept,
      withDuplicates: analysis.file.duplicates != nil, neutral: analysis.file.stance.neutral,
      decisions: analysis.languages.map(\.calibration?.decision))
    self.init(analysis, records: records, writer: writer, units: units)
  }

  init(
    _ analysis: Analysis, records: RecordSettings, writer: any RecordWriter, units: UnitSettings? = nil
  ) {
    self.analysis = analysis
    self.writer = writer
    unitMaker = units.map { UnitMaker(analysis, settings: $0) }
    stages = Array(repeating: nil, count: analysis.languages.count)
    reader = RecordReader(records)
    chooser = LanguageChooser(analysis.languages, profiles: analysis.profiles)
    signatures = analysis.file.duplicates.map { SignatureMaker(shingle: $0.shingle) }
  }

  public func analyse(_ batch: Batch) -> BatchResult {
    var result = BatchResult(number: batch.number)
    result.inputBytes = batch.inputBytes
    json.removeAll()
    var rejects = JSONBuffer()
    var document = takeDocument()
    for span in batch.records {
      do {
        guard try begin(&document, span, batch) else {
          result.passedOver += 1
          continue
        }
        finish(&document, remarks(on: span), &result)
      } catch {
        result.add(error, to: &rejects)
      }
    }
    self.document = document
    result.tallies = tally.take()
    result.records = json.bytes
    result.rejects = rejects.bytes
    return result
  }

  /// Reads a batch's articles and makes their signatures, for `DuplicateSearch`.
  func read(_ batch: Batch) -> ReadBatch {
    var read = ReadBatch(result: BatchResult(number: batch.number))
    read.result.inputBytes = batch.inputBytes
    var rejects = JSONBuffer()
    for (index, span) in batch.records.enumerated() {
      let isDone = index < batch.done
      do {
        guard try begin(&document, span, batch) else {
          if !isDone { read.result.passedOver += 1 }
          continue
        }
        read.articles.append(
          .init(
            article: document.article, language: document.language, remarks: remarks(on: span),
            signature: signatures!.signature(of: document.article.text), isDone: isDone))
      } catch {
        if !isDone { read.result.add(error, to: &rejects) }
      }
    }
    read.result.rejects = rejects.bytes
    return read
  }

  /// Analyses what is left of a batch after duplicates were looked for.
  func analyse(_ batch: ReadBatch) -> BatchResult {
    var result = batch.result
    json.removeAll()
    var document = takeDocument()
    for item in batch.articles {
      document.begin(item.article)
      document.language = item.language
      document.duplicate = item.duplicate
      finish(&document, item.remarks, &result)
    }
    self.document = document
    result.tallies = tally.take()
    result.records = json.bytes
    return result
  }

  /// Analyses one article and gives back its layers.
  public func analyse(_ article: Article) -> Document {
    var article = article
    document.language = chooser.choose(for: &article) ?? -1
    document.begin(article)
    analyse(&document)
    return document
  }

  private func takeDocument() -> Document {
    var taken = Document()
    swap(&taken, &document)
    return taken
  }

  /// Reads a record into the document; false where it is no article.
  private func begin(_ document: inout Document, _ span: RecordSpan, _ batch: Batch) throws(Reject) -> Bool {
    guard var article = try reader.read(span, of: batch) else { return false }
    document.language = chooser.choose(for: &article) ?? -1
    document.begin(article)
    return true
  }

  private func remarks(on span: RecordSpan) -> ReadBatch.Remarks {
    .init(span: span, hadUnknownDate: reader.hadUnknownDate, mojibake: reader.mojibake)
  }

  /// Analyses and writes the document's article.
  private func finish(_ document: inout Document, _ remarks: ReadBatch.Remarks, _ result: inout BatchResult) {
    if remarks.hadUnknownDate { result.unknownDates += 1 }
    if let reading = remarks.mojibake { result.notes.add(reading, at: remarks.span) }
    result.notes.add(language: document.article.language, isRead: document.language >= 0)
    analyse(&document)
    tally.add(document)
    if let unitMaker {
      result.units += unitMaker.units(of: document)
    } else {
      writer.write(document, to: &json)
    }
    result.articles += 1
  }

  private func stages(for language: Int) -> [any Stage] {
    if let stages = stages[language] { return stages }
    let made = analysis.stages(for: analysis.languages[language])
    stages[language] = made
    return made
  }

  private func analyse(_ document: inout Document) {
    if document.language >= 0 {
      for stage in stages(for: document.language) { stage.process(&document) }
    } else {
      segmenter.segment(&document)
      document.words = document.tokens.lazy.filter { $0.traits.contains(.word) }.count
    }
  }
}
