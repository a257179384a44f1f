import Statistics
import TextModel

/// `BoostedTrees` laid out for reading. Trees are not walked: each is a word with a bit for every leaf that can still be
/// reached, the conditions that a row meets strike out the leaves to their left, and what is left furthest to the left is
/// the tree's answer. As most features of a mention are 0, few conditions have to be looked at.
/// Source: Lucchese et al. 2015, QuickScorer, doi 10.1145/2766462.2767733.
struct TreeTable: Sendable {
  /// Splits that may follow each other: as many leaves as a word has bits.
  static let deepest = 6

  let depth: Int
  let count: Int

  /// A split, met where the feature is more than the threshold.
  struct Condition: BitwiseCopyable, Sendable {
    var threshold: Double
    var tree: Int
    /// All leaves but those of the branch below.
    var leaves: UInt64
  }

  /// Conditions of one place of the row, the lowest threshold first, by their places in `conditions`.
  struct Run: BitwiseCopyable, Sendable {
    var first: Int32
    /// The first one that 0 does not meet.
    var firstFromZero: Int32
    var end: Int32
  }

  private(set) var conditions: FlatList<Condition> = []
  /// By place of the row.
  private(set) var runs: FlatList<Run> = []
  /// By tree: the leaves that can be reached from a row of zeros.
  private(set) var ofZeros: FlatList<UInt64> = []
  /// By tree, then leaf from the left: negative, neutral, positive.
  private(set) var leaves: FlatList<SIMD4<Double>> = []

  var isEmpty: Bool { count == 0 }

  init(
    depth: Int, count: Int, conditions: FlatList<Condition>, runs: FlatList<Run>, ofZeros: FlatList<UInt64>,
    leaves: FlatList<SIMD4<Double>>
  ) {
    (self.depth, self.count) = (depth, count)
    (self.conditions, self.runs, self.ofZeros, self.leaves) = (conditions, runs, ofZeros, leaves)
  }

  init(_ trees: BoostedTrees) {
    depth = trees.trees.map { BoostedTrees.depth(of: $0) }.max() ?? 0
    precondition(depth <= Self.deepest)
    count = trees.trees.count
    var byPlace = [[Condition]](repeating: [], count: FeatureSpace.extendedCount)
    for (number, tree) in trees.trees.enumerated() {
      // All trees are filled up to one depth: a leaf higher up is repeated.
      var level = [0]
      for row in 0..<depth {
        let width = 1 << (depth - row - 1)
        var next: [Int] = []
        for (index, node) in level.enumerated() {
          guard let split = tree[node].split else {
            next += [node, node]
            continue
          }
          let below = (UInt64(1) << UInt64(width) - 1) << UInt64(index * 2 * width)
          byPlace[split.feature].append(
            Condition(threshold: split.threshold, tree: number, leaves: ~below))
          next += [split.below, split.above]
        }
        level = next
      }
      leaves.append(contentsOf: level.map { SIMD4(tree[$0].value[0], tree[$0].value[1], tree[$0].value[2], 0) })
    }
    var ofZeros = [UInt64](repeating: .max >> UInt64(64 - 1 << depth), count: count)
    for (place, unsorted) in byPlace.enumerated() {
      let sorted = unsorted.sorted { ($0.threshold, $0.tree, $0.leaves) < ($1.threshold, $1.tree, $1.leaves) }
      let first = conditions.count
      let met = sorted.prefix { $0.threshold < 0 }
      if !FeatureSpace.isSigned(place: place) { for condition in met { ofZeros[condition.tree] &= condition.leaves } }
      conditions.append(contentsOf: sorted)
      runs.append(
        Run(first: Int32(first), firstFromZero: Int32(first + met.count), end: Int32(conditions.count)))
    }
    self.ofZeros = FlatList(ofZeros)
  }

  /// What the trees add to the scores of negative, neutral and positive.
  /// - Parameter row: features, and after them the logarithms of the regression's probabilities.
  func correction(_ row: FeatureRow) -> SIMD4<Double> {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { left in
      ofZeros.withUnsafeBufferPointer { _ = left.initialize(fromContentsOf: $0) }
      conditions.withUnsafeBufferPointer { conditions in
        runs.withUnsafeBufferPointer { runs in
          func meet(_ value: Double, from first: Int32, to end: Int32) {
            var at = Int(first)
            while at < Int(end), conditions[at].threshold < value {
              left[conditions[at].tree] &= conditions[at].leaves
              at += 1
            }
          }
          row.forEachPresent { place, value in
            if value > 0 { meet(value, from: runs[place].firstFromZero, to: runs[place].end) }
          }
          for place in FeatureSpace.sums { meet(row.values[place], from: runs[place].first, to: runs[place].end) }
          for place in FeatureSpace.logarithms { meet(row.values[place], from: runs[place].first, to: runs[place].end) }
        }
      }
      return leaves.withUnsafeBufferPointer { leaves in
        // A sum of its own: what a closure shares with its surroundings is kept in memory and not in a register.
        var sum = SIMD4<Double>.zero
        for tree in 0..<count { sum += leaves[tree << depth &+ left[tree].trailingZeroBitCount] }
        return sum
      }
    }
  }
}
