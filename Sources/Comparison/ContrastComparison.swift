import Dataset
import Statistics

/// Which of two frames a group uses, how surely, in which words; and how groups differ in that.
final class ContrastComparison {
  private let head: IndexHead
  private let groups: [Group]
  private let settings: ComparisonSettings
  private var frames: [String: [Posting]] = [:]
  private var terms: [String: [Term]] = [:]

  /// A phrase of a frame, and by cell in how many articles it stands, the first of them among it.
  private struct Term {
    var text: String
    var cells: [Int: (articles: Int, first: UInt32)]
  }

  init(_ head: IndexHead, _ groups: [Group], _ settings: ComparisonSettings) {
    self.head = head
    self.groups = groups
    self.settings = settings
    for contrast in settings.contrasts {
      for frame in [contrast.left, contrast.right] { frames[frame] = [] }
    }
  }

  func take(frame item: IndexItem) {
    if frames[item.name] != nil { frames[item.name] = item.postings }
  }

  func take(term item: IndexItem) {
    let name = item.name
    guard let blank = name.firstIndex(of: " "), frames[String(name[..<blank])] != nil else { return }
    var term = Term(text: String(name[name.index(after: blank)...]), cells: [:])
    for posting in item.postings {
      term.cells[Int(posting.cell), default: (0, posting.article)].articles += 1
    }
    terms[String(name[..<blank]), default: []].append(term)
  }

  private struct Row {
    var contrast: String
    var group: Group
    var own: ArticleSums
    var reference: ArticleSums
    var left: String
    var right: String
  }

  func write(to json: inout JSONBuffer) {
    var differences: [Row] = []
    for contrast in settings.contrasts {
      let sums = sums(contrast.left, contrast.right)
      for group in groups {
        let row = Row(
          contrast: contrast.id, group: group, own: ArticleSums.sum(group.cells, of: sums),
          reference: ArticleSums.sum(group.reference, of: sums), left: contrast.left, right: contrast.right)
        guard !row.own.articles.isEmpty else { continue }
        write(row, to: &json)
        if !row.reference.articles.isEmpty { differences.append(row) }
      }
    }
    writeDifferences(differences, to: &json)
  }

  private func sums(_ left: String, _ right: String) -> [Int: ArticleSums] {
    var sums: [Int: ArticleSums] = [:]
    for (frame, side) in [(left, SIMD2(1, 0)), (right, SIMD2(0, 1))] {
      for posting in frames[frame] ?? [] {
        sums[Int(posting.cell), default: ArticleSums()].add(
          side &* SIMD2(repeating: posting.count), posting.article)
      }
    }
    let bootstrap = PoissonBootstrap(samples: settings.samples, seed: settings.seed)
    for cell in sums.keys { sums[cell]!.resample(head, bootstrap) }
    return sums
  }

  private static func logit(_ sums: SIMD2<Int>) -> Double { Scales.logit(left: sums[0], right: sums[1]).value }

  private func write(_ row: Row, to json: inout JSONBuffer) {
    let total = row.own.total
    json.beginRow("contrast_groups", row.group, settings.grouping.columns)
    json.pair("contrast", row.contrast)
    json.pair("articles", row.own.articles.count)
    json.pair("left", total[0])
    json.pair("right", total[1])
    json.pair("share", total[0] + total[1] > 0 ? Double(total[0]) / Double(total[0] + total[1]) : nil)
    let logit = Scales.logit(left: total[0], right: total[1])
    json.pair("logit", logit.value)
    json.pair("se", logit.standardError)
    json.interval(
      row.own.articles.count < 2
        ? nil : PoissonBootstrap.interval(row.own.samples.map(Self.logit), level: settings.level))
    json.pair(
      "evidence",
      [("left", row.left), ("right", row.right)].flatMap { side, frame in
        topTerms(of: frame, row.group).map { text, count, article in
          "\(side): \(text) (\(count), \(head.articles[Int(article)].id ?? "no id"))"
        }
      })
    json.endObject()
    json.endLine()
  }

  /// The three phrases that the most articles have, and one of these.
  private func topTerms(of frame: String, _ group: Group) -> [(text: String, articles: Int, article: UInt32)] {
    var found: [(text: String, articles: Int, article: UInt32)] = []
    for term in terms[frame] ?? [] {
      let own = group.cells.compactMap { term.cells[$0] }
      guard let first = own.map(\.first).min() else { continue }
      found.append((term.text, own.reduce(0) { $0 + $1.articles }, first))
    }
    // The index gave them in the order of their bytes, and the sort is stable.
    return Array(found.sorted { $0.articles > $1.articles }.prefix(3))
  }

  private func writeDifferences(_ rows: [Row], to json: inout JSONBuffer) {
    let tests = AdjustedTests(
      rows.map { row in
        ArticleSums.permutationTest(
          row.own, row.reference, permutations: settings.permutations, seed: settings.seed, statistic: Self.logit)?.p
      })
    for (place, row) in rows.enumerated() {
      let (own, other) = (row.own.total, row.reference.total)
      json.beginRow("contrast_differences", row.group, settings.grouping.columns)
      json.pair("against", row.group.against)
      json.pair("contrast", row.contrast)
      json.pair("articles", row.own.articles.count)
      json.pair("left", own[0])
      json.pair("right", own[1])
      json.pair("against_articles", row.reference.articles.count)
      json.pair("against_left", other[0])
      json.pair("against_right", other[1])
      json.pair("difference", Self.logit(own) - Self.logit(other))
      let differences = zip(row.own.samples, row.reference.samples).map { Self.logit($0) - Self.logit($1) }
      json.interval(
        row.own.articles.count < 2 || row.reference.articles.count < 2
          ? nil : PoissonBootstrap.interval(differences, level: settings.level))
      json.tests(tests, place)
      json.endObject()
      json.endLine()
    }
  }
}
