import Statistics
import TextModel

/// Learns a calibration from coded targets.
///
/// The induced lexicon must not have seen the rows it is applied to, or the regression would trust it too much: for
/// training, each document's rows get the words of a lexicon made from the other documents' folds.
public struct Trainer: Sendable {
  public struct Example: Sendable {
    /// Features but for those of the induced lexicon.
    public var values: [Double]
    public var words: [ContextWord]
    /// The words' folded forms.
    public var folded: [String]
    /// 0 negative, 1 neutral, 2 positive.
    public var label: Int
    public var document: Int

    public init(values: [Double], words: [ContextWord], folded: [String], label: Int, document: Int) {
      self.values = values
      self.words = words
      self.folded = folded
      self.label = label
      self.document = document
    }

    var sample: InducedLexicon.Sample {
      InducedLexicon.Sample(
        words: zip(words, folded).map { (word: $1, side: $0.side, weight: $0.weight) }, label: label)
    }
  }

  /// A fold's lexicon and the rows it was made for, ready to be fitted at any penalty.
  struct Prepared {
    var lexicon: InducedLexicon
    var rows: SparseRows
    /// Features of `FeatureSpace` as they were read, by row.
    var values: [[Double]]
    var labels: [Int]
    var documents: [Int]
    /// By feature: what makes columns comparable under one penalty.
    var scales: [Double]
    /// Words as features: those of `FeatureSpace` come first, those of meaning last.
    var words: [(space: WordWeights.Space, stem: String)]
  }

  /// Folds of the cross-fitted lexicon.
  static let innerFolds = 8

  /// Vectors of words, through which their meaning counts; nil to do without.
  private let vectors: WordVectors?
  /// Trees that correct the regression; 0 to do without.
  private let trees: Int

  public init(vectors: WordVectors? = nil, trees: Int = 0) {
    self.vectors = vectors
    self.trees = trees
  }

  static func row(_ example: Example, _ lexicon: InducedLexicon) -> [Double] {
    var row = example.values
    Calibration.add(lexicon, example.words, folded: example.folded, to: &row)
    return row
  }

  /// Documents of one outer fold have numbers that are alike modulo its count; a quotient mixes them anew.
  private static func innerFold(_ document: Int, of folds: Int, mixing divisor: Int) -> Int {
    (document / divisor) % folds
  }

