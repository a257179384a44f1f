/// The lexical classes of a lookup: sets of symbols, numbered as they were met. Class 0 has none.
struct TokenClasses {
  /// By class: its symbols' place in the pool.
  private var runs: [Range<Int32>] = [0..<0]
  private var pool: [UInt32] = []

  var count: Int { runs.count }

  func symbols(of number: Int) -> ArraySlice<UInt32> {
    pool[Int(runs[number].lowerBound)..<Int(runs[number].upperBound)]
  }

  /// One bit for each symbol.
  func bits(of number: Int) -> UInt64 { symbols(of: number).reduce(0) { $0 | Matcher.bit($1) } }

  mutating func append(_ symbols: [UInt32]) {
    let start = Int32(pool.count)
    pool.append(contentsOf: symbols)
    runs.append(start..<Int32(pool.count))
  }
}
