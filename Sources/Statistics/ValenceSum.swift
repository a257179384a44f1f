/// Valences of a text's words added up, and their mean as quanteda's `textstat_valence` has it.
public struct ValenceSum: Sendable, Equatable {
  /// What the sum is divided by.
  public enum Normalisation: Sendable, CaseIterable {
    /// The words that have a valence.
    case dictionary
    /// All words.
    case all
    /// Nothing.
    case none
  }

  /// Σ weight · frequency.
  public private(set) var sum = 0.0
  /// Words that have a valence.
  public private(set) var hits = 0
  /// All words, those with a valence among them.
  public private(set) var words: Int

  public init(words: Int = 0) { self.words = words }

  /// Adds a term that was found so often. Its occurrences must be among `words`.
  public mutating func add(_ weight: Double, times: Int = 1) {
    sum += weight * Double(times)
    hits += times
  }

  public static func += (left: inout ValenceSum, right: ValenceSum) {
    left.sum += right.sum
    left.hits += right.hits
    left.words += right.words
  }

  /// Σ w·f / Σ f, Σ w·f / W or Σ w·f; in the lexicon's units, within its weights for the first two.
  ///
  /// nil where nothing is there to divide by: no hit (`dictionary`), no word (`all`). quanteda gives 0 for both, which would
  /// make a text without a hit look neutral. `all` and `none` are 0 for a text of words without a hit.
  public func mean(_ normalisation: Normalisation = .dictionary) -> Double? {
    switch normalisation {
    case .dictionary: hits > 0 ? sum / Double(hits) : nil
    case .all: words > 0 ? sum / Double(words) : nil
    case .none: sum
    }
  }
}
