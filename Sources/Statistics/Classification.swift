/// How well predicted classes agree with coded ones: negative, neutral and positive, written −1, 0 and 1.
///
/// Definitions are scikit-learn's: a class that is never predicted has precision 0, means over classes run over those
/// that occur in the gold data or among the predictions.
public struct Classification: Sendable {
  public struct ClassScores: Sendable, Equatable {
    public var precision = 0.0
    public var recall = 0.0
    public var f1 = 0.0
    /// Gold items of the class.
    public var support = 0
    /// Occurs in the gold data or among the predictions.
    public var isPresent = false
  }

  public static let classes = [-1, 0, 1]

  /// Counts by gold class, then predicted class, in the order of `classes`.
  public private(set) var confusion = Array(repeating: [0, 0, 0], count: 3)

  public init() {}

  /// - Parameters: −1, 0 or 1 each, of equal number.
  public init(gold: some Collection<Int>, predicted: some Collection<Int>) {
    precondition(gold.count == predicted.count)
    for (gold, predicted) in zip(gold, predicted) { add(gold: gold, predicted: predicted) }
  }

  public mutating func add(gold: Int, predicted: Int, count: Int = 1) {
    confusion[gold + 1][predicted + 1] += count
  }

  public mutating func merge(_ other: Classification, times: Int = 1) {
    for gold in 0..<3 {
      for predicted in 0..<3 { confusion[gold][predicted] += times * other.confusion[gold][predicted] }
    }
  }

  public var count: Int { confusion.reduce(0) { $0 + $1.reduce(0, +) } }

  private func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

  public var accuracy: Double { share((0..<3).reduce(0) { $0 + confusion[$1][$1] }, of: count) }

  /// Share of items where positive was taken for negative or negative for positive.
  public var flips: Double { share(confusion[0][2] + confusion[2][0], of: count) }

  /// By class, in the order of `classes`.
  public var scores: [ClassScores] {
    (0..<3).map { index in
      let support = confusion[index].reduce(0, +)
      let predicted = confusion.reduce(0) { $0 + $1[index] }
      let right = confusion[index][index]
      return ClassScores(
        precision: share(right, of: predicted), recall: share(right, of: support),
        f1: share(2 * right, of: support + predicted), support: support, isPresent: support + predicted > 0)
    }
  }

  private func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }

  /// Mean F1 of the classes.
  public var macroF1: Double { mean(scores.filter(\.isPresent).map(\.f1)) }
  /// Mean F1 of positive and negative.
  public var f1PositiveNegative: Double { mean([scores[0].f1, scores[2].f1]) }
  /// Mean recall of the classes that occur in the gold data.
  public var averageRecall: Double { mean(scores.filter { $0.support > 0 }.map(\.recall)) }
}

/// How far probabilities can be believed.
public enum Confidence {
  /// One prediction: how sure it was (0…1), and whether it was right.
  public struct Item: Sendable {
    public var confidence: Double
    public var isRight: Bool

    public init(confidence: Double, isRight: Bool) {
      self.confidence = confidence
      self.isRight = isRight
    }
  }

  /// Expected calibration error, 0…1: the gap between confidence and accuracy, averaged over ten bins of equal width by
  /// their share of the items. Source: Guo et al. 2017, arXiv 1706.04599.
  public static func calibrationError(_ items: [Item], bins: Int = 10) -> Double {
    var sums = Array(repeating: (count: 0, confidence: 0.0, right: 0), count: bins)
    for item in items {
      let bin = min(bins - 1, max(0, Int(item.confidence * Double(bins))))
      sums[bin].count += 1
      sums[bin].confidence += item.confidence
      if item.isRight { sums[bin].right += 1 }
    }
    return sums.reduce(0) { $0 + abs($1.confidence - Double($1.right)) } / Double(max(1, items.count))
  }

  /// Accuracy of the share of items that was surest; of two that are equally sure, the earlier counts.
  public static func accuracy(ofSurest share: Double, _ items: [Item]) -> Double {
    let kept = Int(Double(items.count) * share)
    guard kept > 0 else { return 0 }
    let order = items.indices.sorted { (items[$1].confidence, $0) < (items[$0].confidence, $1) }
    return Double(order.prefix(kept).count { items[$0].isRight }) / Double(kept)
  }
}
