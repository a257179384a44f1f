import Dataset
import Statistics

extension KeynessSearch {
  /// The foremost items, by group, kind and z, with everything that reviewers ask of them.
  func write(to json: inout JSONBuffer) {
    for family in families.sorted(by: { ($0.group, $0.mark) < ($1.group, $1.mark) }) {
      let tests = family.tests
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
    json.beginRow("keyness", groups[family.group], settings.grouping.factors)
    json.pair("against", groups[family.group].against)
    json.pair("unit", row.item.kind?.rawValue)
    json.pair("item", row.item.name)
    json.pair("count", table.target)
    json.pair("total", table.targetTotal)
    json.pair("against_count", table.reference)
    json.pair("against_total", table.referenceTotal)
    json.pair("articles", own.count)
    json.pair("articles_total", articles.own.articles)
    json.pair("against_articles", other.count)
    json.pair("against_articles_total", articles.reference.articles)
    json.pair("delta", row.logOdds.delta)
    json.pair("variance", row.logOdds.variance)
    json.pair("z", row.logOdds.z)
    let both = (item: table.target + table.reference, all: family.total + family.referenceTotal)
    json.pair("prior", settings.prior * Double(both.item) / Double(both.all))
    json.pair("g2", table.likelihoodRatio(.none))
    json.pair("chi2", table.chiSquared(.none))
    json.tests(tests, row.p)
    json.pair("p_fisher", FisherTest(table).p())
    json.pair("odds_ratio", table.oddsRatio)
    json.pair("log_ratio", table.logRatio)
    json.pair("lrc", table.conservativeLogRatio(level: settings.level, family: tests.family))
    let documents = KeynessTable(
      target: own.count, of: articles.own.articles, reference: other.count, of: articles.reference.articles)
    json.pair("articles_g2", documents?.likelihoodRatio(.none))
    json.pair("articles_log_ratio", documents?.logRatio)
    json.pair("articles_lrc", documents?.conservativeLogRatio(level: settings.level, family: tests.family))
    json.pair("p_permutation", settings.permutesItems ? articles.permutationTest(own, other, settings) : nil)
    let dispersion = SparseDispersion(
      occurrences: own.map { ($0.count, articles.own.sizes[Int($0.article)]) }, parts: articles.own.articles,
      words: family.total)
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
