import Statistics
import TextModel

/// What was learned from a coded sample: words with their weights, and the weights of a logistic regression, every one
/// of them under its name. It turns the features of a mention into probabilities of negative, neutral and positive.
public struct Calibration: Sendable {
  public static let format = 2

  /// What it was learned from, as the file tells.
  public struct Origin: Codable, Sendable, Equatable {
    public var language: String
    public var source: String
    public var licence: String
    public var examples: Int
    /// 1 / C of the regression.
    public var penalty: Double

    public init(language: String, source: String, licence: String, examples: Int = 0, penalty: Double = 0) {
      self.language = language
      self.source = source
      self.licence = licence
      self.examples = examples
      self.penalty = penalty
    }
  }

  public var origin: Origin
  public let lexicon: InducedLexicon
  /// By feature of `FeatureSpace`, then class.
  public let weights: [Double]
  public let words: WordWeights
  /// What the label is chosen by; the probabilities themselves stay as they are.
  public let decision: Decision

  /// Learned words, and beginnings of words with `*`; a token's `learned` is an index into this list, plus 1.
  public let patterns: [String]
  /// By pattern, then side: polarity and intensity.
  private let table: [InducedLexicon.Entry]
  /// By pattern, then context: what it adds to the scores of the classes, and to the norm.
  private let sums: [Sum]
  /// By learned number: can it be telling on any side?
  private let tells: [Bool]
  /// A learned word is telling if its polarity is at least this strong.
  private static let telling = 0.5

  private struct Sum {
    var negative = 0.0
    var neutral = 0.0
    var positive = 0.0
    var squares = 0.0
  }

  public init(
    origin: Origin, lexicon: InducedLexicon, weights: [Double], words: WordWeights = WordWeights(),
    decision: Decision = Decision()
  ) {
    precondition(weights.count == FeatureSpace.count * 3)
    self.origin = origin
    self.lexicon = lexicon
    self.weights = weights
    self.words = words
    self.decision = decision
    let patterns = Set(lexicon.entries.values.flatMap(\.keys)).union(words.entries.values.flatMap(\.keys)).sorted()
    self.patterns = patterns
    let table = patterns.flatMap { word in
      InducedLexicon.Side.allCases.map {
        lexicon.entry(word, $0) ?? InducedLexicon.Entry(polarity: 0, intensity: 0)
      }
    }
    self.table = table
    tells =
      [false]
      + stride(from: 0, to: table.count, by: InducedLexicon.Side.count).map { start in
        table[start..<start + InducedLexicon.Side.count].contains { abs($0.polarity) >= Self.telling }
      }
    sums = patterns.flatMap { word in
      WordContext.all.map { context in
        let (scores, squares) = words.sum(WordWeights.stem(word), context)
        return Sum(negative: scores[0], neutral: scores[1], positive: scores[2], squares: squares)
      }
    }
  }

  private func entry(_ number: Int, _ word: ContextWord) -> InducedLexicon.Entry {
    table[(number - 1) * InducedLexicon.Side.count + word.side.index]
  }

  private func sum(_ number: Int, _ word: ContextWord) -> Sum {
    sums[(number - 1) * WordContext.count + word.contextNumber]
  }

  /// Is any of these tokens a word that may tell of a mention?
  func tell(_ tokens: ArraySlice<Token>) -> Bool { tokens.contains { tells[Int($0.learned)] } }

  /// Reads a mention whose sentence's tokens know their learned words.
  /// - Parameter row: features but for those of learned words, which are added to it.
  func read(
    _ row: UnsafeMutableBufferPointer<Double>, _ words: [ContextWord], _ tokens: [Token], explains: Bool
  ) -> (probabilities: Probabilities, tellingWords: Int, terms: [Reading.Term]) {
    var telling = 0
    var total = Sum()
    table.withUnsafeBufferPointer { table in
      sums.withUnsafeBufferPointer { sums in
        tokens.withUnsafeBufferPointer { tokens in
          for word in words {
            let number = Int(tokens[Int(word.token)].learned)
            if number == 0 { continue }
            let entry = table[(number - 1) * InducedLexicon.Side.count + word.side.index]
            Self.add(entry, word, to: row)
            if abs(entry.polarity) * word.weight >= Self.telling { telling += 1 }
            let sum = sums[(number - 1) * WordContext.count + word.contextNumber]
            total.negative += sum.negative
            total.neutral += sum.neutral
            total.positive += sum.positive
            total.squares += sum.squares
          }
        }
      }
    }
    var terms: [Reading.Term] = []
    if explains { terms = self.terms(Array(row), words, tokens, norm: WordWeights.norm(total.squares)) }
    return (probabilities(UnsafeBufferPointer(row), total), telling, terms)
  }

