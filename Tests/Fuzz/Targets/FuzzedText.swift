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

  /// Every layer points into the text.
  static func analyse(_ text: String) {
    for language in ["en", "ru"] {
      let document = Shipped.analyse(text, language: language)
      let count = Int32(document.tokens.count)
      for sentence in document.sentences {
        promise(sentence.tokens.lowerBound >= 0 && sentence.tokens.upperBound <= Int(count))
      }
      for mention in document.mentions { promise(mention.first >= 0 && mention.first < mention.last && mention.last <= count) }
      for piece in document.evidence {
        promise(piece.first >= 0 && piece.first < piece.last && piece.last <= count)
        promise(piece.contribution.isFinite)
      }
    }
  }
}
