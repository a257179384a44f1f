import Statistics
import TextModel

/// `BoostedTrees` laid out for reading. Trees are not walked: each has a bit for every leaf that can still be reached, the
/// conditions that a row meets strike out the leaves to their left, and what is left furthest to the left is the tree's
/// answer. What the conditions of a place strike out of all trees, up to a threshold, is made beforehand, so that a figure
/// is one search and one step over the bits of all trees side by side.
/// Source: Lucchese et al. 2015, QuickScorer, doi 10.1145/2766462.2767733.
struct TreeTable: Sendable {
  /// Splits that may follow each other: as many leaves as a number has bits.
  static let deepest = 6

  let depth: Int
  let count: Int

  /// The thresholds of one place of the row.
  struct Run: BitwiseCopyable, Sendable {
    /// In `thresholds`.
    var first: Int32 = 0
    /// Fours of thresholds.
    var fours: Int32 = 0
    /// In `remaining`: what remains where a figure is above the first threshold.
    var remaining: Int32 = 0
  }

  /// By place: in rising order, filled up to fours with thresholds that nothing is above.
  private(set) var thresholds: FlatList<Double> = []
  /// By place of the row.
  private(set) var runs: FlatList<Run> = []
  /// By place, then by thresholds that a figure is above: the leaves that can still be reached, tree by tree, the bits of
  /// several trees in a word where they fit.
  private(set) var remaining: FlatList<UInt64> = []
  /// The leaves that can be reached from a row of zeros, the places that can be less than 0 aside.
  private(set) var ofZeros: FlatList<UInt64> = []
  /// By tree, then leaf from the left: negative, neutral, positive.
  private(set) var leaves: FlatList<SIMD4<Double>> = []

  var isEmpty: Bool { count == 0 }

  /// Bits of a tree in its word: one for each leaf, eight at least.
  static func bitsOfTree(depth: Int) -> Int { max(8, 1 << depth) }

  /// Words that the bits of all trees take.
  static func words(count: Int, depth: Int) -> Int { (count * bitsOfTree(depth: depth) + 63) / 64 }

  init(
    depth: Int, count: Int, thresholds: FlatList<Double>, runs: FlatList<Run>, remaining: FlatList<UInt64>,
    ofZeros: FlatList<UInt64>, leaves: FlatList<SIMD4<Double>>
  ) {
    (self.depth, self.count) = (depth, count)
    (self.thresholds, self.runs, self.remaining) = (thresholds, runs, remaining)
    (self.ofZeros, self.leaves) = (ofZeros, leaves)
  }

  /// A split, met where the feature is more than the threshold.
  private struct Condition {
    var threshold: Double
    var tree: Int
    /// Those of the branch below.
    var leaves: UInt64
  }

