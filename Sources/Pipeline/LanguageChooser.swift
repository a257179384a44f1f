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
