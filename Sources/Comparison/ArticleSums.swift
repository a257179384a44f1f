import Statistics

/// Two sums for each article of a cell (uses of the left and the right frame, scores and their number), and for the cell the same
/// sums in every sample of the bootstrap.
struct ArticleSums: Sendable {
  /// By place among the index's articles.
  private(set) var articles: [UInt32: SIMD2<Int>] = [:]
  private(set) var samples: [SIMD2<Int>] = []

  var total: SIMD2<Int> { articles.values.reduce(into: SIMD2<Int>()) { $0 &+= $1 } }

  mutating func add(_ sums: SIMD2<Int>, _ article: UInt32) { articles[article, default: SIMD2()] &+= sums }

  /// To be called once, after the last article.
  mutating func resample(_ head: IndexHead, _ bootstrap: PoissonBootstrap) {
    samples = Array(repeating: SIMD2(), count: bootstrap.samples)
    // Sums of whole numbers are the same in any order.
    for (article, sums) in articles {
      let weights = bootstrap.weights(of: head.articles[Int(article)].key)
      for sample in samples.indices where weights[sample] > 0 {
        samples[sample] &+= sums &* SIMD2(repeating: Int(weights[sample]))
      }
    }
  }

  mutating func add(_ other: ArticleSums) {
    for (article, sums) in other.articles { add(sums, article) }
    if samples.isEmpty {
      samples = other.samples
    } else {
      for sample in other.samples.indices { samples[sample] &+= other.samples[sample] }
    }
  }

  /// All that stand in these cells.
  static func sum(_ cells: [Int], of sums: [Int: ArticleSums]) -> ArticleSums {
    var all = ArticleSums()
    for cell in cells { if let own = sums[cell] { all.add(own) } }
    return all
  }

  /// How often a difference as large comes about by giving out the labels of group and reference anew among articles; nil
  /// where it can't be told.
  static func permutationTest(
    _ group: ArticleSums, _ reference: ArticleSums, permutations: Int, seed: UInt64,
    statistic: (SIMD2<Int>) -> Double?
  ) -> PermutationTest? {
    guard permutations > 0 else { return nil }
    let rows = [group, reference].map { $0.articles.sorted { $0.key < $1.key }.map(\.value) }
    let sums = rows[0] + rows[1]
    let total = sums.reduce(into: SIMD2<Int>()) { $0 &+= $1 }
    return PermutationTest(
      groups: rows[0].map { _ in true } + rows[1].map { _ in false }, samples: permutations, seed: seed
    ) { isInGroup in
      var own = SIMD2<Int>()
      for place in isInGroup.indices where isInGroup[place] { own &+= sums[place] }
      guard let first = statistic(own), let second = statistic(total &- own) else { return nil }
      return first - second
    }
  }
}
