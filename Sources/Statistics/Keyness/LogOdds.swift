#if canImport(Glibc)
  import Glibc
#endif

/// Log-odds ratio of a word between two corpora, shrunk by a Dirichlet prior, so that rare words do not lead the list.
///
/// δ = ln[(y₁ + α) / (n₁ + α₀ − y₁ − α)] − ln[the same of the reference], variance ≈ 1 / (y₁ + α) + 1 / (y₂ + α),
/// z = δ / √variance: positive for the target's words. Plot z, or δ, against the word's frequency.
/// Source: Monroe, Colaresi & Quinn 2008, doi 10.1093/pan/mpn018, equations 15, 16, 18, 19, 22.
public struct LogOdds: Sendable, Equatable {
  public let delta: Double
  /// Above 0.
  public let variance: Double

  public var z: Double { delta / variance.squareRoot() }
  /// Two-sided, 0…1, by the normal distribution.
  public var p: Double { NormalDistribution.twoSidedTail(z) ?? 1 }

  /// What is believed of a word before it is counted: α for the word, α₀ for all words together.
  public enum Prior: Sendable, Equatable {
    /// The same α for each word of the vocabulary. ConvoKit's default is 0.1.
    case constant(Double, vocabulary: Int)
    /// α₀ · p, p the word's share of a background corpus (or of both corpora together): the informative prior. With a strength of
    /// the background's own size, α is its count there, as in R's tidylo.
    case informative(count: Int, of: Int, strength: Double)

    var word: Double {
      switch self {
      case .constant(let alpha, _): alpha
      case .informative(let count, let total, let strength):
        total > 0 ? strength * (Double(count) / Double(total)) : 0
      }
    }

    var all: Double {
      switch self {
      case .constant(let alpha, let vocabulary): alpha * Double(vocabulary)
      case .informative(_, _, let strength): strength
      }
    }
  }

  /// - Returns: nil where word and prior are both 0 in a corpus, where the word is all there is, and for priors below 0.
  public init?(_ table: KeynessTable, prior: Prior) {
    let (alpha, all) = (prior.word, prior.all)
    guard alpha >= 0, all >= alpha, all.isFinite else { return nil }
    let (first, second) = (table.a + alpha, table.b + alpha)
    let (firstRest, secondRest) = (table.c + (all - alpha), table.d + (all - alpha))
    guard first > 0, second > 0, firstRest > 0, secondRest > 0 else { return nil }
    delta = log(first / firstRest) - log(second / secondRest)
    variance = 1 / first + 1 / second
  }
}
