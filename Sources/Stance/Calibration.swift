import Statistics
import TextModel

/// What was learned from a coded sample: words with their weights, and the weights of a logistic regression, every one
/// of them under its name. By it a `MentionReader` turns the features of a mention into probabilities.
public struct Calibration: Sendable {
  public static let format = 4

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
  /// The words by name, for training and for the file; empty in a calibration that was read from one.
  public let lexicon: InducedLexicon
  /// By feature of `FeatureSpace`, then class.
  public let weights: [Double]
  public let words: WordWeights
  public let semantics: SemanticWeights
  /// Correct the regression. They see the features of `FeatureSpace`, then the logarithms of its probabilities.
  public let trees: BoostedTrees
  let corrections: TreeTable
  let treeShares: TreeShares
  /// Splits that may follow each other in a tree.
  public static let deepestTree = TreeTable.deepest
  /// By feature: the weights of negative, neutral and positive.
  let vectors: FlatList<SIMD4<Double>>
  /// What the label is chosen by; the probabilities themselves stay as they are.
  public let decision: Decision

  /// Learned words, and beginnings of words with `*`; a token's `learned` is the number of one, plus 1.
  public let patterns: ByteStringList
  /// By pattern, then context: all that is known of a word there, side by side in memory.
  let table: FlatList<LearnedWord>
  /// By learned number: can it be telling on any side?
  let tells: FlatList<Bool>
  /// A learned word is telling if its polarity is at least this strong.
  static let telling = 0.5

  /// What is known of a word where it stands, by its place in `table`.
  @inline(__always)
  static func place(_ word: ContextWord) -> Int {
    (Int(word.learned) - 1) * WordContext.count + Int(word.context)
  }

  /// - Parameters:
  ///   - weights: three a feature of `FeatureSpace`.
  ///   - learned: what the words of `lexicon`, `words` and `semantics` amount to; nil to work it out.
  public init(
    origin: Origin, lexicon: InducedLexicon = InducedLexicon([:]), weights: [Double],
    words: WordWeights = WordWeights(), semantics: SemanticWeights = SemanticWeights(), learned: LearnedWords? = nil,
    trees: BoostedTrees = BoostedTrees(), decision: Decision = Decision()
  ) {
    precondition(weights.count == FeatureSpace.count * 3)
    self.origin = origin
    self.lexicon = lexicon
    self.weights = weights
    vectors = FlatList(
      stride(from: 0, to: weights.count, by: 3).map { SIMD4(weights[$0], weights[$0 + 1], weights[$0 + 2], 0) })
    self.words = words
    self.semantics = semantics
    self.trees = trees
    corrections = TreeTable(trees)
    treeShares = TreeShares(trees)
    self.decision = decision
    let learned = learned ?? LearnedWords(lexicon, words, semantics)
    patterns = learned.patterns
    let (table, tells) = learned.table()
    (self.table, self.tells) = (FlatList(table), FlatList(tells))
  }

  /// Probabilities of an example of known folded words, as in training.
  func probabilities(_ values: [Double], _ words: [ContextWord], folded: [String]) -> Probabilities {
    var total = WordSum()
    var semantic = SemanticSum()
    for (word, text) in zip(words, folded) {
      let context = WordContext.all[Int(word.context)]
      let weights = self.words.weights(of: WordWeights.stem(text))
      total += WordSum(context) { weights[$0] }
      semantic += SemanticSum(semantics.entries[text], context)
    }
    let row = FeatureRow()
    for (feature, value) in values.enumerated() { row[feature] = value }
    for (word, text) in zip(words, folded) {
      let context = WordContext.all[Int(word.context)]
      if let entry = lexicon.entry(text, context.side) { Self.add(entry, context) { row[$0] += $1 } }
    }
    return MentionReader(self).probabilities(row, total, semantic)
  }

  /// Adds what an induced lexicon says of words to a row of features.
  /// - Parameter folded: the words' folded forms, one each.
  static func add(_ lexicon: InducedLexicon, _ words: [ContextWord], folded: [String], to row: inout [Double]) {
    for (word, text) in zip(words, folded) {
      let context = WordContext.all[Int(word.context)]
      if let entry = lexicon.entry(text, context.side) { add(entry, context) { row[$0] += $1 } }
    }
  }

  private static func add(_ entry: InducedLexicon.Entry, _ context: WordContext, to sum: (Int, Double) -> Void) {
    sum(context.cell(.induced, entry.polarity), abs(entry.polarity))
    sum(context.cell(.intensity, entry.intensity), abs(entry.intensity))
    sum(FeatureSpace.sum(.induced), entry.polarity * context.lexiconWeight)
    sum(FeatureSpace.sum(.intensity), entry.intensity * context.lexiconWeight)
  }

  /// Sums of weights grow with the length of a sentence; their square root does less so. Keeps the sign.
  static func dampened(_ value: Double) -> Double {
    value < 0 ? 1 - (1 - value).squareRoot() : (1 + value).squareRoot() - 1
  }
}
