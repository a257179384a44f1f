/// How often coders gave the same code, chance not counted out. Report a coefficient beside it.
public enum PercentAgreement {
  /// The share of all pairs of codes of the same unit that are the same, 0…1; nil where no unit has two codes.
  ///
  /// With two coders this is the share of units on which they agree; with more, every pair of coders counts once.
  /// - Parameter units: the codes of each unit, by coder; nil for none.
  public static func pairwise<Code: Hashable>(units: [[Code?]]) -> Double? {
    var (same, all) = (0, 0)
    for unit in units {
      let codes = unit.compactMap { $0 }
      all += codes.count * (codes.count - 1) / 2
      for count in Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +).values { same += count * (count - 1) / 2 }
    }
    return all > 0 ? Double(same) / Double(all) : nil
  }
}
