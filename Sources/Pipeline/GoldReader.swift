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
  private let fields: FieldMap
  /// The first so many parts of an id, parted by "_", name its document; 0 takes the whole id.
  private let documentParts: Int

  public init(_ analysis: Analysis, fields: FieldMap, documentParts: Int) {
    self.analysis = analysis
    self.fields = fields
    self.documentParts = documentParts
  }

  public func read(_ reader: BatchReader) throws -> Sample {
    var sample = Sample()
    var documents: [String: Int] = [:]
    let worker = TargetReader(analysis, fields: fields)
    while let batch = try reader.next() {
      for span in batch.records {
        do {
          let (given, values, words) = try worker.read(span, batch)
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
          sample.examples.append(
            Trainer.Example(
              values: values, words: words.map(\.0), folded: words.map(\.1), label: polarity + 1, document: document))
        } catch let reject as Reject {
          sample.rejects.append(reject)
        }
      }
    }
    return sample
  }
}

/// Reads the features of the targets that records give. One reader serves one thread.
final class TargetReader {
  private let analysis: Analysis
  private let stages: [[any Stage]]
  private let reader: RecordReader
  private let chooser: LanguageChooser
  private let features: [TargetFeatures]
  private(set) var document = Document()

  init(_ analysis: Analysis, fields: FieldMap) {
    self.analysis = analysis
    stages = analysis.languages.map { analysis.stages(for: $0) }
    reader = RecordReader(map: fields)
    chooser = LanguageChooser(analysis.languages)
    features = analysis.languages.map { TargetFeatures(language: $0.pack, settings: analysis.file.stance) }
  }

  /// Analyses a record; gives its target, the target's features but for the induced ones, and the words by it.
  func read(
    _ span: RecordSpan, _ batch: Batch
  ) throws(Reject) -> (TargetedText, values: [Double], words: [(ContextWord, String)]) {
    var given = try reader.readTarget(span, of: batch)
    document.language = try chooser.choose(for: &given.article, span)
    document.begin(given.article)
    document.target = UInt32(given.target.lowerBound)..<UInt32(given.target.upperBound)
    for stage in stages[document.language] { stage.process(&document) }
    let features = features[document.language]
    var isRead = false
    document.forEachSentence { span in
      guard !isRead, let index = span.mentions.first(where: { isTarget(document.mentions[$0]) }) else { return }
      features.read(index, in: span, document)
      isRead = true
    }
    guard isRead else {
      throw Reject(
        source: span.source, line: span.line, byte: span.byte,
        reason: "the target holds no word: mark a name or a noun",
        excerpt: document.article.id ?? "")
    }
    let words = features.words.map { word in
      (
        word,
        String(decoding: Folder.shared.fold(document.text(first: word.first, last: word.first + 1)), as: UTF8.self)
      )
    }
    return (given, features.values, words)
  }

  /// The mention that stands where the target was given, not one of its other names.
  private func isTarget(_ mention: Mention) -> Bool {
    guard mention.actor == Mention.given, let target = document.target else { return false }
    return document.tokens[Int(mention.first)].start < target.upperBound
      && document.tokens[Int(mention.last) - 1].end > target.lowerBound
  }
}
