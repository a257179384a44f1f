import Dataset
import Statistics

extension KeynessSearch {
  /// The foremost items, by group, kind and z, with everything that reviewers ask of them.
  func write(to json: inout JSONBuffer) {
    for family in families.sorted(by: { ($0.group, $0.mark) < ($1.group, $1.mark) }) {
      let tests = AdjustedTests(family.p)
      let rows = family.typical + family.avoided.reversed()
      let articles = ArticleTable(head, groups[family.group], family.mark)
      for row in rows { write(row, family, tests, articles, to: &json) }
    }
  }

  private func write(
    _ row: Candidate, _ family: Family, _ tests: AdjustedTests, _ articles: ArticleTable, to json: inout JSONBuffer
  ) {
    let (own, other) = articles.split(row.item)
    let table = row.table
    json.beginRow("keyness", groups[family.group], settings.grouping.columns)
    json.pair("against", groups[family.group].against)
    json.pair("unit", row.item.kind?.rawValue)
    json.pair("item", row.item.name)
    json.pair("count", table.target)
    json.pair("total", table.targetTotal)
    json.pair("against_count", table.reference)
    json.pair("against_total", table.referenceTotal)
    json.pair("articles", own.count)
    json.pair("articles_total", articles.own.count)
    json.pair("against_articles", other.count)
    json.pair("against_articles_total", articles.reference.count)
    json.pair("delta", row.logOdds.delta)
    json.pair("variance", row.logOdds.variance)
    json.pair("z", row.logOdds.z)
    json.pair("prior", settings.prior * Double(table.target + table.reference) / Double(family.total + family.referenceTotal))
    json.pair("g2", table.likelihoodRatio(.none))
    json.pair("chi2", table.chiSquared(.none))
    json.tests(tests, row.test)
    json.pair("p_fisher", FisherTest(table).p())
    json.pair("odds_ratio", table.oddsRatio)
    json.pair("log_ratio", table.logRatio)
    json.pair("lrc", table.conservativeLogRatio(level: settings.level, family: tests.family))
    let documents = KeynessTable(
      target: own.count, of: articles.own.count, reference: other.count, of: articles.reference.count)
    json.pair("articles_g2", documents?.likelihoodRatio(.none))
    json.pair("articles_log_ratio", documents?.logRatio)
    json.pair("articles_lrc", documents?.conservativeLogRatio(level: settings.level, family: tests.family))
    json.pair("p_permutation", settings.permutesItems ? articles.permutationTest(own, other, settings) : nil)
    let dispersion = SparseDispersion(
      occurrences: own.map { ($0.count, articles.own[$0.article]!) }, parts: articles.own.count, words: family.total)
    json.pair("dp", dispersion?.deviation)
    json.pair("juilland_d", dispersion?.juillandD)
    json.pair("evidence", evidence(table.target > 0 ? own : other))
    json.endObject()
    json.endLine()
  }

  /// The three articles that have it most often.
  private func evidence(_ articles: [ArticleTable.Count]) -> [String] {
    let most = articles.sorted { ($1.count, $0.article) < ($0.count, $1.article) }
    return Array(most.compactMap { head.articles[Int($0.article)].id }.prefix(3))
  }
}

/// The articles of a group and of its reference, with their sizes.
struct ArticleTable {
  struct Count {
    var article: UInt32
    var count: Int
  }

  private let group: Group
  private let isOwn: [Bool]
  private let isReference: [Bool]
  /// Sizes by article, of those that have any.
  let own: [UInt32: Int]
  let reference: [UInt32: Int]

  init(_ head: IndexHead, _ group: Group, _ mark: UInt8) {
    self.group = group
    var (isOwn, isReference) = (head.cells.map { _ in false }, head.cells.map { _ in false })
    for cell in group.cells { isOwn[cell] = true }
    for cell in group.reference { isReference[cell] = true }
    var (own, reference): ([UInt32: Int], [UInt32: Int]) = ([:], [:])
    for part in head.parts {
      let size = part.size(of: mark)
      guard size > 0 else { continue }
      if isOwn[Int(part.cell)] { own[part.article, default: 0] += size }
      if isReference[Int(part.cell)] { reference[part.article, default: 0] += size }
    }
    (self.isOwn, self.isReference, self.own, self.reference) = (isOwn, isReference, own, reference)
  }

  /// How often an item stands in each article of the group, and of the reference, in the order of articles.
  func split(_ item: IndexItem) -> (own: [Count], reference: [Count]) {
    func counts(_ isWanted: [Bool]) -> [Count] {
      var sums: [UInt32: Int] = [:]
      for posting in item.postings where isWanted[Int(posting.cell)] { sums[posting.article, default: 0] += posting.count }
      return sums.sorted { $0.key < $1.key }.map { Count(article: $0.key, count: $0.value) }
    }
    return (counts(isOwn), counts(isReference))
  }

  /// Of the difference of relative frequencies, the articles' labels given out anew: it does not take the words of an article
  /// for independent of each other.
  func permutationTest(_ found: [Count], _ other: [Count], _ settings: ComparisonSettings) -> Double? {
    func rows(_ sizes: [UInt32: Int], _ counts: [Count]) -> [SIMD2<Int>] {
      let found = Dictionary(uniqueKeysWithValues: counts.map { ($0.article, $0.count) })
      return sizes.sorted { $0.key < $1.key }.map { SIMD2(found[$0.key] ?? 0, $0.value) }
    }
    let (first, second) = (rows(own, found), rows(reference, other))
    let all = first + second
    let total = all.reduce(into: SIMD2<Int>()) { $0 &+= $1 }
    let test = PermutationTest(
      groups: first.map { _ in true } + second.map { _ in false }, samples: max(1, settings.permutations),
      seed: settings.seed
    ) { isInGroup in
      var own = SIMD2<Int>()
      for place in isInGroup.indices where isInGroup[place] { own &+= all[place] }
      let rest = total &- own
      guard own[1] > 0, rest[1] > 0 else { return nil }
      return Double(own[0]) / Double(own[1]) - Double(rest[0]) / Double(rest[1])
    }
    return test?.p
  }
}
