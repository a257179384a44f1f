import Statistics
import TextModel

/// How labels are chosen from probabilities: the class with the greatest gain, which is its probability times its factor, less
/// `opposition` times that of the opposite class.
///
/// Where neutral is far the commonest class, the likeliest class is nearly always neutral; factors chosen for macro-F1
/// give the rare classes their due. Source: Koyejo et al. 2014, plug-in classifiers for F-measures. And to take praise
/// for blame is a worse error than to take either for nothing: that is what `opposition` weighs.
public struct Decision: Sendable, Equatable {
  /// By class: negative, neutral, positive.
  public var factors: [Double]
  /// What a label loses by the probability of its opposite, 0 or more.
  public var opposition: Double

  public init(factors: [Double] = [1, 1, 1], opposition: Double = 0) {
    self.factors = factors
    self.opposition = opposition
  }

  /// The chosen class, 0..<3; of two that are equal, the first.
  public func label(_ probabilities: Probabilities) -> Int {
    let negative = probabilities.negative * factors[0] - opposition * probabilities.positive
    let neutral = probabilities.neutral * factors[1]
    let positive = probabilities.positive * factors[2] - opposition * probabilities.negative
    if positive > max(negative, neutral) { return 2 }
    return neutral > negative ? 1 : 0
  }

  /// The decision with the best macro-F1 on labelled probabilities among those with few flips, from a grid of factors of
  /// 1/2…4 in steps of a tenth. Where none has so few, the one with the fewest flips.
  ///
  /// Macro-F1 is a jagged function of the factors; the mean over the neighbours in the grid is compared, so that a
  /// lucky peak is not taken for a good place.
  /// - Parameters:
  ///   - labels: 0..<3, one for each of `probabilities`.
  ///   - mostFlips: the share of items, 0…1, whose label may be the opposite of the coded one.
  public init(bestFor probabilities: [Probabilities], labels: [Int], mostFlips: Double) {
    self.init()
    let grid = (5...40).map { Double($0) / 10 }
    var best: (excess: Double, macroF1: Double) = (.infinity, 0)
    for opposition in [0, 0.5, 1, 1.5, 2] {
      let decisions = grid.map { negative in
        grid.map { Decision(factors: [negative, 1, $0], opposition: opposition) }
      }
      let found = decisions.map { $0.map { $0.judged(probabilities, labels) } }
      let macroF1 = found.map { $0.map(\.macroF1) }
      for row in grid.indices {
        for column in grid.indices {
          var (sum, count) = (0.0, 0.0)
          for near in max(0, row - Self.reach)...min(grid.count - 1, row + Self.reach) {
            let columns = max(0, column - Self.reach)...min(grid.count - 1, column + Self.reach)
            sum += macroF1[near][columns].reduce(0, +)
            count += Double(columns.count)
          }
          let excess = max(0, found[row][column].flips - mostFlips)
          guard excess < best.excess || excess == best.excess && sum / count > best.macroF1 + 1e-9 else { continue }
          best = (excess, sum / count)
          self = decisions[row][column]
        }
      }
    }
  }

  /// Neighbours that count, in steps of the grid to each side.
  private static let reach = 2

  private func judged(_ probabilities: [Probabilities], _ labels: [Int]) -> Classification {
    var counts = (0..<9).map { _ in 0 }
    for (probability, label) in zip(probabilities, labels) { counts[label * 3 + self.label(probability)] += 1 }
    var found = Classification()
    for (cell, count) in counts.enumerated() where count > 0 {
      found.add(gold: cell / 3 - 1, predicted: cell % 3 - 1, count: count)
    }
    return found
  }
}
