import Statistics

/// p-values of one family, adjusted by all three methods; equal ones are listed once, with their number.
struct AdjustedTests {
  struct Adjusted {
    var bonferroni: Double
    var holm: Double
    var benjaminiHochberg: Double
  }

  /// All tests that were looked at.
  let family: Int
  private var p: [Double] = []
  private var adjusted: [Adjusted] = []

  init(_ p: [Double?]) { self.init(p.compactMap { $0 }.map { ($0, 1) }) }

  init(_ tests: [(p: Double, count: Int)]) {
    family = tests.reduce(0) { $0 + $1.count }
    // What `MultipleTesting` does value by value, done for equal ones at once.
    var before = 0
    var most = 0.0
    var counts: [Int] = []
    for test in tests.sorted(by: { $0.p < $1.p }) {
      if p.last == test.p {
        counts[counts.count - 1] += test.count
      } else {
        most = max(most, min(1, test.p * Double(family - before)))
        p.append(test.p)
        counts.append(test.count)
        adjusted.append(
          Adjusted(bonferroni: min(1, test.p * Double(family)), holm: most, benjaminiHochberg: 1))
      }
      before += test.count
    }
    var least = 1.0
    for place in p.indices.reversed() {
      least = min(least, p[place] * (Double(family) / Double(before)))
      adjusted[place].benjaminiHochberg = least
      before -= counts[place]
    }
  }

  /// - Parameter value: a p-value of the family; nil for any other.
  subscript(value: Double) -> Adjusted? {
    var (low, high) = (0, p.count)
    while low < high {
      let middle = (low + high) / 2
      if p[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < p.count && p[low] == value ? adjusted[low] : nil
  }
}
