import Statistics

/// `BoostedTrees` laid out for reading: all nodes in one piece of memory.
struct TreeTable: Sendable {
  private struct Node {
    /// Negative, neutral, positive.
    var value: SIMD4<Double>
    var threshold: Double
    /// -1 in a leaf.
    var feature: Int32
    var below: Int32
    var above: Int32
  }

  private var nodes: [Node] = []
  private var roots: [Int32] = []

  var isEmpty: Bool { roots.isEmpty }

  init(_ trees: BoostedTrees) {
    for tree in trees.trees {
      let start = Int32(nodes.count)
      roots.append(start)
      for node in tree {
        nodes.append(
          Node(
            value: SIMD4(node.value[0], node.value[1], node.value[2], 0), threshold: node.split?.threshold ?? 0,
            feature: Int32(node.split?.feature ?? -1), below: start + Int32(node.split?.below ?? 0),
            above: start + Int32(node.split?.above ?? 0)))
      }
    }
  }

  /// Scores as the trees correct them.
  /// - Parameter logarithms: those of the regression's probabilities; features of the trees after those of the row.
  func correct(_ row: UnsafeBufferPointer<Double>, _ logarithms: SIMD4<Double>) -> SIMD4<Double> {
    var scores = logarithms
    nodes.withUnsafeBufferPointer { nodes in
      for root in roots {
        var node = nodes[Int(root)]
        while node.feature >= 0 { node = nodes[next(node, row, logarithms)] }
        scores += node.value
      }
    }
    return scores
  }

  /// What each feature's splits add to ln(P(positive) / P(negative)): on the way from root to leaf every split moves the mean
  /// of the leaves that are still to be had. Feature 0 takes the means of the roots. Source: Saabas 2014 (treeinterpreter).
  func shares(_ row: UnsafeBufferPointer<Double>, _ logarithms: SIMD4<Double>) -> [(feature: Int, share: Double)] {
    var shares: [Int: Double] = [:]
    for root in roots {
      var node = nodes[Int(root)]
      shares[0, default: 0] += node.value.z - node.value.x
      while node.feature >= 0 {
        let child = nodes[next(node, row, logarithms)]
        shares[Int(node.feature), default: 0] += child.value.z - child.value.x - (node.value.z - node.value.x)
        node = child
      }
    }
    return shares.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  @inline(__always)
  private func next(_ node: Node, _ row: UnsafeBufferPointer<Double>, _ logarithms: SIMD4<Double>) -> Int {
    let feature = Int(node.feature)
    let value = feature < FeatureSpace.count ? row[feature] : logarithms[feature - FeatureSpace.count]
    return Int(value <= node.threshold ? node.below : node.above)
  }
}
