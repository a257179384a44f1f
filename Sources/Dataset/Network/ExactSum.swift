/// A sum of scores of −1…1 that does not depend on the order in which they come, nor on how they are split.
///
/// Sums of floating-point numbers do. So each score is taken as a whole number of 2⁻⁶⁰ (to less than the last digit of
/// any score above 2⁻⁷), and whole numbers are summed: up to 2⁶⁶ of them fit.
public struct ExactSum: Sendable, Equatable {
  private static let unit = 0x1p60
  private var units: Int128 = 0
  /// Scores that were added, by their weights.
  public private(set) var count = 0

  public init() {}

  /// - Parameter score: finite, −1…1.
  public mutating func add(_ score: Double, weight: Int = 1) {
    units += Int128((score * Self.unit).rounded()) * Int128(weight)
    count += weight
  }

  public mutating func merge(_ other: ExactSum) {
    units += other.units
    count += other.count
  }

  /// nil where nothing was added. Divided as a whole number, so that the mean of equal scores is that score.
  public var mean: Double? {
    guard count > 0 else { return nil }
    let (share, rest) = units.quotientAndRemainder(dividingBy: Int128(count))
    let rounded = 2 * rest.magnitude >= UInt128(count) ? share + rest.signum() : share
    return Double(rounded) / Self.unit
  }
}
