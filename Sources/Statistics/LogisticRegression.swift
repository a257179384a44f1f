#if canImport(Glibc)
  import Glibc
#endif

/// Rows of features of which most are zero.
public struct SparseRows: Sendable {
  public let features: Int
  private(set) var starts: [Int] = []
  private(set) var indices: [Int32] = []
  private(set) var values: [Double] = []

  public init(features: Int) { self.features = features }

  public mutating func beginRow() { starts.append(indices.count) }

  /// Adds a value to the row last begun; each feature at most once.
  public mutating func add(_ feature: Int, _ value: Double) {
    indices.append(Int32(feature))
    values.append(value)
  }

  public var count: Int { starts.count }

  /// The rows of these numbers, in their order.
  public func rows(_ numbers: [Int]) -> SparseRows {
    var rows = SparseRows(features: features)
    for number in numbers {
      rows.beginRow()
      for at in row(number) { rows.add(Int(indices[at]), values[at]) }
    }
    return rows
  }

  /// The values of a row, with the numbers of their features.
  public func values(_ number: Int) -> [(feature: Int, value: Double)] {
    row(number).map { (Int(indices[$0]), values[$0]) }
  }

  func row(_ number: Int) -> Range<Int> {
    starts[number]..<(number + 1 < starts.count ? starts[number + 1] : indices.count)
  }
}

/// Multinomial logistic regression with an L2 penalty, fitted by L-BFGS.
///
/// Minimises Σ −ln p(class | row) + ½ · penalty · Σ w², the bias (feature 0) unpenalised. Sums run in the order of the
/// rows, so that the same rows give the same bits.
/// Source: Nocedal & Wright 2006, algorithm 7.5.
public struct LogisticRegression: Sendable {
  /// 2…4.
  public let classes: Int
  public let features: Int
  /// By feature, then class.
  public let weights: [Double]

  /// - Parameters:
  ///   - rows: feature 0 is the bias, 1 in every row.
  ///   - labels: 0..<classes, one a row.
  ///   - classes: 2…4: the weights of a feature are one vector.
  ///   - penalty: 1 / C of other packages; above 0.
  ///   - tolerance: the fit ends where no gradient is greater than this share of the number of rows.
  public init(
    rows: SparseRows, labels: [Int], classes: Int, penalty: Double, tolerance: Double = 1e-5,
    iterations: Int = 300
  ) {
    precondition(rows.count == labels.count && penalty > 0 && (2...4).contains(classes))
    self.classes = classes
    features = rows.features
    let objective = Objective(rows: rows, labels: labels, classes: classes, penalty: penalty)
    let found = Self.minimise(
      objective, size: features, tolerance: tolerance * Double(max(1, labels.count)), iterations: iterations)
    weights = found.flatMap { weights in (0..<classes).map { weights[$0] } }
  }

  /// The logarithms of the classes' probabilities for a row.
  public func logarithms(_ row: [(feature: Int, value: Double)]) -> [Double] {
    var scores = Array(repeating: 0.0, count: classes)
    for (feature, value) in row {
      for label in 0..<classes { scores[label] += value * weights[feature * classes + label] }
    }
    var shares = scores
    let sum = Self.softmax(&shares)
    return scores.map { $0 - sum }
  }

  /// Probabilities of three classes from their scores.
  public static func softmax(_ a: Double, _ b: Double, _ c: Double) -> (Double, Double, Double) {
    let most = max(a, b, c)
    let (a, b, c) = (exp(a - most), exp(b - most), exp(c - most))
    let sum = a + b + c
    return (a / sum, b / sum, c / sum)
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

  // MARK: Fitting

  /// One figure for each class; those without a class stay 0.
  private typealias Vector = SIMD4<Double>

  private struct Objective {
    let rows: SparseRows
    let labels: [Int]
    let classes: Int
    let penalty: Double

    /// The objective at `weights`, and its gradient.
    func callAsFunction(_ weights: [Vector], gradient: inout [Vector]) -> Double {
      var value = 0.0
      for index in weights.indices {
        let shrinks = index > 0
        value += shrinks ? penalty / 2 * (weights[index] * weights[index]).sum() : 0
        gradient[index] = shrinks ? penalty * weights[index] : .zero
      }
      rows.indices.withUnsafeBufferPointer { features in
        rows.values.withUnsafeBufferPointer { values in
          weights.withUnsafeBufferPointer { weights in
            gradient.withUnsafeMutableBufferPointer { gradient in
              for (number, label) in labels.enumerated() {
                let row = rows.row(number)
                var scores = Vector.zero
                for at in row { scores += values[at] * weights[Int(features[at])] }
                let own = scores[label]
                value += softmax(&scores) - own
                scores[label] -= 1
                for at in row { gradient[Int(features[at])] += values[at] * scores }
              }
            }
          }
        }
      }
      return value
    }

    private func softmax(_ scores: inout Vector) -> Double {
      var most = scores[0]
      for label in 1..<classes { most = max(most, scores[label]) }
      var sum = 0.0
      var shares = Vector.zero
      for label in 0..<classes {
        shares[label] = exp(scores[label] - most)
        sum += shares[label]
      }
      scores = shares / sum
      return most + log(sum)
    }
  }

  private static func dot(_ a: [Vector], _ b: [Vector]) -> Double {
    var sum = Vector.zero
    for index in a.indices { sum += a[index] * b[index] }
    return sum.sum()
  }

  /// A step that was taken, and how the gradient changed by it.
  private struct Step {
    var s: [Vector]
    var y: [Vector]
    var rho = 0.0
  }

  private static func minimise(_ objective: Objective, size: Int, tolerance: Double, iterations: Int) -> [Vector] {
    let memory = 12
    let zeros = Array(repeating: Vector.zero, count: size)
    // All memory is taken once: the vectors are so long that each new one would be asked of the system.
    var (x, gradient, next, nextGradient, direction) = (zeros, zeros, zeros, zeros, zeros)
    var value = objective(x, gradient: &gradient)
    /// The oldest first.
    var steps: [Step] = []
    for _ in 0..<iterations {
      if gradient.allSatisfy({
        abs($0.x) <= tolerance && abs($0.y) <= tolerance && abs($0.z) <= tolerance && abs($0.w) <= tolerance
      }) {
        break
      }
      for index in 0..<size { direction[index] = -gradient[index] }
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
      var nextValue = value
      repeat {
        for index in 0..<size { next[index] = x[index] + length * direction[index] }
        nextValue = objective(next, gradient: &nextGradient)
        if nextValue <= value + 1e-4 * length * slope { break }
        length /= 2
      } while length > 1e-12
      guard nextValue < value else { break }
      var step = steps.count == memory ? steps.removeFirst() : Step(s: zeros, y: zeros)
      for index in 0..<size {
        step.s[index] = next[index] - x[index]
        step.y[index] = nextGradient[index] - gradient[index]
      }
      let curvature = dot(step.s, step.y)
      if curvature > 1e-10 {
        step.rho = 1 / curvature
        steps.append(step)
      }
      swap(&x, &next)
      swap(&gradient, &nextGradient)
      value = nextValue
    }
    return x
  }
}
