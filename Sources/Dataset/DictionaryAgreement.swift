import Statistics

/// How dictionaries that scored the same articles compare: what each covers, and how far their scores go together.
///
/// An article's score by a dictionary is its relative proportional difference, or its mean valence where it has no poles; it is
/// missing where nothing was found. One number an article and dictionary is kept.
public struct DictionaryAgreement {
  /// What one article's record says of one dictionary.
  public struct Count: Decodable {
    struct Polarity: Decodable { var relpropdiff: Double? }
    var dictionary: String
    var matches: Int
    var words: Int
    var sentences: Int
    var polarity: Polarity?
    var valence: Double?

    var score: Double? { polarity == nil ? valence : polarity?.relpropdiff }
  }

  public struct Coverage {
    /// Articles that the dictionary looked at, and those with a match.
    public var articles = 0
    public var matched = 0
    public var matches = 0
    /// Words and sentences with a match, and all of them.
    public var words = 0
    public var allWords = 0
    public var sentences = 0
    public var allSentences = 0
    /// Articles with a score.
    public var scored = 0

    public init() {}
  }

  public struct Pair {
    public var first: String
    public var second: String
    /// Articles that both score.
    public var articles: Int
    public var spearman: Double?
    /// Of the scores' signs, −1, 0, 1, at the ordinal level.
    public var alpha: Double?
  }

  /// In order of first appearance.
  public private(set) var names: [String] = []
  public private(set) var coverage: [Coverage] = []
  /// By dictionary, then article.
  private var scores: [[Double?]] = []
  private var articles = 0

  public init() {}

  /// Adds an article.
  /// - Parameters:
  ///   - words: of the article, by its `counts`.
  public mutating func add(_ counts: [Count], words: Int, sentences: Int) {
    articles += 1
    for count in counts {
      let number = number(of: count.dictionary)
      coverage[number].articles += 1
      coverage[number].matched += count.matches > 0 ? 1 : 0
      coverage[number].matches += count.matches
      coverage[number].words += count.words
      coverage[number].allWords += words
      coverage[number].sentences += count.sentences
      coverage[number].allSentences += sentences
      if let score = count.score {
        coverage[number].scored += 1
        scores[number] += Array(repeating: nil, count: articles - 1 - scores[number].count)
        scores[number].append(score)
      }
    }
  }

  private mutating func number(of name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    coverage.append(Coverage())
    scores.append([])
    return names.count - 1
  }

  private func column(_ number: Int) -> [Double?] {
    scores[number] + Array(repeating: nil, count: articles - scores[number].count)
  }

  /// All pairs, in the order of their names.
  public var pairs: [Pair] {
    let columns = names.indices.map(column)
    return names.indices.flatMap { first in
      ((first + 1)..<max(names.count, first + 1)).map { second in
        let (a, b) = (columns[first], columns[second])
        return Pair(
          first: names[first], second: names[second], articles: zip(a, b).count { $0 != nil && $1 != nil },
          spearman: Correlation.spearman(a, b), alpha: alpha([a, b])?.value(.ordinal))
      }
    }
  }

  /// Krippendorff's alpha of all dictionaries together, with its interval by resampling articles.
  public func alpha(samples: Int, seed: UInt64) -> (value: Double, interval: Bootstrap.Interval?)? {
    guard let alpha = alpha(names.indices.map(column)), let value = alpha.value(.ordinal) else { return nil }
    return (value, alpha.resampled(.ordinal, samples: samples, seed: seed).interval)
  }

  private func alpha(_ columns: [[Double?]]) -> KrippendorffAlpha? {
    KrippendorffAlpha(
      units: (0..<articles).map { article in
        columns.map { $0[article].map { score in score > 0 ? 1 : score < 0 ? -1 : 0 } }
      })
  }
}
