import CMemory
import Statistics
import TextModel

#if canImport(Glibc)
  import Glibc
#endif

/// Turns the features of mentions into probabilities by what a calibration has learned.
///
/// It is a class, and apart from `Calibration`, as a large value that somebody holds is copied for every call.
final class MentionReader {
  /// See `Calibration`.
  private let table: FlatList<LearnedWord>
  private let tells: FlatList<Bool>
  private let vectors: FlatList<SIMD4<Double>>
  private let corrections: TreeTable
  private let treeShares: TreeShares

  init(_ calibration: Calibration) {
    table = calibration.table
    tells = calibration.tells
    vectors = calibration.vectors
    corrections = calibration.corrections
    treeShares = calibration.treeShares
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
        let entry = UnsafeRawPointer(table + Calibration.place(word))
        memory_prefetch(entry)
        // It may lie across two lines of the cache.
        memory_prefetch(entry + MemoryLayout<LearnedWord>.size - 1)
      }
    }
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
        let learned = table[Calibration.place(word)]
        sums += SIMD8<Double>(learned.sums)
        intensity += Double(learned.intensitySum)
        row[Int(learned.polarityCell)] += Double(abs(learned.polarity))
        row[Int(learned.intensityCell)] += Double(abs(learned.intensity))
        if Double(abs(learned.polaritySum)) >= Calibration.telling { telling += 1 }
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
  func probabilities(_ row: FeatureRow, _ sum: WordSum, _ semantic: SemanticSum) -> Probabilities {
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
        row.forEachPresent { feature, value in sums[feature & 3] += Calibration.dampened(value) * vectors[feature] }
        return sums[0] + sums[1] + sums[2] + sums[3]
      }
    }
    return SIMD4(
      sum.negative * norm + semantic.negative * semanticNorm + features.x, sum.neutral * norm + features.y,
      sum.positive * norm + semantic.positive * semanticNorm + features.z, 0)
  }

  // MARK: Terms

  /// The terms of what was read: features of the mention, and for each learned word its share of the cells it counts in.
  /// - Parameter row: as `read` left it.
  func terms(of found: Found, _ row: FeatureRow, _ words: [ContextWord]) -> [Reading.Term] {
    let norm = WordWeights.norm(found.words.squares)
    let semanticNorm = SemanticWeights.norm(found.semantics.squares)
    func difference(_ feature: Int) -> Double {
      Calibration.dampened(row[feature]) * (vectors[feature].z - vectors[feature].x)
    }
    var terms: [Reading.Term] = []
    for feature in 0..<FeatureSpace.count where row[feature] != 0 && !FeatureSpace.isOfWords(feature) {
      terms.append(Reading.Term(feature: feature, contribution: difference(feature)))
    }
    for word in words where word.learned > 0 {
      let learned = table[Calibration.place(word)]
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