  /// Probabilities of the classes of a row of features and the sums of its words.
  private func probabilities(_ row: UnsafeBufferPointer<Double>, _ sum: Sum) -> Probabilities {
    let norm = WordWeights.norm(sum.squares)
    var (negative, neutral, positive) = (sum.negative * norm, sum.neutral * norm, sum.positive * norm)
    weights.withUnsafeBufferPointer { weights in
      for feature in row.indices where row[feature] != 0 {
        let value = Self.dampened(row[feature])
        negative += value * weights[feature * 3]
        neutral += value * weights[feature * 3 + 1]
        positive += value * weights[feature * 3 + 2]
      }
    }
    let found = LogisticRegression.softmax(negative, neutral, positive)
    return Probabilities(negative: found.0, neutral: found.1, positive: found.2)
  }

  /// Probabilities of an example of known folded words, as in training.
  func probabilities(_ values: [Double], _ words: [ContextWord], folded: [String]) -> Probabilities {
    var row = values
    Self.add(lexicon, words, folded: folded, to: &row)
    var total = Sum()
    for (word, text) in zip(words, folded) {
      let (scores, squares) = self.words.sum(WordWeights.stem(text), WordContext.all[word.contextNumber])
      total.negative += scores[0]
      total.neutral += scores[1]
      total.positive += scores[2]
      total.squares += squares
    }
    return row.withUnsafeBufferPointer { probabilities($0, total) }
  }

  /// Adds what an induced lexicon says of words to a row of features.
  /// - Parameter folded: the words' folded forms, one each.
  static func add(_ lexicon: InducedLexicon, _ words: [ContextWord], folded: [String], to row: inout [Double]) {
    row.withUnsafeMutableBufferPointer { row in
      for (word, text) in zip(words, folded) {
        if let entry = lexicon.entry(text, word.side) { add(entry, word, to: row) }
      }
    }
  }

  private static func cell(_ source: FeatureSpace.Source, _ value: Double, _ word: ContextWord) -> Int {
    word.isOwnSpeech ? FeatureSpace.speech(source, value) : FeatureSpace.cell(source, word.place, value)
  }

  private static func add(
    _ entry: InducedLexicon.Entry, _ word: ContextWord, to row: UnsafeMutableBufferPointer<Double>
  ) {
    row[cell(.induced, entry.polarity, word)] += abs(entry.polarity)
    row[cell(.intensity, entry.intensity, word)] += abs(entry.intensity)
    row[FeatureSpace.sum(.induced)] += entry.polarity * word.weight
    row[FeatureSpace.sum(.intensity)] += entry.intensity * word.weight
  }

  /// Sums of weights grow with the length of a sentence; their logarithm does less so. Keeps the sign.
  static func dampened(_ value: Double) -> Double {
    value == 0 ? 0 : value < 0 ? -Scales.log1p(-value) : Scales.log1p(value)
  }

  // MARK: Terms

  /// The reading's terms: features of the mention, and for each learned word its share of the cells it counts in.
  private func terms(
    _ row: [Double], _ words: [ContextWord], _ tokens: [Token], norm: Double
  ) -> [Reading.Term] {
    func difference(_ feature: Int) -> Double {
      Self.dampened(row[feature]) * (weights[feature * 3 + 2] - weights[feature * 3])
    }
    var terms: [Reading.Term] = []
    for feature in row.indices where row[feature] != 0 && !FeatureSpace.isOfWords(feature) {
      terms.append(Reading.Term(feature: feature, contribution: difference(feature)))
    }
    for word in words {
      let number = Int(tokens[Int(word.token)].learned)
      if number == 0 { continue }
      let entry = entry(number, word)
      let sum = sum(number, word)
      var contribution = (sum.positive - sum.negative) * norm
      for (source, value) in [(FeatureSpace.Source.induced, entry.polarity), (.intensity, entry.intensity)] {
        let cell = Self.cell(source, value, word)
        if row[cell] != 0 { contribution += difference(cell) * abs(value) / row[cell] }
      }
      terms.append(
        Reading.Term(feature: Self.cell(.induced, 1, word), token: word.token, contribution: contribution))
    }
    return terms
  }
}