  init(_ trees: BoostedTrees) {
    depth = trees.trees.map { BoostedTrees.depth(of: $0) }.max() ?? 0
    precondition(depth <= Self.deepest)
    count = trees.trees.count
    let bitsOfTree = Self.bitsOfTree(depth: depth)
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
          byPlace[split.feature].append(Condition(threshold: split.threshold, tree: number, leaves: below))
          next += [split.below, split.above]
        }
        level = next
      }
      leaves.append(contentsOf: level.map { SIMD4(tree[$0].value[0], tree[$0].value[1], tree[$0].value[2], 0) })
    }
    func strike(_ condition: Condition, outOf words: inout [UInt64]) {
      let bit = condition.tree * bitsOfTree
      words[bit / 64] &= ~(condition.leaves << UInt64(bit % 64))
    }
    let all = [UInt64](repeating: .max, count: Self.words(count: count, depth: depth))
    var ofZeros = all
    for (place, conditions) in byPlace.enumerated() {
      var (thresholds, words) = ([Double](), all)
      var run = Run(first: Int32(self.thresholds.count), remaining: Int32(remaining.count))
      for (threshold, conditions) in Dictionary(grouping: conditions, by: \.threshold).sorted(by: { $0.key < $1.key }) {
        thresholds.append(threshold)
        for condition in conditions {
          strike(condition, outOf: &words)
          if threshold < 0, !FeatureSpace.isSigned(place: place) { strike(condition, outOf: &ofZeros) }
        }
        remaining.append(contentsOf: words)
      }
      while thresholds.count % 4 != 0 { thresholds.append(.infinity) }
      self.thresholds.append(contentsOf: thresholds)
      run.fours = Int32(thresholds.count / 4)
      runs.append(run)
    }
    // Every threshold of a four has some bits, those too that nothing is above: an image is checked by numbers alone.
    for _ in 0..<3 { remaining.append(contentsOf: all) }
    self.ofZeros = FlatList(ofZeros)
  }

  /// Has every tree its last leaf in these words, and so one that is the first?
  func hasLastLeaves(_ words: FlatList<UInt64>) -> Bool {
    let bitsOfTree = Self.bitsOfTree(depth: depth)
    let last = stride(from: 1 << depth - 1, to: 64, by: bitsOfTree).reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    return words.allSatisfy { $0 & last == last }
  }

  /// What the trees add to the scores of negative, neutral and positive.
  /// - Parameter row: features, and after them the logarithms of the regression's probabilities.
  func correction(_ row: FeatureRow) -> SIMD4<Double> {
    ofZeros.withUnsafeBufferPointer { ofZeros in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ofZeros.count) { words in
        _ = words.initialize(fromContentsOf: ofZeros)
        strike(row, outOf: words)
        return switch Self.bitsOfTree(depth: depth) {
        case 8: sum(of: UInt8.self, words)
        case 16: sum(of: UInt16.self, words)
        case 32: sum(of: UInt32.self, words)
        default: sum(of: UInt64.self, words)
        }
      }
    }
  }

  private func strike(_ row: FeatureRow, outOf words: UnsafeMutableBufferPointer<UInt64>) {
    thresholds.withUnsafeBufferPointer { thresholds in
      runs.withUnsafeBufferPointer { runs in
        remaining.withUnsafeBufferPointer { remaining in
          let search = Search(thresholds: thresholds, remaining: remaining, words: words)
          row.forEachPresent { place, value in search.meet(runs[place], value) }
          for place in FeatureSpace.sums { search.meet(runs[place], row.values[place]) }
          for place in FeatureSpace.logarithms { search.meet(runs[place], row.values[place]) }
        }
      }
    }
  }

  private struct Search {
    let thresholds: UnsafeBufferPointer<Double>
    let remaining: UnsafeBufferPointer<UInt64>
    let words: UnsafeMutableBufferPointer<UInt64>

    /// Strikes out what the conditions of a place do that a figure meets. It is a call, as it would be copied into each of the
    /// loops that ask for it, several times over.
    @inline(never)
    func meet(_ run: Run, _ value: Double) {
      var met = 0
      var at = Int(run.first)
      for _ in 0..<run.fours {
        for next in at..<at &+ 4 { met &+= thresholds[next] < value ? 1 : 0 }
        at &+= 4
      }
      if met == 0 { return }
      let start = Int(run.remaining) &+ (met &- 1) &* words.count
      for word in words.indices { words[word] &= remaining[start &+ word] }
    }
  }

  @inline(__always)
  private func sum<Leaves: FixedWidthInteger & UnsignedInteger>(
    of: Leaves.Type, _ words: UnsafeMutableBufferPointer<UInt64>
  ) -> SIMD4<Double> {
    UnsafeMutableRawBufferPointer(words).withMemoryRebound(to: Leaves.self) { remaining in
      leaves.withUnsafeBufferPointer { leaves in
        // A sum of its own: what a closure shares with its surroundings is kept in memory and not in a register.
        var sum = SIMD4<Double>.zero
        for tree in 0..<count { sum += leaves[tree << depth &+ remaining[tree].trailingZeroBitCount] }
        return sum
      }
    }
  }
}
