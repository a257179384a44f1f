import ArgumentParser
import Pipeline

/// Options of the commands that write a line for every record, and what such a command does.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .joined("p"), help: "A pipeline file, or the name of one in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Option(
    name: .joined("o"),
    help: ArgumentHelp("Write here instead of stdout; the file appears when it is whole.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Write each batch as soon as it is done, as it is always done on a terminal.")
  var lineBuffered = false

  @OptionGroup var options: AnalysisOptions

  /// Runs the job to its end, tells what became of it, and ends the program.
  /// - Throws: what stops a job.
  func run(_ records: RecordKind) throws -> Never {
    let job = try AnalysisJob(options, pipeline: pipeline, records: records, lineBuffered: lineBuffered) { _, _ in
      (output, nil)
    }
    let clock = Stopwatch()
    let wasInterrupted = try job.run()
    try RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted).report(options)
    // At once, as to take down all that was loaded is of no use to anybody.
    Exit.now(wasInterrupted ? Exit.interrupted : job.runner.totals.rejected > 0 ? Exit.someRejected : Exit.done)
  }
}
