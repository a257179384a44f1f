/// How often a word occurs in a target and in a reference corpus: the 2 × 2 table of all keyness measures.
///
/// Counts are of tokens or of documents (the latter are the more robust: Evert 2022, osf.io/x8z9n). Written
/// a, b for the word, c, d for all others, N for the sum; E is what a table without association would hold.
/// Tests of significance are signed: positive where the word is more frequent in the target.
///
/// A test on tokens takes each token for independent of all others, which those of one article are not: p-values are then too
/// small. `PermutationTest` and `Bootstrap.resample` over articles are not so mistaken.
public struct KeynessTable: Sendable, Equatable {
  public let target: Int
  public let reference: Int
  /// All tokens, or documents, of each corpus.
  public let targetTotal: Int
  public let referenceTotal: Int

  /// - Returns: nil unless 0 ≤ target ≤ its total, and so for the reference, with totals of at most 2⁵⁰.
  public init?(target: Int, of targetTotal: Int, reference: Int, of referenceTotal: Int) {
    guard target >= 0, reference >= 0, target <= targetTotal, reference <= referenceTotal,
      targetTotal <= 1 << 50, referenceTotal <= 1 << 50
    else { return nil }
    self.target = target
    self.reference = reference
    self.targetTotal = targetTotal
    self.referenceTotal = referenceTotal
  }

  /// How often the target would have the word if it had it as often as both together, 0 or more; 0 for empty corpora.
  public var expected: Double { all > 0 ? (a + b) * (Double(targetTotal) / all) : 0 }

  var a: Double { Double(target) }
  var b: Double { Double(reference) }
  var c: Double { Double(targetTotal - target) }
  var d: Double { Double(referenceTotal - reference) }
  var all: Double { Double(targetTotal + referenceTotal) }

  /// No row and no column is empty, so that expectations exist.
  var isComplete: Bool {
    targetTotal > 0 && referenceTotal > 0 && target + reference > 0
      && target + reference < targetTotal + referenceTotal
  }

  /// a·d − b·c to the last bit: the two products may be large and nearly alike.
  /// Source: Kahan's difference of products; Jeannerod, Louvet & Muller 2013, doi 10.1090/S0025-5718-2013-02679-8.
  var cross: Double {
    let product = b * c
    let lost = product.addingProduct(-b, c)
    return (-product).addingProduct(a, d) + lost
  }

  /// 1 where the word is the more frequent in the target, −1 in the reference, else 0.
  var sign: Double { cross > 0 ? 1 : cross < 0 ? -1 : 0 }

  /// Observed and expected counts of the four cells, the observed ones moved by `shift` toward the expected.
  func cells(shift: Double) -> [(observed: Double, expected: Double)] {
    let move = sign * shift
    let (word, others) = (a + b, c + d)
    let (target, reference) = (a + c, b + d)
    return [
      (a - move, word * target / all), (b + move, word * reference / all),
      (c + move, others * target / all), (d - move, others * reference / all),
    ]
  }

  /// Williams' q, at least 1: what χ² and G² are divided by. 1 where a cell is empty, as in quanteda.
  /// Source: Williams 1976, doi 10.1093/biomet/63.1.33.
  var williams: Double {
    guard target > 0, reference > 0, c > 0, d > 0 else { return 1 }
    return 1 + (all / (a + b) + all / (c + d) - 1) * (all / (a + c) + all / (b + d) - 1) / (6 * all)
  }

  /// ½ where Yates' correction is called for, else 0.
  func yates(_ correction: KeynessCorrection) -> Double {
    switch correction {
    case .none, .williams: return 0
    case .yates: return min(0.5, abs(cross) / all)
    case .yatesWhereSparse:
      let isSparse = cells(shift: 0).contains { $0.expected < 5 }
      return isSparse && abs(cross) >= all / 2 ? 0.5 : 0
    }
  }
}

/// What is done about the test statistics' being too large for small counts.
public enum KeynessCorrection: String, Sendable, CaseIterable {
  case none
  /// Observed counts move by ½ toward the expected ones, but not beyond: R's `chisq.test` and scipy.
  case yates
  /// As `yates`, but only where an expected count is below 5 and there is ½ to move by: the default of quanteda.
  case yatesWhereSparse
  /// The statistic is divided by Williams' q.
  case williams
}
