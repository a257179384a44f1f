import Statistics
import Testing

@testable import Stance

/// Trees that are asked by the conditions a row meets say what a walk down each of them says.
@Suite struct TreeTableTests {
  private struct Random {
    private var generator: SplitMix64

    init(seed: Int) { generator = SplitMix64(seed: UInt64(seed)) }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

    /// Of a few figures, so that rows meet thresholds exactly.
    mutating func figure(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &generator)) / 2 }

    /// A tree of at most so many splits in a row, over a few features.
    mutating func tree(_ depth: Int, over features: [Int]) -> [BoostedTrees.Node] {
      var nodes: [BoostedTrees.Node] = []
      func grow(_ depth: Int) -> Int {
        let place = nodes.count
        nodes.append(.init(value: (0..<3).map { _ in Double.random(in: -1...1, using: &generator) }))
        if depth > 0, below(5) > 0 {
          let (feature, threshold) = (features[below(features.count)], figure(-4...4))
          let below = grow(depth - 1)
          let above = grow(depth - 1)
          nodes[place].split = .init(feature: feature, threshold: threshold, below: below, above: above)
        }
        return place
      }
      _ = grow(depth)
      return nodes
    }
  }

  private static func leaf(_ tree: [BoostedTrees.Node], _ row: [Double]) -> [Double] {
    var node = tree[0]
    while let split = node.split { node = tree[row[split.feature] > split.threshold ? split.above : split.below] }
    return node.value
  }

  @Test(arguments: 0...TreeTable.deepest)
  func conditionsLeadToTheLeavesOfWalks(depth: Int) {
    var random = Random(seed: depth)
    var met: Set<[Double]> = []
    for _ in 0..<20 {
      let signed = Array(FeatureSpace.sums) + Array(FeatureSpace.logarithms)
      let features = signed + (0..<8).map { _ in random.below(FeatureSpace.count) }
      let trees = (0..<1 + random.below(9)).map { _ in random.tree(depth, over: features) }
      let table = TreeTable(BoostedTrees(trees))
      for _ in 0..<50 {
        let row = FeatureRow()
        for feature in features where random.below(3) == 0 {
          let value = random.figure(FeatureSpace.isSigned(place: feature) ? -5...5 : 0...5)
          // What lies behind the features is not noted.
          if feature < FeatureSpace.count { row[feature] = value } else { row.values[feature] = value }
        }
        let values = Array(row.values)
        var expected = SIMD4<Double>.zero
        for tree in trees {
          let leaf = Self.leaf(tree, values)
          met.insert(leaf)
          expected += SIMD4(leaf[0], leaf[1], leaf[2], 0)
        }
        #expect(table.correction(row) == expected)
      }
    }
    // A test that comes to few leaves would show nothing.
    #expect(met.count > 10 * min(1 << depth, 12))
  }

  /// What is noted of a row is what is there, whatever was there before.
  @Test func aClearedRowHasNothing() {
    let row = FeatureRow()
    for feature in stride(from: 0, to: FeatureSpace.count, by: 3) { row[feature] += Double(feature + 1) }
    var present: [Int] = []
    row.forEachPresent { feature, value in
      present.append(feature)
      #expect(value == Double(feature + 1))
    }
    #expect(present == Array(stride(from: 0, to: FeatureSpace.count, by: 3)))
    row.clear()
    row.forEachPresent { feature, _ in Issue.record("\(feature)") }
    #expect(row.values.allSatisfy { $0 == 0 })
  }
}