  func prepare(_ examples: [Example]) -> Prepared {
    let samples = examples.map(\.sample)
    var values = Array(repeating: [Double](), count: examples.count)
    for fold in 0..<Self.innerFolds {
      func isIn(_ index: Int) -> Bool {
        Self.innerFold(examples[index].document, of: Self.innerFolds, mixing: 5) == fold
      }
      let lexicon = InducedLexicon(examples.indices.filter { !isIn($0) }.map { samples[$0] })
      for index in examples.indices where isIn(index) { values[index] = Self.row(examples[index], lexicon) }
    }
    let rows = values.map { $0.map(Calibration.dampened) }
    var scales = Array(repeating: 1.0, count: FeatureSpace.count)
    for feature in 1..<FeatureSpace.count {
      var (sum, squares) = (0.0, 0.0)
      for row in rows {
        sum += row[feature]
        squares += row[feature] * row[feature]
      }
      let mean = sum / Double(rows.count)
      let variance = squares / Double(rows.count) - mean * mean
      // A column that never changes has nothing to say.
      scales[feature] = variance > 1e-9 ? 1 / variance.squareRoot() : 0
    }
    let words = wordFeatures(examples)
    let numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { (WordKey($1.space, $1.stem), $0) })
    let semanticStart = FeatureSpace.count + words.count
    var sparse = SparseRows(features: semanticStart + SemanticWeights.features(vectors))
    for (example, row) in zip(examples, rows) {
      sparse.beginRow()
      for (feature, value) in row.enumerated() where value != 0 && scales[feature] != 0 {
        sparse.add(feature, value * scales[feature])
      }
      // A word met twice in one space counts twice there.
      var values: [Int: Double] = [:]
      var squares = 0.0
      for (word, text) in zip(example.words, example.folded) {
        let context = WordContext.all[Int(word.context)]
        let stem = WordWeights.stem(text)
        for space in context.spaces {
          guard let number = numbers[WordKey(WordWeights.Space.all[space], stem)] else { continue }
          values[number, default: 0] += context.weight
          squares += context.weight * context.weight
        }
      }
      let norm = WordWeights.norm(squares)
      for (number, value) in values.sorted(by: { $0.key < $1.key }) {
        sparse.add(FeatureSpace.count + number, value * norm)
      }
      if let vectors {
        let values = SemanticWeights.features(vectors, example.words, folded: example.folded)
        for (number, value) in values.enumerated() where value != 0 { sparse.add(semanticStart + number, value) }
      }
    }
    return Prepared(
      lexicon: InducedLexicon(samples), rows: sparse, values: values, labels: examples.map(\.label),
      documents: examples.map(\.document), scales: scales, words: words)
  }

  private struct WordKey: Hashable {
    var space: WordWeights.Space
    var stem: String

    init(_ space: WordWeights.Space, _ stem: String) {
      self.space = space
      self.stem = stem
    }
  }

  /// Stems and spaces met by enough targets, in a fixed order.
  private func wordFeatures(_ examples: [Example]) -> [(space: WordWeights.Space, stem: String)] {
    var counts: [WordKey: Int] = [:]
    for example in examples {
      var seen: Set<WordKey> = []
      for (word, text) in zip(example.words, example.folded) {
        let stem = WordWeights.stem(text)
        for space in WordContext.all[Int(word.context)].spaces {
          seen.insert(WordKey(WordWeights.Space.all[space], stem))
        }
      }
      for key in seen { counts[key, default: 0] += 1 }
    }
    return counts.filter { $0.value >= WordWeights.fewest }.keys.map { ($0.space, $0.stem) }
      .sorted { ($0.0.rawValue, $0.1) < ($1.0.rawValue, $1.1) }
  }

  func fit(
    _ prepared: Prepared, penalty: Double, decision: Decision = Decision(), origin: Calibration.Origin
  ) -> Calibration {
    let regression = LogisticRegression(
      rows: prepared.rows, labels: prepared.labels, classes: 3, penalty: penalty)
    var weights = Array(regression.weights.prefix(FeatureSpace.count * 3))
    for index in weights.indices { weights[index] *= prepared.scales[index / 3] }
    var words: [WordWeights.Space: [String: [Double]]] = [:]
    for (number, word) in prepared.words.enumerated() {
      let start = (FeatureSpace.count + number) * 3
      words[word.space, default: [:]][word.stem] = Array(regression.weights[start..<start + 3])
    }
    let semantics = vectors.map {
      SemanticWeights($0, regression: regression.weights[((FeatureSpace.count + prepared.words.count) * 3)...])
    }
    return Calibration(
      origin: origin, lexicon: prepared.lexicon, weights: weights, words: WordWeights(words),
      semantics: semantics ?? SemanticWeights(),
      trees: trees > 0 ? grow(prepared, penalty: penalty) : BoostedTrees(), decision: decision)
  }

  /// Trees that correct the regression's scores. They must see scores as they will be for new documents: each row's come
  /// from a regression fitted to other documents.
  private func grow(_ prepared: Prepared, penalty: Double) -> BoostedTrees {
    let folds = 4
    var scores = Array(repeating: [Double](), count: prepared.labels.count)
    for fold in 0..<folds {
      func isIn(_ row: Int) -> Bool { Self.innerFold(prepared.documents[row], of: folds, mixing: 7) == fold }
      let others = prepared.labels.indices.filter { !isIn($0) }
      let regression = LogisticRegression(
        rows: prepared.rows.rows(others), labels: others.map { prepared.labels[$0] }, classes: 3, penalty: penalty)
      for row in prepared.labels.indices where isIn(row) {
        scores[row] = regression.logarithms(prepared.rows.values(row))
      }
    }
    var settings = BoostedTrees.Settings()
    settings.trees = trees
    return BoostedTrees(
      rows: zip(prepared.values, scores).map { $0 + $1 }, scores: scores, labels: prepared.labels, settings: settings)
  }

  /// Probabilities for one example, in the order negative, neutral, positive.
  static func predict(_ example: Example, _ calibration: Calibration) -> Probabilities {
    calibration.probabilities(example.values, example.words, folded: example.folded)
  }

  /// What cross-validation found for one penalty.
  public struct Trial: Sendable {
    public var penalty: Double
    public var macroF1: Double
    /// Out-of-fold probabilities, by example.
    public var probabilities: [Probabilities]
    /// Out-of-fold labels, 0..<3, by example: each fold's by the decision that is best for the others.
    public var labels: [Int]
    /// The decision that is best for all.
    public var decision: Decision
  }

  /// Cross-validates all penalties, whole documents left out.
  /// - Parameters:
  ///   - mostFlips: the share of positive–negative mix-ups that labels may have, 0…1.
  ///   - concurrently: runs a body for each fold, on as many threads as it likes.
  public func crossValidate(
    _ examples: [Example], penalties: [Double], mostFlips: Double, folds: Int = 5,
    concurrently: (Int, @Sendable (Int) -> [[(index: Int, probabilities: Probabilities)]]) -> [[[(
      index: Int, probabilities: Probabilities
    )]]]
  ) -> [Trial] {
    let origin = Calibration.Origin(language: "", source: "", licence: "")
    let byFold = concurrently(folds) { fold in
      let prepared = prepare(examples.filter { $0.document % folds != fold })
      return penalties.map { penalty in
        let calibration = fit(prepared, penalty: penalty, origin: origin)
        return examples.indices.filter { examples[$0].document % folds == fold }.map {
          (index: $0, probabilities: Self.predict(examples[$0], calibration))
        }
      }
    }
    return penalties.indices.map { number in
      var probabilities = Array(repeating: Probabilities(score: 0), count: examples.count)
      for fold in byFold { for (index, found) in fold[number] { probabilities[index] = found } }
      let gold = examples.map(\.label)
      var labels = gold
      for fold in 0..<folds {
        let others = examples.indices.filter { examples[$0].document % folds != fold }
        let decision = Decision(
          bestFor: others.map { probabilities[$0] }, labels: others.map { gold[$0] }, mostFlips: mostFlips)
        for index in examples.indices where examples[index].document % folds == fold {
          labels[index] = decision.label(probabilities[index])
        }
      }
      return Trial(
        penalty: penalties[number],
        macroF1: Classification(gold: gold.map { $0 - 1 }, predicted: labels.map { $0 - 1 }).macroF1,
        probabilities: probabilities, labels: labels,
        decision: Decision(bestFor: probabilities, labels: gold, mostFlips: mostFlips))
    }
  }

  /// Learns from all examples.
  public func train(
    _ examples: [Example], penalty: Double, decision: Decision, origin: Calibration.Origin
  ) -> Calibration {
    fit(prepare(examples), penalty: penalty, decision: decision, origin: origin)
  }
}
