#if canImport(Glibc)
  import Glibc
#endif

/// How evenly a word is spread over the parts of a corpus (articles, outlets, months).
///
/// For f occurrences, of which v stand in a part that holds the share s of all words.
public struct Dispersion: Sendable, Equatable {
  /// Each part's share of the occurrences, and of the words.
  private let shares: [(found: Double, size: Double)]
  /// Each part's relative frequency of the word.
  private let frequencies: [Double]
  /// Parts in which the word occurs, 1 or more.
  public let range: Int

  /// - Parameters:
  ///   - counts: occurrences by part.
  ///   - sizes: words by part, in the same order; parts without a word are no parts.
  /// - Returns: nil where the word does not occur, where the two differ in number, for sizes not above 0 and for counts below 0.
  public init?(counts: [Int], sizes: [Int]) {
    let found = counts.reduce(0, +)
    let words = sizes.reduce(0, +)
    guard counts.count == sizes.count, sizes.allSatisfy({ $0 > 0 }), counts.allSatisfy({ $0 >= 0 }), found > 0
    else { return nil }
    shares = zip(counts, sizes).map { (Double($0) / Double(found), Double($1) / Double(words)) }
    frequencies = zip(counts, sizes).map { Double($0) / Double($1) }
    range = counts.count { $0 > 0 }
  }

  public static func == (left: Dispersion, right: Dispersion) -> Bool {
    left.frequencies == right.frequencies && zip(left.shares, right.shares).allSatisfy { $0 == $1 }
  }

  /// Gries' deviation of proportions, ½ Σ |v / f − s|: 0 as even as the parts' sizes, up to nearly 1, all in the smallest part.
  /// Source: Gries 2008, doi 10.1075/ijcl.13.4.02gri.
  public var deviation: Double { min(1, shares.reduce(0) { $0 + abs($1.found - $1.size) } / 2) }

  /// The same over its maximum, 1 − min s, so 0…1; nil for a single part.
  /// Source: Lijffijt & Gries 2012, doi 10.1075/ijcl.17.1.08lij.
  public var normalisedDeviation: Double? {
    guard shares.count > 1, let least = shares.map(\.size).min() else { return nil }
    return min(1, deviation / (1 - least))
  }

  /// Juilland's D, 1 − V / √(n − 1), V the coefficient of variation of relative frequencies over n parts: 1 even, 0 all in
  /// one part; nil for a single part. With very many parts it is near 1 whatever the word (Biber et al. 2016).
  /// Source: Juilland, Brodin & Davidovitch 1970; with relative frequencies for parts of unequal size.
  public var juillandD: Double? {
    guard shares.count > 1 else { return nil }
    let moments = Moments(frequencies)
    guard let mean = moments.mean, mean > 0 else { return nil }
    let variation = (moments.squares / Double(shares.count)).squareRoot() / mean
    return min(1, max(0, 1 - variation / Double(shares.count - 1).squareRoot()))
  }

  /// Carroll's D₂, the entropy of relative frequencies over its maximum log₂ n: 1 even, 0 all in one part; nil for a single part.
  /// Source: Carroll 1970, A rationale for an asymptotic lognormal form of word-frequency distributions.
  public var carrollD2: Double? {
    guard shares.count > 1 else { return nil }
    let sum = frequencies.reduce(0, +)
    let entropy = frequencies.reduce(0) { $1 > 0 ? $0 - $1 / sum * log2($1 / sum) : $0 }
    return min(1, max(0, entropy / log2(Double(shares.count))))
  }

  /// Rosengren's S, (Σ √(s·v))² / f: 1 as even as the parts' sizes, least s all in one part.
  /// Source: Rosengren 1971, The quantitative concept of language.
  public var rosengrenS: Double {
    let sum = shares.reduce(0) { $0 + ($1.found * $1.size).squareRoot() }
    return min(1, sum * sum)
  }

  /// The divergence of occurrences from sizes, Σ v/f · log₂((v/f) / s), in bits, 0 or more.
  /// Source: Kullback & Leibler 1951, doi 10.1214/aoms/1177729694; as a dispersion measure Gries 2020.
  public var divergence: Double {
    max(0, shares.reduce(0) { $1.found > 0 ? $0 + $1.found * log2($1.found / $1.size) : $0 })
  }
}
