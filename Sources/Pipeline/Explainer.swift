import Actors
import Lexicon
import Segmentation
import TextModel

/// Explains texts under a pipeline: they go through its stages, and beside them through matchers that keep every match.
public final class Explainer {
  private let analysis: Analysis
  private let dictionaries: [ContentDictionary]
  private var candidates: [Int: CandidateMatcher] = [:]
  private var nearWords: [Int: NearWords] = [:]

  /// - Parameter analysis: of a pipeline that wants evidence.
  /// - Throws: `ConfigurationError` for a dictionary of a language that the pipeline does not read.
  public init(_ analysis: Analysis, dictionaries: [ContentDictionary] = []) throws {
    self.analysis = analysis
    self.dictionaries = dictionaries
    let known = analysis.languages.map(\.pack.language)
    for dictionary in dictionaries where !known.contains(dictionary.language) {
      throw ConfigurationError(
        file: dictionary.head.path,
        what: "words of the language '\(dictionary.language)', which the pipeline does not read",
        mend: "add '\(dictionary.language)' to its languages")
    }
  }

  /// One explanation; for a single word one for each language that knows it.
  /// - Parameters:
  ///   - language: as one of the pipeline's; nil to tell it from the text.
  ///   - date: of the article, for offices.
  public func explain(_ text: String, language: String? = nil, date: String? = nil) throws -> [Explanation] {
    var article = Article(date: date, language: language, text: Array(text.utf8))
    let isWord = text.split(separator: " ").count == 1
    if language == nil, isWord {
      let all = try analysis.languages.indices.map { try explain(article, in: $0) }
      let known = all.filter { !$0.candidates.isEmpty }
      let near = all.filter { $0.unknown.contains { !$0.near.isEmpty } }
      return known.isEmpty ? near.isEmpty ? [all[0]] : near : known
    }
    var byScript = article
    let index =
      LanguageChooser(analysis.languages, profiles: analysis.profiles).choose(for: &article)
      ?? LanguageChooser(analysis.languages).choose(for: &byScript) ?? 0
    return [try explain(article, in: index)]
  }

  private func explain(_ article: Article, in index: Int) throws -> Explanation {
    let language = analysis.languages[index]
    var article = article
    article.language = language.pack.language
    var document = Document()
    document.begin(article)
    document.language = index
    for stage in analysis.stages(for: language) { stage.process(&document) }
    // As the matcher saw it, before names took out what lies within them.
    var raw = Document()
    raw.begin(article)
    SegmentStage(language, engine: analysis.file.engine).process(&raw)
    let matcher =
      try candidates[index]
      ?? CandidateMatcher(language.pack, aliases: analysis.aliases, dictionaries: dictionaries)
    candidates[index] = matcher
    let judge = MatchJudge(analysis, language.pack, dictionaries, document: document, raw: raw)
    let found = judge.candidates(matcher.matches(in: raw))
    var unknown: [(word: String, near: [String])] = []
    if document.words <= 3 {
      for (number, token) in document.tokens.enumerated() where token.traits.contains(.word) {
        if found.contains(where: { Int($0.first) <= number && number < Int($0.last) }) { continue }
        let words = nearWords[index] ?? NearWords(language.pack)
        nearWords[index] = words
        let word = document.text(first: Int32(number), last: Int32(number + 1))
        unknown.append((word, words.near(word)))
      }
    }
    return Explanation(
      language: language.pack.language, languageNumber: index, document: document, candidates: found, unknown: unknown)
  }
}
