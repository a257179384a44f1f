import Statistics
import TextModel

/// What the features' splits add to ln(P(positive) / P(negative)): on the way from root to leaf every split moves the mean
/// of the leaves that are still to be had. Source: Saabas 2014 (treeinterpreter).
struct TreeShares: Sendable {
  struct Node: BitwiseCopyable, Sendable {
    /// ln(P(positive) / P(negative)) of what comes here.
    var odds: Double
    var threshold: Double
    /// Its place in the row; −1 in a leaf.
    var feature: Int32
    var below: Int32
    var above: Int32
  }

  /// All trees, one after the other.
  private(set) var nodes: FlatList<Node> = []
  private(set) var roots: FlatList<Int> = []

  init(_ trees: BoostedTrees) {
    for tree in trees.trees {
      let start = nodes.count
      roots.append(start)
      for node in tree {
        nodes.append(
          Node(
            odds: node.value[2] - node.value[0], threshold: node.split?.threshold ?? 0,
            feature: Int32(node.split?.feature ?? -1),
            below: Int32(start + (node.split?.below ?? 0)), above: Int32(start + (node.split?.above ?? 0))))
      }
    }
  }

  init(nodes: FlatList<Node>, roots: FlatList<Int>) { (self.nodes, self.roots) = (nodes, roots) }

  /// The share of each feature that stands in a split on the way, in the order of their numbers. Feature 0 takes the roots.
  /// - Parameter row: as for `TreeTable.correction`.
  func shares(_ row: [Double]) -> [(feature: Int, share: Double)] {
    if roots.isEmpty { return [] }
    var shares = Array(repeating: 0.0, count: FeatureSpace.treeNames.count)
    var isMet = Array(repeating: false, count: shares.count)
    isMet[0] = true
    for root in roots {
      var node = nodes[root]
      shares[0] += node.odds
      while node.feature >= 0 {
        let next = nodes[Int(row[Int(node.feature)] > node.threshold ? node.above : node.below)]
        shares[Int(node.feature)] += next.odds - node.odds
        isMet[Int(node.feature)] = true
        node = next
      }
    }
    return shares.indices.lazy.filter { isMet[$0] }.map { ($0, shares[$0]) }
  }
}
