import Comparison
import Corpus
import Dataset
import Lexicon

/// What a run compares when all articles are analysed: speakers and periods with each other, and periods in their order.
public struct ComparisonPlan: Sendable {
  /// What comparisons and series go by.
  public var period = Period.month
  public var parts: Set<ComparisonSettings.Part> = [.contrasts, .stance, .frames]
  /// Of everything that is drawn by chance.
  public var seed: UInt64 = 1
  public var samples = 1000
  public var permutations = 999
  /// Rows of keyness on each side of a group.
  public var top = 25
  /// Occurrences and articles that an item of keyness has at least.
  public var leastCount = 5
  public var leastArticles = 2
  /// Articles that a series has at least.
  public var leastOfSeries = 5

  public init() {}

  init(_ value: YAMLValue) throws {
    let keys = try value.mapping(keys: [
      "period", "tables", "seed", "samples", "permutations", "top", "min-count", "min-articles", "series-min-articles",
    ])
    period = try keys["period"]?.choice() ?? period
    parts = Set(try keys["tables"]?.list().map { try $0.choice() } ?? Array(parts))
    seed = UInt64(try keys["seed"]?.integer(in: 0...Int.max) ?? Int(seed))
    samples = try keys["samples"]?.integer(in: 10...1_000_000) ?? samples
    permutations = try keys["permutations"]?.integer(in: 0...1_000_000) ?? permutations
    top = try keys["top"]?.integer(in: 1...1_000_000) ?? top
    leastCount = try keys["min-count"]?.integer(in: 1...1_000_000) ?? leastCount
    leastArticles = try keys["min-articles"]?.integer(in: 1...1_000_000) ?? leastArticles
    leastOfSeries = try keys["series-min-articles"]?.integer(in: 1...1_000_000) ?? leastOfSeries
  }

  /// Compares the articles of a file of records.
  /// - Parameter hasSpeech: they hold their words.
  /// - Returns: rows by table.
  public func tables(
    _ records: String, contrasts: [PipelineFile.ContrastRow], hasSpeech: Bool
  ) throws -> [String: [UInt8]] {
    var comparison = ComparisonSettings(
      grouping: Grouping(by: [.speaker, .period(period)], withTotals: true),
      parts: hasSpeech ? parts : parts.subtracting([.words, .phrases]),
      contrasts: contrasts.map { ($0.id, $0.left, $0.right) })
    (comparison.samples, comparison.permutations, comparison.seed) = (samples, permutations, seed)
    (comparison.top, comparison.leastCount, comparison.leastArticles) = (top, leastCount, leastArticles)
    var series = SeriesSettings(period: period, by: [], measures: Set(SeriesSettings.Measure.allCases))
    (series.samples, series.seed, series.leastArticles) = (samples, seed, leastOfSeries)
    let length = comparison.parts.contains(.phrases) ? 3 : comparison.parts.contains(.words) ? 1 : 0
    let builders = [
      IndexBuilder(IndexSettings(factors: comparison.grouping.factors, phraseLength: length)),
      IndexBuilder(IndexSettings(factors: series.factors)),
    ]
    try AnalysedFiles.read([records]) { line, bytes in
      for builder in builders { try builder.add(line, line: bytes) }
    } rejected: { record in
      throw InputOutputError(
        place: "\(record.source):\(record.line)", what: "the line is not an analysed article", mend: "repeat the run")
    }
    return try withExtendedLifetime(builders) {
      var json = JSONBuffer()
      try Comparison(builders[0].finish(), comparison).write(to: &json)
      try SeriesSearch(builders[1].finish(), series).write(to: &json)
      return ComparisonRows.split(json.bytes)
    }
  }
}
