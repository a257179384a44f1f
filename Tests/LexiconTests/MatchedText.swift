import Segmentation
import TextModel

@testable import Lexicon

extension Matcher {
  /// A text with all that the matcher finds in it.
  func matched(_ text: String, language: String = "en") -> Document {
    var document = Document()
    document.begin(Article(text: Array(text.utf8)))
    Segmenter(locale: language).segment(&document)
    let lookup = TokenLookup(matcher: self)
    lookup.look(&document)
    match(&document, lookup: lookup)
    return document
  }
}
