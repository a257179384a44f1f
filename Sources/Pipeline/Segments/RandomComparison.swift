import Dispatch
import Segmentation
import TextModel

/// The tables held against ICU over random strings.
public struct RandomComparison: Sendable {
  public private(set) var tally = BreakerTally()
  /// The first ones, with the number of their string.
  public private(set) var differences: [(string: Int, difference: BreakerDifference)] = []
  /// How often a character of each class stood before one of each other, row by row.
  public private(set) var pairs: [Int]

  /// Strings that are made of one seed; workers take such blocks, so that their number leaves no trace.
  private static let block = 20_000

  /// - Parameters:
  ///   - strings: how many.
  ///   - jobs: workers.
  public init(strings: Int, seed: UInt64, locale: String, jobs: Int) {
    pairs = [Int](repeating: 0, count: RandomText.classCount * RandomText.classCount)
    let blocks = (strings + Self.block - 1) / Self.block
    let shared = Guarded((next: 0, whole: self))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      let comparison = BreakerComparison(locale: locale)
      while true {
        let block = shared.withLock { state in
          state.next += 1
          return state.next - 1
        }
        if block >= blocks { return }
        let first = block * Self.block
        let part = Self.part(first..<min(strings, first + Self.block), seed: seed, comparison)
        shared.withLock { $0.whole.merge(part) }
      }
    }
    self = shared.withLock { $0.whole }
    differences.sort { $0.string < $1.string }
    differences = Array(differences.prefix(SegmentDifference.told))
  }

  private init() { pairs = [Int](repeating: 0, count: RandomText.classCount * RandomText.classCount) }

  private static func part(_ strings: Range<Int>, seed: UInt64, _ comparison: BreakerComparison) -> RandomComparison {
    var part = RandomComparison()
    // Far from each other, whatever the seed.
    var random = RandomText(seed: (seed &+ 1) &* 0xD134_2543_DE82_EF95 &+ UInt64(strings.lowerBound) << 20)
    var text: [UInt8] = []
    for string in strings {
      random.next(into: &text)
      comparison.compare(text, &part.tally) { difference in
        if part.differences.count < SegmentDifference.told { part.differences.append((string, difference)) }
      }
    }
    part.pairs = random.pairs
    return part
  }

  private mutating func merge(_ other: RandomComparison) {
    tally.merge(other.tally)
    differences += other.differences
    for pair in pairs.indices { pairs[pair] += other.pairs[pair] }
  }
}
