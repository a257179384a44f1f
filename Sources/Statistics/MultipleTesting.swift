/// p-values of a family of tests, adjusted so that each can be held against the level of the whole.
///
/// A p-value of nil, or outside 0…1, is no test: it stays nil and does not count, unless the family is said to be larger.
/// The family is all tests that were looked at, not those that are shown: where only the smallest p-values are at hand, give its
/// size; the missing ones are taken for no smaller than those given.
public enum MultipleTesting {
  public enum Method: String, Sendable, CaseIterable {
    /// p · m: the chance of any false finding. Source: Dunn 1961, doi 10.1080/01621459.1961.10482090.
    case bonferroni
    /// The same chance by steps, never less powerful. Source: Holm 1979, jstor.org/stable/4615733.
    case holm
    /// The share of false findings among all. Source: Benjamini & Hochberg 1995, doi 10.1111/j.2517-6161.1995.tb02031.x.
    case benjaminiHochberg = "benjamini-hochberg"
  }

  /// Adjusted p-values, 0…1, in the order given; none is below its own p-value, and their order is kept.
  /// - Parameter family: the number of tests; fewer than are given counts as so many.
  public static func adjust(_ p: [Double?], _ method: Method, family: Int? = nil) -> [Double?] {
    let tests = p.indices.compactMap { place in
      p[place].flatMap { (0...1).contains($0) ? (p: $0, place: place) : nil }
    }.sorted { ($0.p, $0.place) < ($1.p, $1.place) }
    let size = Double(max(family ?? 0, tests.count))
    var adjusted: [Double?] = Array(repeating: nil, count: p.count)
    switch method {
    case .bonferroni:
      for test in tests { adjusted[test.place] = min(1, test.p * size) }
    case .holm:
      var most = 0.0
      for (before, test) in tests.enumerated() {
        most = max(most, min(1, test.p * (size - Double(before))))
        adjusted[test.place] = most
      }
    case .benjaminiHochberg:
      var least = 1.0
      for (before, test) in tests.enumerated().reversed() {
        least = min(least, test.p * (size / Double(before + 1)))
        adjusted[test.place] = least
      }
    }
    return adjusted
  }
}
