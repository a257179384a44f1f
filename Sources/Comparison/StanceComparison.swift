import Dataset
import Statistics

/// The stance that a group takes toward each actor, the mean over its articles; and how groups differ in that.
final class StanceComparison {
  private let head: IndexHead
  private let groups: [Group]
  private let settings: ComparisonSettings
  private var targets: [String: Counts] = [:]

  /// Of one actor, by cell.
  private struct Counts {
    /// Scores in their units, and their number.
    var scores: [Int: [ArticleSums.Row]] = [:]
    /// Articles by label, and mentions.
    var numbers: [StanceCount: [Int: Int]] = [:]
  }

  init(_ head: IndexHead, _ groups: [Group], _ settings: ComparisonSettings) {
    self.head = head
    self.groups = groups
    self.settings = settings
  }

  func take(_ item: IndexItem) {
    guard let (actor, count) = StanceCount.read(item.name) else { return }
    for posting in item.postings {
      let cell = Int(posting.cell)
      switch count {
      case .score:
        targets[actor, default: Counts()].scores[cell, default: []].append(
          .init(article: posting.article, sums: SIMD2(posting.count, 0)))
      case .positive, .negative, .neutral:
        targets[actor, default: Counts()].scores[cell, default: []].append(
          .init(article: posting.article, sums: SIMD2(0, posting.count)))
        fallthrough
      case .mentions:
        targets[actor, default: Counts()].numbers[count, default: [:]][cell, default: 0] += posting.count
      }
    }
  }

  private struct Difference {
    var target: String
    var group: Group
    var own: Double
    var other: Double
    var articles: (own: Int, other: Int)
    var interval: Bootstrap.Interval?
    var p: Double?
  }

  private static func mean(_ sums: SIMD2<Int>) -> Double? {
    sums[1] > 0 ? Double(sums[0]) / Double(sums[1]) / StanceCount.scoreUnits : nil
  }

  func write(to json: inout JSONBuffer) {
    var differences: [Difference] = []
    let bootstrap = PoissonBootstrap(samples: settings.samples, seed: settings.seed)
    for target in targets.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let counts = targets[target]!
      let sums = CellSums(counts.scores, head, bootstrap)
      for group in groups {
        let own = sums.own(group)
        guard !own.rows.isEmpty else { continue }
        write(target, group, own, counts, to: &json)
        if let row = difference(target, group, own, sums.reference(group, own: own)) { differences.append(row) }
      }
    }
    let tests = AdjustedTests(differences.map(\.p))
    for difference in differences { write(difference, tests, to: &json) }
  }

  private func write(
    _ target: String, _ group: Group, _ own: ArticleSums, _ counts: Counts, to json: inout JSONBuffer
  ) {
    json.beginRow("stance_groups", group, settings.grouping.factors)
    json.pair("toward", target)
    json.pair("articles", own.rows.count)
    json.pair("score", Self.mean(own.total))
    json.interval(
      own.rows.count < 2 ? nil : PoissonBootstrap.interval(own.samples.map(Self.mean), level: settings.level))
    for (name, count) in [
      ("positive", StanceCount.positive), ("negative", .negative), ("neutral", .neutral), ("mentions", .mentions),
    ] {
      json.key(name)
      json.value(group.cells.reduce(0) { $0 + (counts.numbers[count]?[$1] ?? 0) })
    }
    json.pair(
      "evidence",
      strongest(own).map { row in
        "\(head.articles[Int(row.article)].id ?? "no id") (\(Self.mean(row.sums).map { "\($0)" } ?? "null"))"
      })
    json.endObject()
    json.endLine()
  }

  /// The three articles that pull the mean the most to its side.
  private func strongest(_ own: ArticleSums) -> [ArticleSums.Row] {
    let side = own.total[0] < 0 ? -1 : 1
    return Array(own.rows.sorted { ($1.sums[0] * side, $0.article) < ($0.sums[0] * side, $1.article) }.prefix(3))
  }

  private func difference(
    _ target: String, _ group: Group, _ own: ArticleSums, _ reference: ArticleSums
  ) -> Difference? {
    guard let first = Self.mean(own.total), let second = Self.mean(reference.total) else { return nil }
    let differences = zip(own.samples, reference.samples).map { own, other -> Double? in
      guard let own = Self.mean(own), let other = Self.mean(other) else { return nil }
      return own - other
    }
    return Difference(
      target: target, group: group, own: first, other: second, articles: (own.rows.count, reference.rows.count),
      interval: own.rows.count < 2 || reference.rows.count < 2
        ? nil : PoissonBootstrap.interval(differences, level: settings.level),
      p: ArticleSums.permutationTest(
        own, reference, permutations: settings.permutations, seed: settings.seed, statistic: Self.mean))
  }

  private func write(_ row: Difference, _ tests: AdjustedTests, to json: inout JSONBuffer) {
    json.beginRow("stance_differences", row.group, settings.grouping.factors)
    json.pair("against", row.group.against)
    json.pair("toward", row.target)
    json.pair("articles", row.articles.own)
    json.pair("score", row.own)
    json.pair("against_articles", row.articles.other)
    json.pair("against_score", row.other)
    json.pair("difference", row.own - row.other)
    json.interval(row.interval)
    json.tests(tests, row.p)
    json.endObject()
    json.endLine()
  }
}
