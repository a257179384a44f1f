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
    var scores: [Int: ArticleSums] = [:]
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
        targets[actor, default: Counts()].scores[cell, default: ArticleSums()].add(
          SIMD2(posting.count, 0), posting.article)
      case .positive, .negative, .neutral:
        targets[actor, default: Counts()].scores[cell, default: ArticleSums()].add(
          SIMD2(0, posting.count), posting.article)
        fallthrough
      case .mentions:
        targets[actor, default: Counts()].numbers[count, default: [:]][cell, default: 0] += posting.count
      }
    }
  }

  private struct Row {
    var target: String
    var group: Group
    var own: ArticleSums
    var reference: ArticleSums
  }

  private static func mean(_ sums: SIMD2<Int>) -> Double? {
    sums[1] > 0 ? Double(sums[0]) / Double(sums[1]) / StanceCount.scoreUnits : nil
  }

  func write(to json: inout JSONBuffer) {
    var differences: [Row] = []
    let bootstrap = PoissonBootstrap(samples: settings.samples, seed: settings.seed)
    for target in targets.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      var counts = targets[target]!
      for cell in counts.scores.keys { counts.scores[cell]!.resample(head, bootstrap) }
      for group in groups {
        let row = Row(
          target: target, group: group, own: ArticleSums.sum(group.cells, of: counts.scores),
          reference: ArticleSums.sum(group.reference, of: counts.scores))
        guard !row.own.articles.isEmpty else { continue }
        write(row, counts, to: &json)
        if !row.reference.articles.isEmpty { differences.append(row) }
      }
    }
    writeDifferences(differences, to: &json)
  }

  private func write(_ row: Row, _ counts: Counts, to json: inout JSONBuffer) {
    json.beginRow("stance_groups", row.group, settings.grouping.columns)
    json.pair("toward", row.target)
    json.pair("articles", row.own.articles.count)
    json.pair("score", Self.mean(row.own.total))
    json.interval(
      row.own.articles.count < 2
        ? nil : PoissonBootstrap.interval(row.own.samples.map(Self.mean), level: settings.level))
    for (name, count) in [
      ("positive", StanceCount.positive), ("negative", .negative), ("neutral", .neutral), ("mentions", .mentions),
    ] {
      json.key(name)
      json.value(row.group.cells.reduce(0) { $0 + (counts.numbers[count]?[$1] ?? 0) })
    }
    json.pair(
      "evidence",
      strongest(row.own).map { article, sums in
        "\(head.articles[Int(article)].id ?? "no id") (\(Self.mean(sums).map { "\($0)" } ?? "null"))"
      })
    json.endObject()
    json.endLine()
  }

  /// The three articles that pull the mean the most to its side.
  private func strongest(_ own: ArticleSums) -> [(UInt32, SIMD2<Int>)] {
    let side = own.total[0] < 0 ? -1 : 1
    return Array(
      own.articles.sorted { ($1.value[0] * side, $0.key) < ($0.value[0] * side, $1.key) }.prefix(3)
        .map { ($0.key, $0.value) })
  }

  private func writeDifferences(_ rows: [Row], to json: inout JSONBuffer) {
    let tests = AdjustedTests(
      rows.map { row in
        ArticleSums.permutationTest(
          row.own, row.reference, permutations: settings.permutations, seed: settings.seed, statistic: Self.mean)?.p
      })
    for (place, row) in rows.enumerated() {
      guard let own = Self.mean(row.own.total), let other = Self.mean(row.reference.total) else { continue }
      json.beginRow("stance_differences", row.group, settings.grouping.columns)
      json.pair("against", row.group.against)
      json.pair("toward", row.target)
      json.pair("articles", row.own.articles.count)
      json.pair("score", own)
      json.pair("against_articles", row.reference.articles.count)
      json.pair("against_score", other)
      json.pair("difference", own - other)
      let differences = zip(row.own.samples, row.reference.samples).map { own, other -> Double? in
        guard let own = Self.mean(own), let other = Self.mean(other) else { return nil }
        return own - other
      }
      json.interval(
        row.own.articles.count < 2 || row.reference.articles.count < 2
          ? nil : PoissonBootstrap.interval(differences, level: settings.level))
      json.tests(tests, place)
      json.endObject()
      json.endLine()
    }
  }
}
