/// How many units each stratum of a sample gives.
/// Source: Cochran 1977, Sampling Techniques, chapter 5.
public enum Allocation: String, Sendable, CaseIterable {
  /// By its share of all units: figures of the sample are those of the whole, but for chance.
  case proportional
  /// The same number of each, so that rare strata are seen as well; a stratum with fewer gives all it has. Figures for
  /// the whole need weights then.
  case equal

  /// Units to draw from each stratum: no more than it has, `size` in all, or everything where there is less.
  ///
  /// What is left after whole numbers goes to the largest remainders (proportional), or to any with units left (equal).
  /// - Parameters:
  ///   - populations: units of each stratum, 0 or more.
  ///   - priorities: whose turn is first among those that are alike, the least number first; distinct, one a stratum.
  public func sizes(of populations: [Int], size: Int, priorities: [UInt64]) -> [Int] {
    let all = populations.reduce(0, +)
    let size = max(0, min(size, all))
    guard size > 0 else { return populations.map { _ in 0 } }
    switch self {
    case .proportional:
      let products = populations.map { $0.multipliedFullWidth(by: size) }
      let parts = products.map { all.dividingFullWidth($0) }
      var sizes = parts.map(\.quotient)
      let left = size - sizes.reduce(0, +)
      let order = populations.indices.sorted {
        (parts[$1].remainder, priorities[$0]) < (parts[$0].remainder, priorities[$1])
      }
      for stratum in order.prefix(left) { sizes[stratum] += 1 }
      return sizes
    case .equal:
      let level = Self.level(of: populations, size: size)
      var sizes = populations.map { min($0, level) }
      let left = size - sizes.reduce(0, +)
      let order = populations.indices.filter { populations[$0] > level }.sorted { priorities[$0] < priorities[$1] }
      for stratum in order.prefix(left) { sizes[stratum] += 1 }
      return sizes
    }
  }

  /// The most that can be taken from every stratum that has so many, others giving all they have. It never rises while
  /// strata grow or are added.
  static func level(of populations: [Int], size: Int) -> Int {
    var (rest, level) = (size, 0)
    let sorted = populations.sorted()
    for (number, population) in sorted.enumerated() {
      let share = rest / (sorted.count - number)
      if population > share { return share }
      level = population
      rest -= population
    }
    return level
  }
}
