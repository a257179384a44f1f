import CMemory
import Statistics
import TextModel

#if canImport(Glibc)
  import Glibc
#endif

/// What was learned from a coded sample: words with their weights, and the weights of a logistic regression, every one
/// of them under its name. It turns the features of a mention into probabilities of negative, neutral and positive.
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

  /// Is any of these tokens a word that may tell of a mention?
  func tell(_ tokens: UnsafeBufferPointer<Token>) -> Bool {
    tells.withUnsafeBufferPointer { tells in tokens.contains { tells[Int($0.learned)] } }
  }

  /// Asks for what is known of words: the table is larger than the processor's cache.
  func prefetch(_ words: [ContextWord]) {
    table.withUnsafeBufferPointer { table in
      guard let table = table.baseAddress else { return }
      for word in words where word.learned > 0 {
        let entry = UnsafeRawPointer(table + Self.place(word))
        memory_prefetch(entry)
        // It may lie across two lines of the cache.
        memory_prefetch(entry + MemoryLayout<LearnedWord>.size - 1)
      }
    }
  }

  @inline(__always)
  private static func place(_ word: ContextWord) -> Int {
    (Int(word.learned) - 1) * WordContext.count + Int(word.context)
  }

  /// What was read of a mention, and the sums of its words' weights.
  struct Found {
    var probabilities: Probabilities
    /// Learned words of a clear polarity.
    var tellingWords: Int
    var words: WordSum
    var semantics: SemanticSum
  }

  /// Reads a mention whose sentence's tokens know their learned words.
  /// - Parameter row: features but for those of learned words, which are added to it.
  func read(_ row: FeatureRow, _ words: [ContextWord]) -> Found {
    let (sums, intensity, telling) = table.withUnsafeBufferPointer { table in
      var (sums, intensity, telling) = (SIMD8<Double>.zero, 0.0, 0)
      for word in words where word.learned > 0 {
        let learned = table[Self.place(word)]
        sums += SIMD8<Double>(learned.sums)
        intensity += Double(learned.intensitySum)
        row[Int(learned.polarityCell)] += Double(abs(learned.polarity))
        row[Int(learned.intensityCell)] += Double(abs(learned.intensity))
        if Double(abs(learned.polaritySum)) >= Self.telling { telling += 1 }
      }
      return (sums, intensity, telling)
    }
    row[FeatureSpace.sum(.induced)] += sums[7]
    row[FeatureSpace.sum(.intensity)] += intensity
    let total = WordSum(negative: sums[0], neutral: sums[1], positive: sums[2], squares: sums[3])
    let semantic = SemanticSum(negative: sums[4], positive: sums[5], squares: sums[6])
    return Found(
      probabilities: probabilities(row, total, semantic), tellingWords: telling, words: total, semantics: semantic)
  }

  /// Probabilities of the classes of a row of features and the sums of its words.
  /// - Parameter row: what trees read besides the features is filled in.
  private func probabilities(_ row: FeatureRow, _ sum: WordSum, _ semantic: SemanticSum) -> Probabilities {
    var scores = scores(row, sum, semantic)
    if !corrections.isEmpty {
      let found = LogisticRegression.softmax(scores.x, scores.y, scores.z)
      // The logarithm of a probability is its score less what all have in common.
      scores -= SIMD4(repeating: scores.y - log(found.1))
      for (label, place) in FeatureSpace.logarithms.enumerated() { row.values[place] = scores[label] }
      scores += corrections.correction(row)
    }
    let found = LogisticRegression.softmax(scores.x, scores.y, scores.z)
    return Probabilities(negative: found.0, neutral: found.1, positive: found.2)
  }

  /// The regression's scores of negative, neutral and positive.
  private func scores(_ row: FeatureRow, _ sum: WordSum, _ semantic: SemanticSum) -> SIMD4<Double> {
    let norm = WordWeights.norm(sum.squares)
    let semanticNorm = SemanticWeights.norm(semantic.squares)
    let features = vectors.withUnsafeBufferPointer { vectors in
      // Four sums side by side, so that one addition need not wait for the last.
      withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: 4) { sums in
        sums.initialize(repeating: .zero)
        row.forEachPresent { feature, value in sums[feature & 3] += Self.dampened(value) * vectors[feature] }
        return sums[0] + sums[1] + sums[2] + sums[3]
      }
    }
    return SIMD4(
      sum.negative * norm + semantic.negative * semanticNorm + features.x, sum.neutral * norm + features.y,
      sum.positive * norm + semantic.positive * semanticNorm + features.z, 0)
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
    return probabilities(row, total, semantic)
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

  // MARK: Terms

  /// The terms of what was read: features of the mention, and for each learned word its share of the cells it counts in.
  /// - Parameter row: as `read` left it.
  func terms(of found: Found, _ row: FeatureRow, _ words: [ContextWord]) -> [Reading.Term] {
    let norm = WordWeights.norm(found.words.squares)
    let semanticNorm = SemanticWeights.norm(found.semantics.squares)
    func difference(_ feature: Int) -> Double {
      Self.dampened(row[feature]) * (weights[feature * 3 + 2] - weights[feature * 3])
    }
    var terms: [Reading.Term] = []
    for feature in 0..<FeatureSpace.count where row[feature] != 0 && !FeatureSpace.isOfWords(feature) {
      terms.append(Reading.Term(feature: feature, contribution: difference(feature)))
    }
    for word in words where word.learned > 0 {
      let learned = table[Self.place(word)]
      var contribution = (Double(learned.sums[2]) - Double(learned.sums[0])) * norm
      contribution += (Double(learned.sums[5]) - Double(learned.sums[4])) * semanticNorm
      for (cell, value) in [(learned.polarityCell, learned.polarity), (learned.intensityCell, learned.intensity)] {
        let cell = Int(cell)
        if row[cell] != 0 { contribution += difference(cell) * Double(abs(value)) / row[cell] }
      }
      terms.append(
        Reading.Term(feature: Int(learned.polarityCell), token: word.token, contribution: contribution))
    }
    for (feature, share) in treeShares.shares(Array(row.values)) {
      terms.append(Reading.Term(feature: FeatureSpace.treeStart + feature, contribution: share))
    }
    return terms
  }
}
