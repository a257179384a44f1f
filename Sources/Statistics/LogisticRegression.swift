#if canImport(Glibc)
  import Glibc
#endif

/// Multinomial logistic regression with an L2 penalty, fitted by L-BFGS.
///
/// Minimises Σ −ln p(class | row) + ½ · penalty · Σ w², the bias (feature 0) unpenalised. Sums run in the order of the
/// rows, so that the same rows give the same bits.
/// Source: Nocedal & Wright 2006, algorithm 7.5.
public struct LogisticRegression: Sendable {
  public let classes: Int
  public let features: Int
  /// By feature, then class.
  public private(set) var weights: [Double]

  /// - Parameters:
  ///   - rows: one after the other, `features` values each; the first is the bias, 1.
  ///   - labels: 0..<classes, one a row.
  ///   - penalty: 1 / C of other packages; above 0.
  ///   - tolerance: the fit ends where no gradient is greater than this share of the number of rows.
  public init(
    rows: [Double], features: Int, labels: [Int], classes: Int, penalty: Double, tolerance: Double = 1e-5,
    iterations: Int = 300
  ) {
    precondition(rows.count == features * labels.count && penalty > 0)
    self.classes = classes
    self.features = features
    let objective = Objective(rows: rows, features: features, labels: labels, classes: classes, penalty: penalty)
    weights = Self.minimise(
      objective, size: features * classes, tolerance: tolerance * Double(max(1, labels.count)), iterations: iterations)
  }

  /// Probabilities of the classes, in their order; they add up to 1.
  public func probabilities(_ row: some Collection<Double>) -> [Double] {
    Self.probabilities(row, weights: weights, classes: classes)
  }

  public static func probabilities(_ row: some Collection<Double>, weights: [Double], classes: Int) -> [Double] {
    var scores = Array(repeating: 0.0, count: classes)
    for (feature, value) in row.enumerated() where value != 0 {
      for label in 0..<classes { scores[label] += value * weights[feature * classes + label] }
    }
    softmax(&scores)
    return scores
  }

  /// Turns scores into probabilities in place; gives back the logarithm of their sum before that.
  @discardableResult
  static func softmax(_ scores: inout [Double]) -> Double {
    let most = scores.max() ?? 0
    var sum = 0.0
    for index in scores.indices {
      scores[index] = exp(scores[index] - most)
      sum += scores[index]
    }
    for index in scores.indices { scores[index] /= sum }
    return most + log(sum)
  }

  private struct Objective {
    let rows: [Double]
    let features: Int
    let labels: [Int]
    let classes: Int
    let penalty: Double

    /// The objective at `weights`, and its gradient.
    func callAsFunction(_ weights: [Double], gradient: inout [Double]) -> Double {
      var value = 0.0
      for index in weights.indices {
        let shrinks = index >= classes
        value += shrinks ? penalty / 2 * weights[index] * weights[index] : 0
        gradient[index] = shrinks ? penalty * weights[index] : 0
      }
      var scores = Array(repeating: 0.0, count: classes)
      rows.withUnsafeBufferPointer { rows in
        weights.withUnsafeBufferPointer { weights in
          gradient.withUnsafeMutableBufferPointer { gradient in
            for (number, label) in labels.enumerated() {
              let row = number * features
              for index in 0..<classes { scores[index] = 0 }
              for feature in 0..<features where rows[row + feature] != 0 {
                for index in 0..<classes { scores[index] += rows[row + feature] * weights[feature * classes + index] }
              }
              let own = scores[label]
              value += LogisticRegression.softmax(&scores) - own
              scores[label] -= 1
              for feature in 0..<features where rows[row + feature] != 0 {
                for index in 0..<classes { gradient[feature * classes + index] += rows[row + feature] * scores[index] }
              }
            }
          }
        }
      }
      return value
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  private static func minimise(_ objective: Objective, size: Int, tolerance: Double, iterations: Int) -> [Double] {
    let memory = 12
    var x = Array(repeating: 0.0, count: size)
    var gradient = Array(repeating: 0.0, count: size)
    var value = objective(x, gradient: &gradient)
    /// The last steps and changes of the gradient, the oldest first.
    var steps: [(s: [Double], y: [Double], rho: Double)] = []
    for _ in 0..<iterations {
      if gradient.allSatisfy({ abs($0) <= tolerance }) { break }
      var direction = gradient.map { -$0 }
      var alphas: [Double] = []
      for step in steps.reversed() {
        let alpha = step.rho * dot(step.s, direction)
        alphas.append(alpha)
        for index in 0..<size { direction[index] -= alpha * step.y[index] }
      }
      if let last = steps.last {
        let scale = 1 / (last.rho * dot(last.y, last.y))
        for index in 0..<size { direction[index] *= scale }
      }
      for (step, alpha) in zip(steps, alphas.reversed()) {
        let beta = step.rho * dot(step.y, direction)
        for index in 0..<size { direction[index] += (alpha - beta) * step.s[index] }
      }
      let slope = dot(gradient, direction)
      guard slope < 0 else { break }
      // The first step has no memory to size it.
      var length = steps.isEmpty ? 1 / max(1, dot(gradient, gradient).squareRoot()) : 1
      var next = x
      var nextGradient = gradient
      var nextValue = value
      repeat {
        for index in 0..<size { next[index] = x[index] + length * direction[index] }
        nextValue = objective(next, gradient: &nextGradient)
        if nextValue <= value + 1e-4 * length * slope { break }
        length /= 2
      } while length > 1e-12
      guard nextValue < value else { break }
      let s = zip(next, x).map { $0 - $1 }
      let y = zip(nextGradient, gradient).map { $0 - $1 }
      let curvature = dot(s, y)
      if curvature > 1e-10 {
        steps.append((s, y, 1 / curvature))
        if steps.count > memory { steps.removeFirst() }
      }
      (x, gradient, value) = (next, nextGradient, nextValue)
    }
    return x
  }
}
