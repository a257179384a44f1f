#if canImport(Glibc)
  import Glibc
#endif

/// Small decision trees whose leaves add up to corrections of class scores: what features say together, and not each alone.
///
/// Every tree is fitted to the gradient of the log loss at what the trees before it left, all classes at once. A split lies
/// between two of a feature's quantiles. Rows and features are drawn for each tree by a seeded generator, and sums run in the
/// order of the rows, so that the same rows give the same bits.
/// Source: Friedman 2001, doi 10.1214/aos/1013203451; Chen & Guestrin 2016, doi 10.1145/2939672.2939785 (gain and penalty).
public struct BoostedTrees: Sendable, Equatable {
  public struct Node: Sendable, Equatable {
    /// What the rows that come here are corrected by on the mean; a leaf's is what they are corrected by. By class.
    public var value: [Double]
    /// The split, nil in a leaf.
    public var split: Split?

    public init(value: [Double], split: Split? = nil) {
      self.value = value
      self.split = split
    }
  }

  public struct Split: Sendable, Equatable {
    public var feature: Int
    /// Rows whose feature is at most this go to `below`.
    public var threshold: Double
    /// Places of nodes in the tree.
    public var below: Int
    public var above: Int

    public init(feature: Int, threshold: Double, below: Int, above: Int) {
      self.feature = feature
      self.threshold = threshold
      self.below = below
      self.above = above
    }
  }

  public struct Settings: Sendable {
    public var trees = 60
    public var depth = 3
    /// What of each tree is believed.
    public var rate = 0.1
    /// Rows a leaf has at least.
    public var fewest = 40
    /// Added to the curvature of a leaf, 0 or more.
    public var penalty = 20.0
    /// Shares of rows and features that a tree sees, above 0 and at most 1.
    public var rowShare = 0.7
    public var featureShare = 0.3
    public var bins = 32
    public var seed: UInt64 = 1

    public init() {}
  }

  /// The number of splits on the longest way down a tree, whose nodes all stand after their parents.
  public static func depth(of tree: [Node]) -> Int {
    var depths = Array(repeating: 0, count: tree.count)
    for (place, node) in tree.enumerated() {
      guard let split = node.split else { continue }
      for child in [split.below, split.above] { depths[child] = max(depths[child], depths[place] + 1) }
    }
    return depths.max() ?? 0
  }

  /// Each tree's first node is its root.
  public let trees: [[Node]]

  public init(_ trees: [[Node]] = []) { self.trees = trees }

  // MARK: Fitting

  /// - Parameters:
  ///   - rows: of equal length, at least one.
  ///   - scores: the logarithms of the classes' probabilities that are to be corrected, one for each class, by row.
  ///   - labels: 0..<classes, by row.
  public init(rows: [[Double]], scores: [[Double]], labels: [Int], settings: Settings = Settings()) {
    precondition(!rows.isEmpty && rows.count == labels.count && rows.count == scores.count)
    var grower = Grower(rows: rows, scores: scores, labels: labels, settings: settings)
    trees = (0..<settings.trees).map { _ in grower.grow() }
  }

  private struct Grower {
    let settings: Settings
    let labels: [Int]
    let classes: Int
    /// By feature: the upper ends of all bins but the last.
    let edges: [[Double]]
    /// By feature, then row.
    let bins: [[UInt8]]
    var scores: [[Double]]
    var gradients: [Double] = []
    var curvatures: [Double] = []
    var random: SplitMix64

    init(rows: [[Double]], scores: [[Double]], labels: [Int], settings: Settings) {
      self.settings = settings
      self.labels = labels
      self.scores = scores
      classes = scores[0].count
      random = SplitMix64(seed: settings.seed)
      var edges: [[Double]] = []
      var bins: [[UInt8]] = []
      for feature in rows[0].indices {
        let values = rows.map { $0[feature] }.sorted()
        var own: [Double] = []
        for bin in 1..<settings.bins {
          let value = values[min(values.count - 1, values.count * bin / settings.bins)]
          if value < values[values.count - 1], own.last.map({ value > $0 }) ?? true { own.append(value) }
        }
        edges.append(own)
        bins.append(rows.map { row in UInt8(own.firstIndex { row[feature] <= $0 } ?? own.count) })
      }
      self.edges = edges
      self.bins = bins
    }

    /// A number of 0..<1.
    private mutating func draw() -> Double { Double(random.next() >> 11) / Double(1 << 53) }

