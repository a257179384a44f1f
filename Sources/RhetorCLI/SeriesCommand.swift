import ArgumentParser
import Comparison
import Dataset

struct SeriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "How stance and frames go over time, and where they change, from analysed lines.",
    usage: """
      rhetor analyze dump.jsonl | rhetor series --period week > series.jsonl
             rhetor series --by outlet --item lukashenko --item sovereignty analysed.jsonl
      """,
    discussion: """
      Lines with the table 'series' have a value for each period of each series, with its interval; null is a gap. Those with \
      'changes' say where the mean changes (PELT, Killick, Fearnhead & Eckley 2012), and which articles turn it.
      """)

  @Option(help: "A value for each of these.")
  var period = Period.month

  @Option(
    help: ArgumentHelp(
      """
      A series for each value, or combination of values, of speaker, outlet, language, field.NAME; for frames, speaker is who \
      uses them, for stance who takes it.
      """, valueName: "factors"))
  var by = FactorList([])

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp("Stance toward actors (stance), or frames' shares of all uses (frames).", valueName: "measure"))
  var measure: SeriesSettings.Measure?

  @Option(help: ArgumentHelp("An actor or frame; may be given several times (default: all).", valueName: "id"))
  var item: [String] = []

  @Option(help: "Articles that a series has at least.")
  var minArticles = 5

  @Option(help: "What a change must save, in squared units of the series (default: 2 σ² ln n).")
  var penalty: Double?

  @OptionGroup var options: IndexOptions

  func validate() throws {
    if minArticles < 1 { throw ValidationError("--min-articles \(minArticles): must be 1 or more") }
    if let penalty, !(penalty >= 0) { throw ValidationError("--penalty \(penalty): must be 0 or more") }
    for factor in by.factors {
      if case .period = factor { throw ValidationError("--by \(factor.name): name it with --period") }
      if factor == .target { throw ValidationError("--by target: a series of stance is of a target: use --item") }
    }
  }

  func run() throws {
    var settings = SeriesSettings(
      period: period, by: by.factors, measures: measure.map { [$0] } ?? Set(SeriesSettings.Measure.allCases))
    settings.samples = options.samples
    settings.seed = options.seed
    settings.level = options.level
    settings.leastArticles = minArticles
    settings.penalty = penalty
    settings.items = Set(item)
    let job = IndexJob(options: options, settings: IndexSettings(factors: settings.factors))
    try job.run { index, json in try SeriesSearch(index, settings).write(to: &json) }
  }
}

extension Period: ExpressibleByArgument {}
extension SeriesSettings.Measure: ExpressibleByArgument {}
