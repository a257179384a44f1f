import Foundation
import Statistics
import Testing

@Suite struct BoostedTreesTests {
  /// Points of a square whose class is told by both coordinates together and by neither alone, and a third that tells nothing.
  private static let sample: (rows: [[Double]], scores: [[Double]], labels: [Int]) = {
    var rows: [[Double]] = []
    var labels: [Int] = []
    for x in 0..<20 {
      for y in 0..<20 {
        rows.append([Double(x), Double(y), Double((x * 7 + y * 3) % 5)])
        labels.append((x < 10) == (y < 10) ? 2 : 0)
      }
    }
    return (rows, Array(repeating: [log(1 / 3.0), log(1 / 3.0), log(1 / 3.0)], count: rows.count), labels)
  }()

  private static func grow(_ change: (inout BoostedTrees.Settings) -> Void = { _ in }) -> BoostedTrees {
    var settings = BoostedTrees.Settings()
    settings.featureShare = 1
    settings.rate = 0.3
    settings.trees = 60
    change(&settings)
    return BoostedTrees(rows: sample.rows, scores: sample.scores, labels: sample.labels, settings: settings)
  }

  private static func scores(_ trees: BoostedTrees, _ row: [Double], from start: [Double]) -> [Double] {
    trees.trees.reduce(into: start) { scores, tree in
      var node = tree[0]
      while let split = node.split { node = tree[row[split.feature] <= split.threshold ? split.below : split.above] }
      for index in scores.indices { scores[index] += node.value[index] }
    }
  }

  @Test func findsWhatFeaturesSayTogether() {
    let trees = Self.grow()
    var right = 0
    for (index, row) in Self.sample.rows.enumerated() {
      let scores = Self.scores(trees, row, from: Self.sample.scores[index])
      if scores.firstIndex(of: scores.max()!) == Self.sample.labels[index] { right += 1 }
    }
    #expect(right > 380, "\(right) of 400")
  }

  @Test func lossOnlyFalls() {
    func loss(_ trees: BoostedTrees) -> Double {
      Self.sample.rows.indices.reduce(0) { sum, index in
        let scores = Self.scores(trees, Self.sample.rows[index], from: Self.sample.scores[index])
        let total = scores.reduce(0) { $0 + exp($1) }
        return sum - log(exp(scores[Self.sample.labels[index]]) / total)
      }
    }
    let losses = [0, 10, 30, 60].map { count in loss(Self.grow { $0.trees = count }) }
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 }, "\(losses)")
  }

  @Test func sameSeedSameTrees() {
    #expect(Self.grow() == Self.grow())
    #expect(Self.grow() != Self.grow { $0.seed = 2 })
  }

  /// A node stands for the leaves below it, and no tree is deeper than was asked or splits a handful of rows.
  @Test func nodesAreMeansOfTheirLeaves() {
    let trees = Self.grow { $0.rowShare = 1 }
    #expect(!trees.trees.isEmpty)
    for tree in trees.trees {
      func check(_ place: Int, _ rows: [[Double]], _ depth: Int) -> [Double] {
        let node = tree[place]
        #expect(depth <= 3 && rows.count >= 40)
        guard let split = node.split else { return node.value }
        let below = rows.filter { $0[split.feature] <= split.threshold }
        let above = rows.filter { $0[split.feature] > split.threshold }
        let (left, right) = (check(split.below, below, depth + 1), check(split.above, above, depth + 1))
        for index in 0..<3 {
          let mean = (left[index] * Double(below.count) + right[index] * Double(above.count)) / Double(rows.count)
          #expect(abs(node.value[index] - mean) < 1e-12)
        }
        return node.value
      }
      _ = check(0, Self.sample.rows, 0)
    }
  }
}
