import Corpus
import Segmentation
import Stance
import TextModel

/// Reads a coded sample and takes down what a calibration can learn from it.
public struct GoldReader {
  public struct Sample: Sendable {
    public var ids: [String] = []
    public var examples: [Trainer.Example] = []
    public var rejects: [Reject] = []
    /// Languages of the lines, each once.
    public var languages: [String] = []
  }

  private let analysis: Analysis
  private let records: RecordSettings
  /// The first so many parts of an id, parted by "_", name its document; 0 takes the whole id.
  private let documentParts: Int

  public init(_ analysis: Analysis, records: RecordSettings, documentParts: Int) {
    self.analysis = analysis
    self.records = records
    self.documentParts = documentParts
  }

  public func read(_ reader: BatchReader) throws -> Sample {
    var sample = Sample()
    var documents: [String: Int] = [:]
    var observations: [StanceScorer.Observation] = []
    let worker = TargetReader(analysis, records: records) { observations.append($0) }
    while let batch = reader.next() {
      for span in batch.records {
        do {
          observations.removeAll(keepingCapacity: true)
          let given = try worker.read(span, batch)
          guard let seen = observations.first(where: { $0.mention == worker.mention }) else { continue }
          guard let polarity = given.polarity else {
            throw Reject(
              source: span.source, line: span.line, byte: span.byte, reason: "no 'polarity': code it, -1, 0 or 1",
              excerpt: "")
          }
          let id = given.article.id ?? "\(span.source):\(span.line)"
          let name = documentParts == 0 ? id : id.split(separator: "_").prefix(documentParts).joined(separator: "_")
          let document = documents[name] ?? documents.count
          documents[name] = document
          sample.ids.append(id)
          if let language = given.article.language, !sample.languages.contains(language) {
            sample.languages.append(language)
          }
          let pack = analysis.languages[worker.document.language].pack
          sample.examples.append(
            Trainer.Example(
              values: seen.values, words: seen.words,
              folded: seen.words.map { worker.document.folded($0.token, possessives: pack.possessives) },
              label: polarity + 1, document: document))
        } catch let reject as Reject {
          sample.rejects.append(reject)
        }
      }
    }
    return sample
  }
}

/// Analyses records that give a target. One reader serves one thread.
final class TargetReader {
  private let stages: [[any Stage]]
  private let reader: RecordReader
  private let chooser: LanguageChooser
  private(set) var document = Document()
  /// The mention that stands where the target was given.
  private(set) var mention = 0

  /// - Parameter observer: gets the features of all mentions.
  init(_ analysis: Analysis, records: RecordSettings, observer: ((StanceScorer.Observation) -> Void)? = nil) {
    stages = analysis.languages.map { analysis.stages(for: $0, observer: observer) }
    reader = RecordReader(records)
    chooser = LanguageChooser(analysis.languages)
  }

  /// Analyses a record into `document`.
  @discardableResult
  func read(_ span: RecordSpan, _ batch: Batch) throws(Reject) -> TargetedText {
    var given = try reader.readTarget(span, of: batch)
    document.language = try chooser.choose(for: &given.article, span)
    document.begin(given.article)
    document.target = UInt32(given.target.lowerBound)..<UInt32(given.target.upperBound)
    for stage in stages[document.language] { stage.process(&document) }
    guard let found = document.mentions.firstIndex(where: isTarget) else {
      throw Reject(
        source: span.source, line: span.line, byte: span.byte,
        reason: "the target holds no word: mark a name or a noun",
        excerpt: document.article.id ?? "")
    }
    mention = found
    return given
  }

  /// Not one of its other names.
  private func isTarget(_ mention: Mention) -> Bool {
    guard mention.actor == Mention.given, let target = document.target else { return false }
    return document.tokens[Int(mention.first)].start < target.upperBound
      && document.tokens[Int(mention.last) - 1].end > target.lowerBound
  }
}

extension Document {
  /// A token as the lexicons see it, a possessive ending taken off.
  fileprivate func folded(_ token: Int32, possessives: [String]) -> String {
    let folded = Folder.shared.fold(text(first: token, last: token + 1))
    for ending in possessives.map({ Folder.shared.fold($0) })
    where folded.count > ending.count && folded.suffix(ending.count).elementsEqual(ending) {
      return String(decoding: folded.dropLast(ending.count), as: UTF8.self)
    }
    return String(decoding: folded, as: UTF8.self)
  }
}
