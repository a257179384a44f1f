import ArgumentParser
import Dataset
import Pipeline
import Segmentation
import TextModel

extension SegmentRecord.Form: ExpressibleByArgument {}

struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Words and sentences of articles, as the analysis sees them; --check holds them against ICU.",
    usage: """
      rhetor segment dump.jsonl | jq -r '.sentences[].tokens | @tsv'
             zcat dump.jsonl.gz | rhetor segment --output-format text --words-only > sentences.txt
             rhetor segment --check dumps/
             rhetor segment --check --random 10000000 --seed 7
      """,
    discussion: """
      A line has the article's sentences, each with its tokens and, in 'spans', where these stand in the text: Unicode \
      characters, half-open. Boundaries are those of Unicode (UAX #29) as ICU has them; sentences that only an \
      abbreviation seems to end are joined. --check compares the tables that are fast with ICU itself, before \
      abbreviations, and exits with 1 where they differ.
      """)

  @Option(help: "Lines of JSON, or a sentence a line with spaces between its tokens.")
  var outputFormat = SegmentRecord.Form.jsonl

  @Flag(help: "Leave out tokens without a letter or digit.")
  var wordsOnly = false

  @Option(
    help: ArgumentHelp("By whose rules, as in fi or el (default: the article's language's).", valueName: "tag"))
  var locale: String?

  @Flag(help: "Compare the tables with ICU, boundary by boundary, and tell what they left to it.")
  var check = false

  @Option(help: ArgumentHelp("With --check: over so many random strings instead of articles.", valueName: "strings"))
  var random: Int?

  @Option(help: "Seed of the random strings.")
  var seed: UInt64 = 1

  @Flag(help: "With --check: write JSON instead of a table.")
  var json = false

  @OptionGroup var filter: FilterOptions

  func validate() throws {
    if let random, !(1...1_000_000_000_000).contains(random) {
      throw ValidationError("--random \(random): must be 1…1000000000000")
    }
    if random != nil, !check { throw ValidationError("--random: nothing is compared: add --check") }
    if random != nil, !filter.options.inputs.isEmpty || filter.options.filesFrom != nil {
      throw ValidationError("--random: inputs are not read: leave them out, or check them without --random")
    }
    if json, !check { throw ValidationError("--json: lines are JSON already: leave it out, or add --check") }
    if let locale, Collator(tag: locale) == nil {
      throw ValidationError("--locale \(locale): ICU knows no such language: write a tag as in 'fi'")
    }
    let options = filter.options
    for (flag, isGiven) in [
      ("--evidence", options.evidence == true), ("--dictionary", !options.dictionary.isEmpty),
      ("--calibration", options.calibration == true), ("--speech", options.speech == true),
    ] where isGiven {
      throw ValidationError("\(flag): only words and sentences are found: leave it out")
    }
    guard check else { return }
    for (flag, isGiven) in [
      ("--segmenter", options.segmenter != nil), ("--resume", options.resume), ("--words-only", wordsOnly),
      ("--output-format", outputFormat == .text), ("--line-buffered", filter.lineBuffered),
    ] where isGiven {
      throw ValidationError("\(flag): --check writes a report: leave it out")
    }
  }

  func run() throws {
    guard check else {
      let record = SegmentRecord(form: outputFormat, wordsOnly: wordsOnly)
      try filter.run(.segments(SegmentRequest(.write(record), locale: locale)))
    }
    let report = try random.map(compareRandomly) ?? compareArticles()
    let output = try OutputFile(path: filter.output)
    try output.write(json ? report.json : Array(report.text.utf8))
    try output.finish()
    if report.wasInterrupted { throw ExitCode(Exit.interrupted) }
    if report.tally.differences + report.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func compareRandomly(_ strings: Int) throws -> SegmentReport {
    let options = try Setting.withEnvironment(filter.options)
    let clock = Stopwatch()
    let found = RandomComparison(
      strings: strings, seed: seed, locale: locale ?? "root", jobs: options.jobs ?? AnalysisOptions.Defaults.jobs)
    if !filter.options.quiet { Terminal.say("\(strings) strings in \(Figures.decimal(clock.seconds)) s") }
    var report = SegmentReport(tally: found.tally)
    report.examples = found.differences.map { .init(place: "string \($0.string)", id: nil, difference: $0.difference) }
    report.random = .init(seed: seed, pairs: found.pairs)
    return report
  }

  private func compareArticles() throws -> SegmentReport {
    let job = try AnalysisJob(
      filter.options, pipeline: filter.pipeline, records: .segments(SegmentRequest(.check, locale: locale))
    ) { _, _ in (nil, nil) }
    let clock = Stopwatch()
    let sums = Guarded(SegmentReport(tally: BreakerTally()))
    let wasInterrupted = try job.run(each: { result in
      sums.withLock { report in
        report.tally.merge(result.breakers)
        report.examples += result.differences.prefix(SegmentDifference.told - report.examples.count).map {
          .init(place: "\($0.source):\($0.line)", id: $0.id, difference: $0.difference)
        }
      }
    })
    try RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted).report(filter.options)
    var report = sums.withLock { $0 }
    report.wasInterrupted = wasInterrupted
    report.rejected = job.runner.totals.rejected
    return report
  }
}
