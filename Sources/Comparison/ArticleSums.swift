import Statistics

/// Two sums for each article (uses of the left and the right frame; scores and their number) of a cell or of several, and the same
/// sums of all articles in every sample of the bootstrap.
struct ArticleSums: Sendable {
  struct Row: Sendable {
    /// Place among the index's articles.
    var article: UInt32
    /// Never both 0.
    var sums: SIMD2<Int>
  }

  /// By article, one each.
  private(set) var rows: [Row] = []
  private(set) var total = SIMD2<Int>()
  private(set) var samples: [SIMD2<Int>] = []

  init() {}

  /// - Parameter rows: in any order; those of one article add up.
  init(_ rows: [Row]) {
    let sorted = rows.sorted { $0.article < $1.article }
    for row in sorted {
      if self.rows.last?.article == row.article {
        self.rows[self.rows.count - 1].sums &+= row.sums
      } else {
        self.rows.append(row)
      }
      total &+= row.sums
    }
  }

  mutating func resample(_ head: IndexHead, _ bootstrap: PoissonBootstrap) {
    samples = Array(repeating: SIMD2(), count: bootstrap.samples)
    for row in rows {
      let weights = bootstrap.weights(of: head.articles[Int(row.article)].key)
      for sample in samples.indices { samples[sample] &+= row.sums &* SIMD2(repeating: Int(weights[sample])) }
    }
  }

  /// All that stand in these cells.
  static func sum(_ cells: [Int], of sums: [Int: ArticleSums]) -> ArticleSums {
    let own = cells.compactMap { sums[$0] }
    if own.count == 1 { return own[0] }
    var all = ArticleSums(own.flatMap(\.rows))
    all.samples = Array(repeating: SIMD2(), count: own.first?.samples.count ?? 0)
    for part in own { for sample in part.samples.indices { all.samples[sample] &+= part.samples[sample] } }
    return all
  }

  /// What is left without a part.
  func subtracting(_ part: ArticleSums) -> ArticleSums {
    var rest = ArticleSums()
    rest.total = total &- part.total
    var place = 0
    for row in rows {
      var row = row
      if place < part.rows.count, part.rows[place].article == row.article {
        row.sums &-= part.rows[place].sums
        place += 1
        if row.sums == SIMD2() { continue }
      }
      rest.rows.append(row)
    }
    rest.samples = zip(samples, part.samples).map { $0 &- $1 }
    return rest
  }

  /// How often a difference as large comes about by giving out the labels of group and reference anew among articles; nil
  /// where it can't be told.
  static func permutationTest(
    _ group: ArticleSums, _ reference: ArticleSums, permutations: Int, seed: UInt64,
    statistic: (SIMD2<Int>) -> Double?
  ) -> Double? {
    guard permutations > 0 else { return nil }
    return PermutationTest(
      first: group.rows.map(\.sums), second: reference.rows.map(\.sums), samples: permutations, seed: seed
    ) { first, second in
      guard let own = statistic(first), let other = statistic(second) else { return nil }
      return own - other
    }?.p
  }
}

/// The sums of all cells, from which those of groups are made.
struct CellSums {
  private let cells: [Int: ArticleSums]
  private let all: ArticleSums

  init(_ rows: [Int: [ArticleSums.Row]], _ head: IndexHead, _ bootstrap: PoissonBootstrap) {
    var cells = rows.mapValues { ArticleSums($0) }
    for cell in cells.keys { cells[cell]!.resample(head, bootstrap) }
    self.cells = cells
    all = ArticleSums.sum(cells.keys.sorted(), of: cells)
  }

  func own(_ group: Group) -> ArticleSums {
    ArticleSums.sum(group.cells, of: cells)
  }

  /// - Parameter own: of the group.
  func reference(_ group: Group, own: ArticleSums) -> ArticleSums {
    group.isAgainstRest ? all.subtracting(own) : ArticleSums.sum(group.reference, of: cells)
  }
}
