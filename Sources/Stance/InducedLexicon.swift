#if canImport(Glibc)
  import Glibc
#endif

/// Words with the polarity they were found to have before, after and in the speech of coded targets.
///
/// A word's polarity is the log-odds of positive against negative among the targets it stands by, its intensity that of
/// any polarity against none; both are shrunk toward 0 by as many targets of the usual mixture as `shrinkage` says.
/// Source of the idea: Monroe, Colaresi & Quinn 2008, doi 10.1093/pan/mpn018 (informative prior).
public struct InducedLexicon: Sendable, Equatable {
  public enum Side: String, CaseIterable, Codable, Sendable {
    case before, after, speech

    static let count = 3

    /// Place in `allCases`.
    var index: Int { self == .before ? 0 : self == .after ? 1 : 2 }
  }

  public struct Entry: Sendable, Equatable {
    public var polarity: Double
    public var intensity: Double

    public init(polarity: Double, intensity: Double) {
      self.polarity = polarity
      self.intensity = intensity
    }
  }

  /// By side, then folded word.
  public private(set) var entries: [Side: [String: Entry]] = [:]

  public init(_ entries: [Side: [String: Entry]]) { self.entries = entries }

  /// What a coded target shows: its label, and the words by it.
  public struct Sample: Sendable {
    public var words: [(word: String, side: Side, weight: Double)]
    /// 0 negative, 1 neutral, 2 positive.
    public var label: Int

    public init(words: [(word: String, side: Side, weight: Double)], label: Int) {
      self.words = words
      self.label = label
    }
  }

  /// - Parameters:
  ///   - shrinkage: in targets.
  ///   - fewest: words by fewer targets are left out.
  public init(_ samples: [Sample], shrinkage: Double = 20, fewest: Double = 2) {
    var counts: [Side: [String: [Double]]] = [:]
    var prior = [0.0, 0.0, 0.0]
    for sample in samples {
      prior[sample.label] += 1 / Double(samples.count)
      // A word counts once for each target, where it weighs most.
      var seen: [Side: [String: Double]] = [:]
      for (word, side, weight) in sample.words {
        seen[side, default: [:]][word] = max(seen[side]?[word] ?? 0, weight)
        if let beginning = Self.beginning(of: word) {
          seen[side, default: [:]][beginning] = max(seen[side]?[beginning] ?? 0, weight)
        }
      }
      for (side, words) in seen {
        for (word, weight) in words {
          counts[side, default: [:]][word, default: [0, 0, 0]][sample.label] += weight
        }
      }
    }
    guard prior.allSatisfy({ $0 > 0 }) else { return }
    for (side, words) in counts {
      for (word, count) in words {
        let total = count[0] + count[1] + count[2]
        guard total >= fewest else { continue }
        let share = (0..<3).map { (count[$0] + shrinkage * prior[$0]) / (total + shrinkage) / prior[$0] }
        let polar = (share[0] * prior[0] + share[2] * prior[2]) / (prior[0] + prior[2])
        entries[side, default: [:]][word] = Entry(
          polarity: log(share[2]) - log(share[0]), intensity: log(polar) - log(share[1]))
      }
    }
  }

  /// What is known of a word; of one that was not met often enough, what is known of its beginning.
  public func entry(_ word: String, _ side: Side) -> Entry? {
    guard let words = entries[side] else { return nil }
    return words[word] ?? Self.beginning(of: word).flatMap { words[$0] }
  }

  /// Long words with the same first letters are mostly forms of one word, in whatever language.
  static func beginning(of word: String) -> String? {
    if word.hasSuffix("*") { return nil }
    let letters = word.unicodeScalars
    guard letters.count > beginningLength else { return nil }
    return String(String.UnicodeScalarView(letters.prefix(beginningLength))) + "*"
  }

  static let beginningLength = 6

  public var count: Int { entries.values.reduce(0) { $0 + $1.count } }
}
