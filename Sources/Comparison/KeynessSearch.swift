import Statistics

/// Looks for the words, phrases and frames that are typical of a group, and for those that it avoids.
///
/// All items with enough occurrences are tested, so that p-values can be adjusted for all of them; only the foremost are kept.
final class KeynessSearch {
  /// An item in one group and its reference.
  struct Candidate {
    var item: IndexItem
    var table: KeynessTable
    var logOdds: LogOdds
    var p: Double?
  }

  /// Tests of one kind of item in one group.
  struct Family {
    var group: Int
    var mark: UInt8
    /// Words, phrases, or uses of frames in the group and in its reference.
    var total: Int
    var referenceTotal: Int
    /// By the item's counts in the group and in both together: most items are rare, and many have the same.
    var figures = FiguresTable()
    /// By z, the greatest first, and the least first.
    var typical: [Candidate] = []
    var avoided: [Candidate] = []
    /// What an item must surpass to be kept.
    var leastTypical = -Double.infinity
    var leastAvoided = Double.infinity

    var tests: AdjustedTests {
      AdjustedTests(figures.all.compactMap { figures in figures.p.map { ($0, figures.items) } })
    }
  }

  let head: IndexHead
  let groups: [Group]
  let settings: ComparisonSettings
  private let kinds: Set<ItemKind>
  private(set) var families: [Family] = []
  /// By mark: the families of that mark.
  private var familiesOfMark: [UInt8: Range<Int>] = [:]
  /// Of the item at hand, by cell.
  private var counts: [Int]
  private var articles: [Int]

  init(_ head: IndexHead, _ groups: [Group], _ settings: ComparisonSettings, kinds: Set<ItemKind>) {
    self.head = head
    self.groups = groups
    self.settings = settings
    self.kinds = kinds
    counts = Array(repeating: 0, count: head.cells.count)
    articles = counts
    let marks = ([UInt8(ascii: "f")] + Array(UInt8(ascii: "1")...UInt8(ascii: "4"))).filter {
      ItemKind.of(mark: $0).map(kinds.contains) ?? false
    }
    for mark in marks {
      var sizes = Array(repeating: 0, count: head.cells.count)
      for part in head.parts { sizes[Int(part.cell)] += part.size(of: mark) }
      let first = families.count
      for (number, group) in groups.enumerated() {
        let total = group.cells.reduce(0) { $0 + sizes[$1] }
        let other = group.reference.reduce(0) { $0 + sizes[$1] }
        if total > 0, other > 0 {
          families.append(Family(group: number, mark: mark, total: total, referenceTotal: other))
        }
      }
      familiesOfMark[mark] = first..<families.count
    }
  }

  func look(at item: IndexItem) {
    guard let range = familiesOfMark[item.mark], !range.isEmpty else { return }
    var (all, allArticles) = (0, 0)
    for posting in item.postings {
      counts[Int(posting.cell)] += posting.count
      articles[Int(posting.cell)] += 1
      all += posting.count
      allArticles += 1
    }
    if all >= settings.leastCount, allArticles >= settings.leastArticles {
      for family in range { test(item, family, all: all, allArticles: allArticles) }
    }
    for posting in item.postings {
      counts[Int(posting.cell)] = 0
      articles[Int(posting.cell)] = 0
    }
  }

  private func test(_ item: IndexItem, _ family: Int, all: Int, allArticles: Int) {
    let number = families[family].group
    let group = groups[number]
    let own = group.cells.reduce(0) { $0 + counts[$1] }
    let other = group.isAgainstRest ? all - own : group.reference.reduce(0) { $0 + counts[$1] }
    let having =
      group.isAgainstRest ? allArticles : (group.cells + group.reference).reduce(0) { $0 + articles[$1] }
    let (total, otherTotal) = (families[family].total, families[family].referenceTotal)
    guard own + other >= settings.leastCount, having >= settings.leastArticles else { return }
    guard
      let figures = families[family].figures.figures(
        own, own + other,
        {
          guard let table = KeynessTable(target: own, of: total, reference: other, of: otherTotal),
            let logOdds = logOdds(table)
          else { return nil }
          return (
            logOdds.z, table.likelihoodRatio(.none).flatMap { ChiSquaredDistribution.upperTail(abs($0)) }
          )
        })
    else { return }
    // A small group lacks nearly everything; it avoids what it would have, were it like the rest.
    let isTypical = figures.z > 0
    if isTypical {
      if figures.z <= families[family].leastTypical { return }
    } else {
      let expected = Double(own + other) * (Double(total) / Double(total + otherTotal))
      if expected < Double(settings.leastCount) { return }
      if figures.z >= families[family].leastAvoided { return }
    }
    guard let table = KeynessTable(target: own, of: total, reference: other, of: otherTotal),
      let logOdds = logOdds(table)
    else { return }
    let candidate = Candidate(item: item, table: table, logOdds: logOdds, p: figures.p)
    if isTypical {
      let last = Self.keep(candidate, in: &families[family].typical, most: settings.top) { $0 > $1 }
      if let last { families[family].leastTypical = last }
    } else {
      let last = Self.keep(candidate, in: &families[family].avoided, most: settings.top) { $0 < $1 }
      if let last { families[family].leastAvoided = last }
    }
  }

  private func logOdds(_ table: KeynessTable) -> LogOdds? {
    LogOdds(
      table,
      prior: .informative(
        count: table.target + table.reference, of: table.targetTotal + table.referenceTotal,
        strength: settings.prior))
  }

  /// Puts it in its place, and drops the last one where there are too many. Of equals the first comes first.
  /// - Returns: z of the last one, if there are as many as may be.
  private static func keep(
    _ candidate: Candidate, in list: inout [Candidate], most: Int, isBefore: (Double, Double) -> Bool
  ) -> Double? {
    let z = candidate.logOdds.z
    let place = list.firstIndex { isBefore(z, $0.logOdds.z) } ?? list.count
    list.insert(candidate, at: place)
    if list.count > most { list.removeLast() }
    return list.count == most ? list.last?.logOdds.z : nil
  }
}
