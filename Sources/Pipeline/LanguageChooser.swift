import Corpus
import Lexicon
import TextModel

/// Which of the pipeline's languages an article is in: what it says, or else what its words and letters say.
struct LanguageChooser {
  private let languages: [(tag: String, script: String)]
  private let profiles: LanguageProfiles?

  /// - Parameter profiles: nil to tell languages by their scripts alone.
  init(_ languages: [Analysis.Language], profiles: LanguageProfiles? = nil) {
    self.languages = languages.map { ($0.pack.language, $0.pack.script) }
    self.profiles = profiles
  }

  /// The index of an article's language, which the article then bears as well.
  /// - Returns: nil where it is none of the pipeline's, or can't be told ("und").
  func choose(for article: inout Article) -> Int? {
    if let tag = article.language, !tag.isEmpty { return index(of: tag) }
    let byScript = languages.count == 1 && profiles == nil ? 0 : scriptLanguage(of: article.text)
    guard let profiles else {
      article.language = languages[byScript ?? 0].tag
      return byScript ?? 0
    }
    let tag = profiles.language(of: article.text, expected: byScript.map { languages[$0].tag })
    article.language = tag
    return index(of: tag)
  }

  /// The same for an article that is of no use in a language that the pipeline does not read.
  /// - Throws: `Reject` where it names such a one.
  func choose(for article: inout Article, _ span: RecordSpan) throws(Reject) -> Int {
    guard let language = choose(for: &article) else {
      let known = languages.map(\.tag).joined(separator: ", ")
      throw Reject(
        source: span.source, line: span.line, byte: span.byte,
        reason:
          "the language '\(article.language ?? "")' is none of the pipeline's (\(known)): add it to its languages",
        excerpt: article.title ?? "")
    }
    return language
  }

  private func index(of tag: String) -> Int? {
    let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return languages.firstIndex { $0.tag == primary }
  }

  /// The first language whose script has most letters at the beginning: Cyrillic or Latin.
  private func scriptLanguage(of text: [UInt8]) -> Int? {
    var (latin, cyrillic) = (0, 0)
    for byte in text.prefix(600) {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: latin += 1
      case 0xD0, 0xD1: cyrillic += 1
      default: break
      }
    }
    return languages.firstIndex { $0.script == (cyrillic > latin ? "Cyrl" : "Latn") }
  }
}
