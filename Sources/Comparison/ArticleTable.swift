import Statistics

/// The articles of a group and of its reference, with their sizes.
struct ArticleTable {
  struct Count {
    var article: UInt32
    var count: Int
  }

  struct Side {
    private(set) var isMember: [Bool]
    /// By article: words, phrases, or uses of frames.
    private(set) var sizes: [Int]
    /// Articles with any.
    private(set) var articles = 0

    fileprivate init(_ head: IndexHead, _ cells: [Int], _ mark: UInt8) {
      isMember = Array(repeating: false, count: head.cells.count)
      sizes = Array(repeating: 0, count: head.articles.count)
      for cell in cells { isMember[cell] = true }
      for part in head.parts where isMember[Int(part.cell)] { sizes[Int(part.article)] += part.size(of: mark) }
      articles = sizes.count { $0 > 0 }
    }

    /// How often an item stands in each article, in the order of articles.
    fileprivate func counts(_ item: IndexItem) -> [Count] {
      let postings = item.postings.filter { isMember[Int($0.cell)] }
      // Postings of one cell are in order already.
      if let first = postings.first, postings.last!.cell == first.cell {
        return postings.map { Count(article: $0.article, count: $0.count) }
      }
      var sums = Array(repeating: 0, count: sizes.count)
      for posting in postings { sums[Int(posting.article)] += posting.count }
      return sums.indices.lazy.filter { sums[$0] > 0 }.map { Count(article: UInt32($0), count: sums[$0]) }
    }

    /// Counts and sizes of all articles that have any words.
    fileprivate func rows(_ found: [Count]) -> [SIMD2<Int>] {
      var counts = Array(repeating: 0, count: sizes.count)
      for count in found { counts[Int(count.article)] = count.count }
      return sizes.indices.lazy.filter { sizes[$0] > 0 }.map { SIMD2(counts[$0], sizes[$0]) }
    }
  }

  let own: Side
  let reference: Side

  init(_ head: IndexHead, _ group: Group, _ mark: UInt8) {
    own = Side(head, group.cells, mark)
    reference = Side(head, group.reference, mark)
  }

  /// How often an item stands in each article of the group, and of the reference.
  func split(_ item: IndexItem) -> (own: [Count], reference: [Count]) {
    (own.counts(item), reference.counts(item))
  }

  /// Of the difference of relative frequencies, the articles' labels given out anew: it does not take the words of an article
  /// for independent of each other.
  func permutationTest(_ found: [Count], _ other: [Count], _ settings: ComparisonSettings) -> Double? {
    PermutationTest(
      first: own.rows(found), second: reference.rows(other), samples: max(1, settings.permutations),
      seed: settings.seed
    ) { own, other in
      guard own[1] > 0, other[1] > 0 else { return nil }
      return Double(own[0]) / Double(own[1]) - Double(other[0]) / Double(other[1])
    }?.p
  }
}
