import Statistics
import TextModel

/// `BoostedTrees` laid out for reading. All trees are filled up to one depth, so that a walk is a fixed number of
/// comparisons without a branch, and the walks down several trees overlap in the processor.
struct TreeTable: Sendable {
  /// Trees are filled up to 2^depth leaves, so that a deep one, from a file of whatever origin, would take all memory.
  static let deepest = 10

  let depth: Int
  let count: Int
  /// Walks that overlap in the processor.
  private static let abreast = 4

  struct Split: BitwiseCopyable, Sendable {
    /// What goes to the left at most.
    var threshold: Double
    /// Place in the row.
    var feature: Int
  }

  /// By tree, then split from the root, level by level. Trees that say nothing make up the last lot.
  private(set) var splits: FlatList<Split> = []
  /// By tree, then leaf from the left: negative, neutral, positive.
  private(set) var leaves: FlatList<SIMD4<Double>> = []

  var isEmpty: Bool { count == 0 }

  init(depth: Int, count: Int, splits: FlatList<Split>, leaves: FlatList<SIMD4<Double>>) {
    (self.depth, self.count, self.splits, self.leaves) = (depth, count, splits, leaves)
  }

  init(_ trees: BoostedTrees) {
    depth = trees.trees.map { BoostedTrees.depth(of: $0) }.max() ?? 0
    precondition(depth <= Self.deepest)
    let silent = [BoostedTrees.Node(value: [0, 0, 0])]
    let lots = (trees.trees.count + Self.abreast - 1) / Self.abreast
    count = lots * Self.abreast
    for tree in trees.trees + Array(repeating: silent, count: count - trees.trees.count) {
      var level = [0]
      for _ in 0..<depth {
        var next: [Int] = []
        for place in level {
          let split = tree[place].split
          splits.append(
            Split(
              threshold: split?.threshold ?? .infinity,
              feature: split.map { FeatureSpace.place(ofTree: $0.feature) } ?? 0))
          next += split.map { [$0.below, $0.above] } ?? [place, place]
        }
        level = next
      }
      leaves.append(contentsOf: level.map { SIMD4(tree[$0].value[0], tree[$0].value[1], tree[$0].value[2], 0) })
    }
  }

  /// What the trees add to the scores of negative, neutral and positive.
  /// - Parameter row: features, and after them the logarithms of the regression's probabilities.
  func correction(_ row: UnsafeBufferPointer<Double>) -> SIMD4<Double> {
    splits.withUnsafeBufferPointer { splits in
      leaves.withUnsafeBufferPointer { leaves in
        // A sum of its own: what a closure shares with its surroundings is kept in memory and not in a register.
        var sum = SIMD4<Double>.zero
        let size = 1 << depth - 1
        var tree = 0
        while tree < count {
          let start = tree &* size
          var (a, b, c, d) = (0, 0, 0, 0)
          for _ in 0..<depth {
            a = Self.step(splits, start, a, row)
            b = Self.step(splits, start &+ size, b, row)
            c = Self.step(splits, start &+ size &* 2, c, row)
            d = Self.step(splits, start &+ size &* 3, d, row)
          }
          let leaf = tree << depth &- size
          sum += leaves[leaf &+ a]
          sum += leaves[leaf &+ 1 << depth &+ b]
          sum += leaves[leaf &+ 2 << depth &+ c]
          sum += leaves[leaf &+ 3 << depth &+ d]
          tree &+= Self.abreast
        }
        return sum
      }
    }
  }

  /// The place below: left, or right where the value is more than the threshold. The sign of their difference says so
  /// without a branch, which nothing could foretell.
  @inline(__always)
  private static func step(
    _ splits: UnsafeBufferPointer<Split>, _ start: Int, _ place: Int, _ row: UnsafeBufferPointer<Double>
  ) -> Int {
    let split = splits[start &+ place]
    let isRight = (split.threshold - row[split.feature]).bitPattern >> 63
    return place &* 2 &+ 1 &+ Int(truncatingIfNeeded: isRight)
  }
}
