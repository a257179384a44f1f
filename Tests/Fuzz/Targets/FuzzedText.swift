import Corpus
import Pipeline
import Segmentation
import Support
import TextModel

/// A text of which nothing is known.
enum FuzzedText {
  private static let locales = ["en", "ru", "fi", "ja"]
  nonisolated(unsafe) private static let tables = locales.map { Segmenter(locale: $0) }
  nonisolated(unsafe) private static let icu = locales.map { Segmenter(locale: $0, engine: .icu) }

  /// The tables give ICU's boundaries, in order, each character in one token at most.
  static func compareBreakers(_ text: String) {
    for index in locales.indices {
      let (found, expected) = (segmented(text, by: tables[index]), segmented(text, by: icu[index]))
      promise(found.tokens.count == expected.tokens.count, "other words than ICU's in \(locales[index])")
      for (a, b) in zip(found.tokens, expected.tokens) {
        promise(
          a.start == b.start && a.end == b.end && a.traits == b.traits, "other words than ICU's in \(locales[index])")
      }
      promise(
        found.sentences.map(\.tokens) == expected.sentences.map(\.tokens), "other sentences in \(locales[index])")
      var last: UInt32 = 0
      for token in found.tokens {
        promise(token.start >= last && token.end > token.start && Int(token.end) <= text.utf8.count)
        last = token.end
      }
    }
  }

  private static func segmented(_ text: String, by segmenter: Segmenter) -> Document {
    var document = Document()
    document.begin(Article(text: Array(text.utf8)))
    segmenter.segment(&document)
    return document
  }

  nonisolated(unsafe) private static let workers = ["en", "ru", "", "de"].map { language in
    var settings = RecordSettings()
    settings.language = language
    return Worker(Shipped.analysis, records: settings, withEvidence: true)
  }

  /// It becomes one line of UTF-8, in a language that is read, in one to be told, and in one that is not read.
  static func analyse(_ text: String) {
    for worker in workers {
      let reader = BatchReader(
        files: [FuzzedFile.path(holding: ArraySlice(text.utf8))], settings: .init(format: .text))
      while let batch = reader.next() {
        let result = worker.analyse(batch)
        promise(result.articles + result.rejected == batch.records.count, "a record is lost")
        promise(result.records.count { $0 == 10 } == result.articles, "not one line an article")
        promise(String(validating: result.records, as: UTF8.self) != nil, "a record that is no UTF-8")
      }
    }
  }
}
