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

  /// Runs the job to its end and tells what became of it.
  /// - Throws: `ExitCode` where it was interrupted or records were rejected, besides what stops a job.
  func run(_ records: RecordKind) throws {
    let job = try AnalysisJob(options, pipeline: pipeline, records: records, lineBuffered: lineBuffered) { _, _ in
      (output, nil)
    }
    let clock = Stopwatch()
    let wasInterrupted = try job.run()
    try RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted).report(options)
    if wasInterrupted { throw ExitCode(Exit.interrupted) }
    if job.runner.totals.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }
}
