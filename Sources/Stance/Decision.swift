import Statistics
import TextModel

/// How labels are chosen from probabilities: the class whose probability, times its factor, is the greatest.
///
/// Where neutral is far the commonest class, the likeliest class is nearly always neutral; factors chosen for macro-F1
/// give the rare classes their due. Source: Koyejo et al. 2014, plug-in classifiers for F-measures.
public struct Decision: Sendable, Equatable {
  /// By class: negative, neutral, positive.
  public var factors: [Double]

  public init(factors: [Double] = [1, 1, 1]) { self.factors = factors }

  /// The chosen class, 0..<3; of two that are equal, the first.
  public func label(_ probabilities: Probabilities) -> Int {
    var best = 0
    for index in 1..<3 where probabilities[index] * factors[index] > probabilities[best] * factors[best] {
      best = index
    }
    return best
  }

  /// The factors with the best macro-F1 on labelled probabilities, from a grid of 1/2…4 in steps of a tenth.
  public init(bestFor probabilities: [Probabilities], labels: [Int]) {
    self.init()
    var best = -1.0
    let grid = (5...40).map { Double($0) / 10 }
    for negative in grid {
      for positive in grid {
        let decision = Decision(factors: [negative, 1, positive])
        let found = Classification(
          gold: labels.map { $0 - 1 }, predicted: probabilities.map { decision.label($0) - 1 }
        ).macroF1
        if found > best + 1e-9 {
          best = found
          self = decision
        }
      }
    }
  }
}
