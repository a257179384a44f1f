import Corpus
import Lexicon
import Segmentation
import TextModel

/// How often each word stands in a corpus, language by language.
struct CorpusWords {
  /// By language: folded words with their counts.
  private(set) var counts: [String: [String: Int]] = [:]

  /// Reads all articles that can be read; others are passed over.
  init(_ inputs: [String], _ file: PipelineFile, profiles: LanguageProfiles?) throws {
    let reader = BatchReader(
      files: try InputList.expand(inputs),
      settings: .init(format: file.format, encoding: file.encoding, textField: file.reading.fields[.text]))
    let records = RecordReader(file.reading)
    let languages = file.languages.map { String($0.path.split(separator: "/").last ?? "") }
    var segmenters: [String: Segmenter] = [:]
    while let batch = reader.next() {
      for span in batch.records {
        guard let article = try? records.read(span, of: batch) else { continue }
        let language =
          article.language ?? profiles?.language(of: article.text, expected: languages.first) ?? languages.first ?? "en"
        guard languages.contains(language) else { continue }
        let segmenter = segmenters[language] ?? Segmenter(locale: language, engine: file.engine)
        segmenters[language] = segmenter
        for token in segmenter.tokens(of: String(decoding: article.text, as: UTF8.self)) {
          let word = Folder.shared.fold(Array(article.text[Int(token.start)..<Int(token.end)]))
          counts[language, default: [:]][String(decoding: word, as: UTF8.self), default: 0] += 1
        }
      }
    }
  }
}
