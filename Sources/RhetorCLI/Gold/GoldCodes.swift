import Dataset

/// What coders' codes make of each unit together.
///
/// The rule: what an adjudicator has decided; else what more than half of the unit's coders gave; else nothing, and the
/// unit is left out and counted.
struct GoldCodes {
  static let rule =
    "the adjudicator's code where there is one; else the code of more than half of the unit's coders; else none"

  /// How the units came by their codes.
  struct Origins {
    var adjudicated = 0
    /// By several who agree, or more than half of whom do.
    var agreed = 0
    var single = 0
    /// Coders differ, and nobody has decided.
    var open = 0
    var uncoded = 0
  }

  private(set) var codes: [String: Double] = [:]
  private(set) var origins = Origins()

  /// - Parameter units: all that were to be coded.
  init(_ table: CodeTable, adjudicated: CodeTable?, units: [String]) {
    let rows = Dictionary(uniqueKeysWithValues: zip(table.units, table.codes))
    var decided: [String: Double] = [:]
    if let adjudicated {
      for (unit, codes) in zip(adjudicated.units, adjudicated.codes) {
        decided[unit] = codes.lazy.compactMap { $0 }.first
      }
    }
    for unit in units {
      let given = (rows[unit] ?? []).compactMap { $0 }
      if let code = decided[unit] {
        codes[unit] = code
        origins.adjudicated += 1
      } else if given.isEmpty {
        origins.uncoded += 1
      } else if let code = Self.majority(given) {
        codes[unit] = code
        if given.count > 1 { origins.agreed += 1 } else { origins.single += 1 }
      } else {
        origins.open += 1
      }
    }
  }

  private static func majority(_ given: [Double]) -> Double? {
    let counts = Dictionary(given.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.first { 2 * $0.value > given.count }?.key
  }
}
