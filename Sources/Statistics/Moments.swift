/// Mean and squared deviations of values, in two passes: what is large and nearly alike loses no digits.
struct Moments {
  let count: Int
  /// nil without a value.
  let mean: Double?
  /// Σ (x − mean)²: exactly 0 where all values are the same.
  let squares: Double

  init(_ values: [Double]) {
    count = values.count
    guard let first = values.first else {
      (mean, squares) = (nil, 0)
      return
    }
    // Deviations from the first value: the mean of equal values is then that value, to the last bit.
    let mean = first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
    self.mean = mean
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// Over count − 1; nil for fewer than two values.
  var sampleVariance: Double? { count > 1 ? squares / Double(count - 1) : nil }
}
