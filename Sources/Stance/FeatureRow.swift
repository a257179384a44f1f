/// The features of a mention: a row of figures of which most are 0, and a note of those that may not be.
final class FeatureRow {
  /// As many as `FeatureSpace.extendedCount`; what lies behind the features is for trees, and not noted.
  let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: FeatureSpace.extendedCount)
  /// A bit for each feature.
  private let present = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: (FeatureSpace.count + 63) / 64)

  init() {
    values.initialize(repeating: 0)
    present.initialize(repeating: 0)
  }

  deinit {
    values.deallocate()
    present.deallocate()
  }

  subscript(feature: Int) -> Double {
    @inline(__always) get { values[feature] }
    @inline(__always) set {
      values[feature] = newValue
      present[feature >> 6] |= 1 << UInt64(feature & 63)
    }
  }

  func clear() {
    values.update(repeating: 0)
    present.update(repeating: 0)
  }

  /// Calls `body` with each feature that may not be 0, in order.
  @inline(__always)
  func forEachPresent(_ body: (Int, Double) -> Void) {
    for word in present.indices {
      var bits = present[word]
      while bits != 0 {
        let feature = word << 6 + bits.trailingZeroBitCount
        body(feature, values[feature])
        bits &= bits - 1
      }
    }
  }
}