    mutating func grow() -> [Node] {
      gradients.removeAll(keepingCapacity: true)
      curvatures.removeAll(keepingCapacity: true)
      for (row, label) in labels.enumerated() {
        var shares = scores[row]
        LogisticRegression.softmax(&shares)
        for (index, share) in shares.enumerated() {
          gradients.append(share - (index == label ? 1 : 0))
          curvatures.append(share * (1 - share))
        }
      }
      let drawn = labels.indices.filter { _ in draw() < settings.rowShare }
      let features = edges.indices.filter { _ in draw() < settings.featureShare }
      var tree: [Node] = []
      grow(drawn, features, depth: 0, into: &tree)
      for row in labels.indices {
        var node = tree[0]
        while let split = node.split {
          node = tree[Int(bins[split.feature][row]) <= Int(split.threshold) ? split.below : split.above]
        }
        for index in 0..<classes { scores[row][index] += node.value[index] }
      }
      // Up to here thresholds are numbers of bins.
      return tree.map { node in
        var node = node
        if let split = node.split { node.split?.threshold = edges[split.feature][Int(split.threshold)] }
        return node
      }
    }

    /// Appends the tree over these rows; its nodes' values are those of their leaves on the mean.
    @discardableResult
    private func grow(_ rows: [Int], _ features: [Int], depth: Int, into tree: inout [Node]) -> Int {
      let place = tree.count
      tree.append(Node(value: leaf(rows)))
      guard depth < settings.depth, rows.count >= 2 * settings.fewest, let (feature, bin) = bestSplit(rows, features)
      else { return place }
      let below = rows.filter { bins[feature][$0] <= bin }
      let above = rows.filter { bins[feature][$0] > bin }
      let left = grow(below, features, depth: depth + 1, into: &tree)
      let right = grow(above, features, depth: depth + 1, into: &tree)
      tree[place].split = Split(feature: feature, threshold: Double(bin), below: left, above: right)
      let share = Double(below.count) / Double(rows.count)
      tree[place].value = zip(tree[left].value, tree[right].value).map { $0 * share + $1 * (1 - share) }
      return place
    }

    private func leaf(_ rows: [Int]) -> [Double] {
      (0..<classes).map { index in
        var (gradient, curvature) = (0.0, settings.penalty)
        for row in rows {
          gradient += gradients[row * classes + index]
          curvature += curvatures[row * classes + index]
        }
        return curvature > 0 ? -settings.rate * gradient / curvature : 0
      }
    }

    private func bestSplit(_ rows: [Int], _ features: [Int]) -> (feature: Int, bin: UInt8)? {
      var best: (gain: Double, feature: Int, bin: Int)?
      let width = classes * 2
      for feature in features where !edges[feature].isEmpty {
        let count = edges[feature].count + 1
        var sums = Array(repeating: 0.0, count: count * width)
        var counts = Array(repeating: 0, count: count)
        bins[feature].withUnsafeBufferPointer { bins in
          gradients.withUnsafeBufferPointer { gradients in
            curvatures.withUnsafeBufferPointer { curvatures in
              sums.withUnsafeMutableBufferPointer { sums in
                for row in rows {
                  let bin = Int(bins[row])
                  counts[bin] += 1
                  for index in 0..<classes {
                    sums[bin * width + index] += gradients[row * classes + index]
                    sums[bin * width + classes + index] += curvatures[row * classes + index]
                  }
                }
              }
            }
          }
        }
        var total = Array(repeating: 0.0, count: width)
        for bin in 0..<count { for index in 0..<width { total[index] += sums[bin * width + index] } }
        var left = Array(repeating: 0.0, count: width)
        var taken = 0
        for bin in 0..<count - 1 {
          taken += counts[bin]
          for index in 0..<width { left[index] += sums[bin * width + index] }
          guard taken >= settings.fewest, rows.count - taken >= settings.fewest else { continue }
          var gain = 0.0
          for index in 0..<classes {
            func part(_ gradient: Double, _ curvature: Double) -> Double {
              gradient * gradient / (curvature + settings.penalty)
            }
            let (gradient, curvature) = (left[index], left[classes + index])
            gain += part(gradient, curvature) + part(total[index] - gradient, total[classes + index] - curvature)
            gain -= part(total[index], total[classes + index])
          }
          if gain > (best?.gain ?? 1e-9) { best = (gain, feature, bin) }
        }
      }
      return best.map { ($0.feature, UInt8($0.bin)) }
    }
  }
}
