/// Krippendorff's α: how well any number of coders agree, beyond chance, with codes missing where they may be.
///
/// α = 1 − (n − 1) · Σ_u Σ_pairs δ² / (m_u − 1) / Σ_all-pairs δ², where m_u codes stand for unit u and n for all units of two
/// codes or more; other units tell nothing of agreement and are left out. 1 is full agreement, 0 what chance gives, less
/// than 0 (down to −1 with two coders and few units) systematic disagreement.
/// Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; Hayes & Krippendorff 2007,
/// doi 10.1080/19312450709336664.
public struct KrippendorffAlpha: Sendable {
  /// What differences between codes mean, δ².
  public enum Level: String, Sendable, CaseIterable {
    /// Codes are the same or not: 0 or 1.
    case nominal
    /// Codes have an order: the square of how many codes of the sample lie from one to the other.
    case ordinal
    /// Differences can be compared: (c − k)².
    case interval
    /// Codes have a zero, and none lies below it: ((c − k) / (c + k))².
    case ratio
  }

  /// The codes that occur, in order.
  private let values: [Double]
  /// By unit of two codes or more: places in `values`.
  private let units: [[Int]]

  /// - Parameter units: the codes of each unit, by coder; nil for none. What a column is does not matter.
  /// - Returns: nil where a code is no finite number.
  public init?(units: [[Double?]]) {
    var places: [Double: Int] = [:]
    for case let code? in units.joined() {
      guard code.isFinite else { return nil }
      places[code] = 0
    }
    values = places.keys.sorted()
    for (place, value) in values.enumerated() { places[value] = place }
    self.units = units.map { unit in unit.compactMap { $0.flatMap { places[$0] } } }.filter { $0.count > 1 }
  }

  /// Units of two codes or more.
  public var unitCount: Int { units.count }

  /// α at this level; nil where no unit has two codes, where all codes that count are the same (there is then nothing to
  /// disagree about, nor to be reliable in), and at the ratio level where a code is negative.
  public func value(_ level: Level) -> Double? { value(level, weights: nil) }

  /// An interval for α by drawing units with replacement.
  ///
  /// α of each sample is taken with the sample's own expected disagreement. (The bootstrap of the KALPHA macro keeps the
  /// whole sample's, and so is too narrow.) Samples in which α does not exist are counted as undefined.
  public func resampled(
    _ level: Level, samples: Int = 1000, seed: UInt64 = 1, confidence: Double = 0.95
  ) -> Bootstrap.Resampled {
    let fixed = Differences(level, values: values, totals: totals(weights: nil)).map(disagreements)
    return Bootstrap.resample(clusters: units.count, samples: samples, seed: seed, level: confidence) { counts in
      // Ordinal differences depend on the sample.
      value(level, weights: counts, disagreements: level == .ordinal ? nil : fixed)
    }
  }

  /// - Parameters:
  ///   - weights: how often each unit counts; nil: once.
  ///   - disagreements: by unit, if they are known.
  private func value(_ level: Level, weights: [Int]?, disagreements known: [Double]? = nil) -> Double? {
    let totals = totals(weights: weights)
    guard totals.count(where: { $0 > 0 }) > 1,
      let differences = Differences(level, values: values, totals: totals)
    else { return nil }
    let expected = differences.sum(counts: totals)
    guard expected > 0, expected.isFinite else { return nil }
    let own = known ?? disagreements(differences)
    var observed = 0.0
    for (number, disagreement) in own.enumerated() { observed += Double(weights?[number] ?? 1) * disagreement }
    return 1 - Double(totals.reduce(0, +) - 1) * observed / expected
  }

  /// How often each code occurs.
  private func totals(weights: [Int]?) -> [Int] {
    var totals = Array(repeating: 0, count: values.count)
    for (number, unit) in units.enumerated() {
      let weight = weights?[number] ?? 1
      for code in unit { totals[code] += weight }
    }
    return totals
  }

  /// By unit: δ² over its ordered pairs of codes, divided by one less than its codes.
  private func disagreements(_ differences: Differences) -> [Double] {
    units.map { unit in
      var sum = 0.0
      for i in unit.indices { for j in 0..<i { sum += 2 * differences.squared(unit[i], unit[j]) } }
      return sum / Double(unit.count - 1)
    }
  }
}

/// δ² between codes, which are named by their places.
private struct Differences {
  let level: KrippendorffAlpha.Level
  /// What differences are taken of.
  let scale: [Double]

  /// nil at the ratio level where a code is negative.
  init?(_ level: KrippendorffAlpha.Level, values: [Double], totals: [Int]) {
    self.level = level
    switch level {
    case .nominal, .interval: scale = values
    case .ordinal:
      // How many codes lie between two, half of those that are the same counted in, is the distance of their mean ranks.
      var below = 0
      scale = totals.map { count in
        defer { below += count }
        return Double(below) + Double(count) / 2
      }
    case .ratio:
      guard values.allSatisfy({ $0 >= 0 }) else { return nil }
      scale = values
    }
  }

  func squared(_ i: Int, _ j: Int) -> Double {
    if i == j { return 0 }
    let (a, b) = (scale[i], scale[j])
    switch level {
    case .nominal: return 1
    case .ordinal, .interval: return (a - b) * (a - b)
    // Two different codes of which none is negative: their sum is above 0.
    case .ratio: return (a - b) / (a + b) * ((a - b) / (a + b))
    }
  }

  /// δ² over all ordered pairs of codes that occur so often. At the ratio level this takes time with the square of the number of
  /// different codes; at the others no table of pairs is needed.
  func sum(counts: [Int]) -> Double {
    let all = Double(counts.reduce(0, +))
    switch level {
    case .nominal:
      return all * all - counts.reduce(0) { $0 + Double($1) * Double($1) }
    case .ordinal, .interval:
      // Σ (c − k)² over pairs is 2 n Σ (c − mean)².
      let first = scale[0]
      let mean = zip(counts, scale).reduce(0) { $0 + Double($1.0) * ($1.1 - first) } / all
      let squares = zip(counts, scale).reduce(0) { sum, code in
        let deviation = code.1 - first - mean
        return sum + Double(code.0) * deviation * deviation
      }
      return 2 * all * squares
    case .ratio:
      let present = counts.indices.filter { counts[$0] > 0 }
      var sum = 0.0
      for (at, i) in present.enumerated() {
        for j in present[..<at] { sum += 2 * Double(counts[i]) * Double(counts[j]) * squared(i, j) }
      }
      return sum
    }
  }
}
