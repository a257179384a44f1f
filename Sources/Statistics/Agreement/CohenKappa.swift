/// Agreement of two coders beyond chance, each with his own distribution of codes.
public enum CohenKappa {
  /// How much a disagreement counts, by the codes' distance in their order.
  public enum Weights: String, Sendable, CaseIterable {
    /// All the same.
    case none
    case linear
    case quadratic
  }

  /// κ = 1 − Σ w·observed / Σ w·expected, −1…1; units that a coder left out do not count.
  ///
  /// nil where the coders' lists differ in length, where no unit is left, and where both gave the same single code throughout.
  /// Weights go by the place of codes among all that occur, as scikit-learn's do.
  /// Source: Cohen 1960, doi 10.1177/001316446002000104; Cohen 1968, doi 10.1037/h0026256 (weights).
  public static func value<Code: Hashable & Comparable>(
    _ first: [Code?], _ second: [Code?], weights: Weights = .none
  ) -> Double? {
    guard first.count == second.count else { return nil }
    var pairs: [(Code, Code)] = []
    for case (let a?, let b?) in zip(first, second) { pairs.append((a, b)) }
    let codes = Set(pairs.map(\.0)).union(pairs.map(\.1)).sorted()
    let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var table = Array(repeating: Array(repeating: 0, count: codes.count), count: codes.count)
    for (a, b) in pairs {
      guard let row = places[a], let column = places[b] else { return nil }
      table[row][column] += 1
    }
    return value(table: table, weights: weights)
  }

  /// κ from counts of units by the first coder's code, then the second's; the codes in their order. nil as above, and where the
  /// table is not square.
  public static func value(table: [[Int]], weights: Weights = .none) -> Double? {
    guard table.allSatisfy({ $0.count == table.count && $0.allSatisfy { $0 >= 0 } }) else { return nil }
    let rows = table.map { Double($0.reduce(0, +)) }
    let columns = table.indices.map { column in Double(table.reduce(0) { $0 + $1[column] }) }
    let all = rows.reduce(0, +)
    var (observed, expected) = (0.0, 0.0)
    for (i, row) in table.enumerated() {
      for (j, count) in row.enumerated() {
        let distance = Double(abs(i - j))
        let weight =
          switch weights {
          case .none: i == j ? 0 : 1.0
          case .linear: distance
          case .quadratic: distance * distance
          }
        observed += weight * Double(count)
        expected += weight * rows[i] * columns[j]
      }
    }
    return expected > 0 ? 1 - observed * all / expected : nil
  }
}
