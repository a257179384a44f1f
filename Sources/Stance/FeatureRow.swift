/// The features of a mention: a row of figures of which most are 0, and a note of those that may not be.
struct FeatureRow {
  /// As many as `FeatureSpace.extendedCount`, which is more than can be noted: what lies behind the features is for trees.
  let values: UnsafeMutableBufferPointer<Double>
  /// A bit for each feature.
  private var present: (UInt64, UInt64) = (0, 0)

  /// - Parameter values: an extended row of zeros, which has to outlive this.
  init(zeros values: UnsafeMutableBufferPointer<Double>) {
    precondition(FeatureSpace.count <= 128 && values.count == FeatureSpace.extendedCount)
    self.values = values
  }

  subscript(feature: Int) -> Double {
    @inline(__always) get { values[feature] }
    @inline(__always) set {
      values[feature] = newValue
      if feature < 64 { present.0 |= 1 << UInt64(feature) } else { present.1 |= 1 << UInt64(feature - 64) }
    }
  }

  mutating func clear() {
    values.update(repeating: 0)
    present = (0, 0)
  }

  /// Calls `body` with each feature that may not be 0, in order.
  @inline(__always)
  func forEachPresent(_ body: (Int, Double) -> Void) {
    var bits = present.0
    while bits != 0 {
      let feature = bits.trailingZeroBitCount
      body(feature, values[feature])
      bits &= bits - 1
    }
    bits = present.1
    while bits != 0 {
      let feature = 64 + bits.trailingZeroBitCount
      body(feature, values[feature])
      bits &= bits - 1
    }
  }
}
