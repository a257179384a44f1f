import Dataset
import Statistics

/// How stances and frames go over time, period by period, and where they change.
public struct SeriesSettings: Sendable {
  public enum Measure: String, CaseIterable, Sendable {
    /// Mean stance of articles toward an actor.
    case stance
    /// A frame's share of all uses of frames.
    case frames
  }

  public var period: Period
  /// A series for each value of these, or for each combination of values.
  public var by: [Factor]
  public var measures: Set<Measure>
  /// Of the bootstrap.
  public var samples = 1000
  public var seed: UInt64 = 1
  /// Of intervals.
  public var level = 0.95
  /// Series with fewer articles are left out.
  public var leastArticles = 5
  /// What a change must save; nil: by the information criterion of `ChangePoints`.
  public var penalty: Double?
  /// Only these actors and frames; empty for all.
  public var items: Set<String> = []

  public init(period: Period, by: [Factor], measures: Set<Measure>) {
    self.period = period
    self.by = by
    self.measures = measures
  }

  /// What an index must have for it.
  public var factors: [Factor] { by + [.period(period)] }
}

/// Reads series off an index, in one pass over its items.
public final class SeriesSearch {
  private let head: IndexHead
  private let settings: SeriesSettings
  private let groups: [(label: Cell, cells: [(cell: Int, period: Int)])]
  /// First and last period of the corpus; nil where no article has a date.
  private let span: ClosedRange<Int>?
  /// By cell: all uses of frames.
  private let uses: [Int: [ArticleSums.Row]]
  private var series: [Series] = []

  /// - Parameter index: one with the settings' factors, in their order.
  public init(_ index: any SpeechIndex, _ settings: SeriesSettings) throws {
    self.settings = settings
    head = index.head
    var groups: [Cell: [(cell: Int, period: Int)]] = [:]
    for (number, cell) in head.cells.enumerated() {
      guard let period = cell.values.last.flatMap({ $0 }).flatMap(settings.period.number(ofLabel:)) else { continue }
      groups[Cell(Array(cell.values.dropLast())), default: []].append((number, period))
    }
    self.groups = groups.sorted { $0.key < $1.key }.map { (label: $0.key, cells: $0.value) }
    let periods = groups.values.joined().map(\.period)
    span = periods.min().map { $0...periods.max()! }
    var uses: [Int: [ArticleSums.Row]] = [:]
    if settings.measures.contains(.frames) {
      for part in head.parts where part.uses > 0 {
        uses[Int(part.cell), default: []].append(.init(article: part.article, sums: SIMD2(0, Int(part.uses))))
      }
    }
    self.uses = uses
    try read(index)
  }

  private func read(_ index: any SpeechIndex) throws {
    /// The actor whose counts are being read.
    var actor = ""
    var scores: [Int: [ArticleSums.Row]] = [:]
    func endActor() {
      if !scores.isEmpty { add(.stance, actor, scores, unit: StanceCount.scoreUnits) }
      scores = [:]
    }
    while let item = try index.next() {
      switch item.kind {
      case .frame where settings.measures.contains(.frames) && isWanted(item.name): addFrame(item)
      case .stance where settings.measures.contains(.stance):
        guard let (name, count) = StanceCount.read(item.name), count != .mentions, isWanted(name) else { continue }
        if name != actor { endActor() }
        actor = name
        for posting in item.postings {
          scores[Int(posting.cell), default: []].append(
            .init(
              article: posting.article, sums: count == .score ? SIMD2(posting.count, 0) : SIMD2(0, posting.count)))
        }
      default: continue
      }
    }
    endActor()
  }

  private func isWanted(_ name: String) -> Bool { settings.items.isEmpty || settings.items.contains(name) }

  /// Articles that use other frames only count as well.
  private func addFrame(_ item: IndexItem) {
    var sums = uses
    for posting in item.postings {
      sums[Int(posting.cell), default: []].append(.init(article: posting.article, sums: SIMD2(posting.count, 0)))
    }
    add(.frames, item.name, sums, unit: 1)
  }

  private func add(_ measure: SeriesSettings.Measure, _ item: String, _ sums: [Int: [ArticleSums.Row]], unit: Double) {
    guard let span else { return }
    for group in groups {
      var rows: [Int: [ArticleSums.Row]] = [:]
      for (cell, period) in group.cells { if let own = sums[cell] { rows[period, default: []] += own } }
      let points = rows.mapValues { ArticleSums($0) }
      let total = points.values.reduce(0) { $0 + $1.rows.count }
      // A speaker who never uses the frame has no series of it.
      guard total >= settings.leastArticles, points.values.contains(where: { measure == .stance || $0.total[0] > 0 })
      else { continue }
      series.append(
        Series(measure: measure, item: item, label: group.label, points: points, span: span, unit: unit, settings))
    }
  }

