import Corpus
import Dataset
import Segmentation
import TextModel

/// Finds words and sentences, batch by batch, or compares ways of finding them. One worker serves one thread.
final class SegmentWorker: BatchWorker {
  private let request: SegmentRequest
  private let analysis: Analysis
  private let reader: RecordReader
  private let chooser: LanguageChooser
  /// By language; the last one is for those that the pipeline does not read. nil until an article is in it.
  private var segmenters: [Segmenter?]
  private var comparisons: [BreakerComparison?]
  private var document = Document()
  private var json = JSONBuffer()

  init(_ request: SegmentRequest, _ analysis: Analysis, records: RecordSettings) {
    self.request = request
    self.analysis = analysis
    reader = RecordReader(records)
    chooser = LanguageChooser(analysis.languages, profiles: analysis.profiles)
    segmenters = Array(repeating: nil, count: analysis.languages.count + 1)
    comparisons = Array(repeating: nil, count: analysis.languages.count + 1)
  }

  func analyse(_ batch: Batch) -> BatchResult {
    var result = BatchResult(number: batch.number)
    result.inputBytes = batch.inputBytes
    json.removeAll()
    var rejects = JSONBuffer()
    for span in batch.records {
      do throws(Reject) {
        guard var article = try reader.read(span, of: batch) else {
          result.passedOver += 1
          continue
        }
        if reader.hadUnknownDate { result.unknownDates += 1 }
        if let reading = reader.mojibake { result.notes.add(reading, at: span) }
        let language = chooser.choose(for: &article)
        result.notes.add(language: article.language, isRead: language != nil)
        result.articles += 1
        switch request.task {
        case .check: check(article, language, span, &result)
        case .write(let record): write(article, language, record, &result)
        }
      } catch {
        result.add(error, to: &rejects)
      }
    }
    result.records = json.bytes
    result.rejects = rejects.bytes
    return result
  }

  private func write(_ article: Article, _ language: Int?, _ record: SegmentRecord, _ result: inout BatchResult) {
    document.begin(article)
    document.language = language ?? -1
    segmenter(language).segment(&document)
    document.words = document.tokens.lazy.filter { $0.traits.contains(.word) }.count
    record.write(document, to: &json)
    result.tallies.addSize(of: document)
  }

  private func check(_ article: Article, _ language: Int?, _ span: RecordSpan, _ result: inout BatchResult) {
    comparison(language).compare(article.text, &result.breakers) { difference in
      guard result.differences.count < SegmentDifference.told else { return }
      result.differences.append(
        SegmentDifference(source: span.source, line: span.line, id: article.id, difference: difference))
    }
  }

  private func locale(_ language: Int?) -> String {
    request.locale ?? language.map { analysis.languages[$0].pack.language } ?? "root"
  }

  private func segmenter(_ language: Int?) -> Segmenter {
    let place = language ?? segmenters.count - 1
    if let segmenter = segmenters[place] { return segmenter }
    let made = Segmenter(
      locale: locale(language), engine: analysis.file.engine,
      abbreviations: language.map { analysis.languages[$0].pack.abbreviations } ?? Abbreviations())
    segmenters[place] = made
    return made
  }

  private func comparison(_ language: Int?) -> BreakerComparison {
    let place = language ?? comparisons.count - 1
    if let comparison = comparisons[place] { return comparison }
    let made = BreakerComparison(locale: locale(language))
    comparisons[place] = made
    return made
  }
}
