/// Dispersion over very many parts, of which only those with the word are listed: the same figures as `Dispersion`'s.
public struct SparseDispersion: Sendable, Equatable {
  /// Gries' deviation of proportions (`Dispersion.deviation`), 0…1.
  public let deviation: Double
  /// Juilland's D (`Dispersion.juillandD`), 0…1; nil for a single part.
  public let juillandD: Double?

  /// - Parameters:
  ///   - occurrences: of each part that has the word, how often, and its size in words.
  ///   - parts: all parts that have words.
  ///   - words: of all parts.
  /// - Returns: nil where the word does not occur, and for numbers that can't be.
  public init?(occurrences: [(count: Int, size: Int)], parts: Int, words: Int) {
    let found = occurrences.reduce(0) { $0 + $1.count }
    let size = occurrences.reduce(0) { $0 + $1.size }
    guard found > 0, size <= words, occurrences.count <= parts, occurrences.allSatisfy({ $0.count >= 0 && $0.size > 0 })
    else { return nil }
    let (f, n) = (Double(found), Double(words))
    let held = occurrences.reduce(0) { $0 + abs(Double($1.count) / f - Double($1.size) / n) }
    deviation = min(1, (held + Double(words - size) / n) / 2)
    guard parts > 1 else {
      juillandD = nil
      return
    }
    let rates = occurrences.map { Double($0.count) / Double($0.size) }
    let mean = rates.reduce(0, +) / Double(parts)
    let squares =
      rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } + Double(parts - rates.count) * mean * mean
    let variation = (squares / Double(parts)).squareRoot() / mean
    juillandD = min(1, max(0, 1 - variation / Double(parts - 1).squareRoot()))
  }
}
