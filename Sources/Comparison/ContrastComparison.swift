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

  private struct Difference {
    var contrast: String
    var group: Group
    var own: SIMD2<Int>
    var other: SIMD2<Int>
    var articles: (own: Int, other: Int)
    var interval: Bootstrap.Interval?
    var p: Double?
  }

  func write(to json: inout JSONBuffer) {
    var differences: [Difference] = []
    for contrast in settings.contrasts {
      let sums = sums(contrast.left, contrast.right)
      for group in groups {
        let own = sums.own(group)
        guard !own.rows.isEmpty else { continue }
        write(contrast, group, own, to: &json)
        let reference = sums.reference(group, own: own)
        if !reference.rows.isEmpty { differences.append(difference(contrast.id, group, own, reference)) }
      }
    }
    let tests = AdjustedTests(differences.map(\.p))
    for difference in differences { write(difference, tests, to: &json) }
  }

  private func sums(_ left: String, _ right: String) -> CellSums {
    var rows: [Int: [ArticleSums.Row]] = [:]
    for (frame, side) in [(left, SIMD2(1, 0)), (right, SIMD2(0, 1))] {
      for posting in frames[frame] ?? [] {
        rows[Int(posting.cell), default: []].append(
          .init(article: posting.article, sums: side &* SIMD2(repeating: posting.count)))
      }
    }
    return CellSums(rows, head, PoissonBootstrap(samples: settings.samples, seed: settings.seed))
  }

  private static func logit(_ sums: SIMD2<Int>) -> Double { Scales.logit(left: sums[0], right: sums[1]).value }

  private func write(
    _ contrast: (id: String, left: String, right: String), _ group: Group, _ own: ArticleSums,
    to json: inout JSONBuffer
  ) {
    let (left, right) = (own.total[0], own.total[1])
    json.beginRow("contrast_groups", group, settings.grouping.factors)
    json.pair("contrast", contrast.id)
    json.pair("articles", own.rows.count)
    json.pair("left", left)
    json.pair("right", right)
    json.pair("share", left + right > 0 ? Double(left) / Double(left + right) : nil)
    let logit = Scales.logit(left: left, right: right)
    json.pair("logit", logit.value)
    json.pair("se", logit.standardError)
    json.interval(
      own.rows.count < 2 ? nil : PoissonBootstrap.interval(own.samples.map(Self.logit), level: settings.level))
    json.pair(
      "evidence",
      [("left", contrast.left), ("right", contrast.right)].flatMap { side, frame in
        topTerms(of: frame, group).map { text, count, article in
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

  private func difference(
    _ contrast: String, _ group: Group, _ own: ArticleSums, _ reference: ArticleSums
  ) -> Difference {
    let differences = zip(own.samples, reference.samples).map { Self.logit($0) - Self.logit($1) }
    return Difference(
      contrast: contrast, group: group, own: own.total, other: reference.total,
      articles: (own.rows.count, reference.rows.count),
      interval: own.rows.count < 2 || reference.rows.count < 2
        ? nil : PoissonBootstrap.interval(differences, level: settings.level),
      p: ArticleSums.permutationTest(
        own, reference, permutations: settings.permutations, seed: settings.seed, statistic: Self.logit))
  }

  private func write(_ row: Difference, _ tests: AdjustedTests, to json: inout JSONBuffer) {
    json.beginRow("contrast_differences", row.group, settings.grouping.factors)
    json.pair("against", row.group.against)
    json.pair("contrast", row.contrast)
    json.pair("articles", row.articles.own)
    json.pair("left", row.own[0])
    json.pair("right", row.own[1])
    json.pair("against_articles", row.articles.other)
    json.pair("against_left", row.other[0])
    json.pair("against_right", row.other[1])
    json.pair("difference", Self.logit(row.own) - Self.logit(row.other))
    json.interval(row.interval)
    json.tests(tests, row.p)
    json.endObject()
    json.endLine()
  }
}
