/// What a classification would be in the whole from which a sample was drawn: each item stands for as many as its weight says.
public struct WeightedClassification: Sendable {
  /// Weights by gold class, then predicted class, in the order of `Classification.classes`.
  public private(set) var confusion = Array(repeating: [0.0, 0, 0], count: 3)

  public init() {}

  /// - Parameters:
  ///   - gold: −1, 0 or 1, as the prediction.
  ///   - weight: units of the whole for which this one stands, above 0.
  public mutating func add(gold: Int, predicted: Int, weight: Double) { confusion[gold + 1][predicted + 1] += weight }

  private func share(_ part: Double, of whole: Double) -> Double { whole > 0 ? part / whole : 0 }

  public var total: Double { confusion.reduce(0) { $0 + $1.reduce(0, +) } }
  public var accuracy: Double { share((0..<3).reduce(0) { $0 + confusion[$1][$1] }, of: total) }

  /// As `Classification.scores`, weights in place of counts.
  public var scores: [(precision: Double, recall: Double, f1: Double, isPresent: Bool)] {
    (0..<3).map { index in
      let support = confusion[index].reduce(0, +)
      let predicted = confusion.reduce(0) { $0 + $1[index] }
      let right = confusion[index][index]
      return (
        share(right, of: predicted), share(right, of: support), share(2 * right, of: support + predicted),
        support + predicted > 0
      )
    }
  }

  /// Mean F1 of the classes that occur.
  public var macroF1: Double {
    let present = scores.filter(\.isPresent)
    return present.isEmpty ? 0 : present.reduce(0) { $0 + $1.f1 } / Double(present.count)
  }
}