  /// A line for each period of each series, and then one for each change.
  public func write(to json: inout JSONBuffer) {
    let bootstrap = PoissonBootstrap(samples: settings.samples, seed: settings.seed)
    for series in series { series.writePoints(head, settings, bootstrap, to: &json) }
    for series in series { series.writeChanges(head, settings, to: &json) }
  }
}

/// One actor's stance, or one frame's share, in one group.
struct Series {
  let measure: SeriesSettings.Measure
  let item: String
  let label: Cell
  /// By period; those without an article are gaps.
  let points: [Int: ArticleSums]
  let span: ClosedRange<Int>
  let unit: Double
  let changes: ChangePoints?

  init(
    measure: SeriesSettings.Measure, item: String, label: Cell, points: [Int: ArticleSums], span: ClosedRange<Int>,
    unit: Double, _ settings: SeriesSettings
  ) {
    self.measure = measure
    self.item = item
    self.label = label
    self.points = points
    self.span = span
    self.unit = unit
    changes = ChangePoints(
      span.map { points[$0].flatMap { Self.value($0.total, unit) } },
      weights: span.map { Double(max(1, points[$0]?.rows.count ?? 1)) }, penalty: settings.penalty)
  }

  private static func value(_ sums: SIMD2<Int>, _ unit: Double) -> Double? {
    sums[1] > 0 ? Double(sums[0]) / Double(sums[1]) / unit : nil
  }

  private func value(_ sums: SIMD2<Int>) -> Double? { Self.value(sums, unit) }

  private func begin(_ table: StaticString, _ settings: SeriesSettings, _ json: inout JSONBuffer) {
    json.beginRow(table, Group(label: label, against: "", cells: [], reference: [], isAgainstRest: false), settings.by)
    json.pair("measure", measure.rawValue)
    json.pair("item", item)
  }

  func writePoints(
    _ head: IndexHead, _ settings: SeriesSettings, _ bootstrap: PoissonBootstrap, to json: inout JSONBuffer
  ) {
    var segment = 0
    for (place, period) in span.enumerated() {
      let segments = changes?.segments ?? []
      while segment + 1 < segments.count, segments[segment + 1].first <= place { segment += 1 }
      begin("series", settings, &json)
      json.pair("period", settings.period.label(period))
      var point = points[period] ?? ArticleSums()
      json.pair("articles", point.rows.count)
      json.pair("value", value(point.total))
      if point.rows.count > 1 { point.resample(head, bootstrap) }
      json.interval(
        point.rows.count > 1
          ? PoissonBootstrap.interval(point.samples.map(value), level: settings.level) : nil)
      json.pair("segment_mean", segments.indices.contains(segment) ? segments[segment].mean : nil)
      json.endObject()
      json.endLine()
    }
  }

  func writeChanges(_ head: IndexHead, _ settings: SeriesSettings, to json: inout JSONBuffer) {
    guard let changes else { return }
    for (before, after) in zip(changes.segments, changes.segments.dropFirst()) {
      func label(_ place: Int) -> String { settings.period.label(span.lowerBound + place) }
      begin("changes", settings, &json)
      json.pair("from", label(before.first))
      json.pair("last", label(before.last))
      json.pair("period", label(after.first))
      json.pair("to", label(after.last))
      json.pair("before", before.mean)
      json.pair("after", after.mean)
      json.pair("difference", after.mean - before.mean)
      json.pair("periods_before", before.count)
      json.pair("periods_after", after.count)
      json.pair("penalty", changes.penalty)
      json.pair(
        "evidence",
        turning(span.lowerBound + after.first, before.mean, after.mean).map { row in
          let article = head.articles[Int(row.article)]
          return "\(article.id ?? "no id") (\(article.date ?? "no date"), \(value(row.sums).map { "\($0)" } ?? "null"))"
        })
      json.endObject()
      json.endLine()
    }
  }

  /// The articles of the period in which it changes that pull the most from the old mean toward the new one.
  private func turning(_ period: Int, _ before: Double, _ after: Double) -> [ArticleSums.Row] {
    guard let point = points[period] else { return [] }
    func pull(_ sums: SIMD2<Int>) -> Double {
      (Double(sums[0]) / unit - before * Double(sums[1])) * (after < before ? -1 : 1)
    }
    let pulls = point.rows.map { (row: $0, pull: pull($0.sums)) }.filter { $0.pull > 0 }
    return pulls.sorted { ($1.pull, $0.row.article) < ($0.pull, $1.row.article) }.prefix(3).map(\.row)
  }
}
