import Corpus
import TextModel

/// Which of the pipeline's languages an article is in: what it says, or else what its letters say.
struct LanguageChooser {
  private let languages: [(tag: String, script: String)]

  init(_ languages: [Analysis.Language]) { self.languages = languages.map { ($0.pack.language, $0.pack.script) } }

  /// - Returns: the index of the language; nil where the article names one that the pipeline does not read.
  func language(of article: Article) -> Int? {
    if let tag = article.language, !tag.isEmpty {
      let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
      return languages.firstIndex { $0.tag == primary }
    }
    if languages.count == 1 { return 0 }
    let script = Self.script(of: article.text)
    return languages.firstIndex { $0.script == script } ?? 0
  }

  /// The index of an article's language, which the article then bears as well.
  /// - Throws: `Reject` where the article names one that the pipeline does not read.
  func choose(for article: inout Article, _ span: RecordSpan) throws(Reject) -> Int {
    guard let language = language(of: article) else {
      let known = languages.map(\.tag).joined(separator: ", ")
      throw Reject(
        source: span.source, line: span.line, byte: span.byte,
        reason:
          "the language '\(article.language ?? "")' is none of the pipeline's (\(known)): add it to its languages",
        excerpt: article.title ?? "")
    }
    if article.language == nil { article.language = languages[language].tag }
    return language
  }

  /// The script of most letters at the beginning: Cyrillic or Latin.
  private static func script(of text: [UInt8]) -> String {
    var (latin, cyrillic) = (0, 0)
    for byte in text.prefix(600) {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: latin += 1
      case 0xD0, 0xD1: cyrillic += 1
      default: break
      }
    }
    return cyrillic > latin ? "Cyrl" : "Latn"
  }
}
