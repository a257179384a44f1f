import ArgumentParser
import Pipeline

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "A filter: articles in, one JSON line an article out, in the order of the input.",
    usage: """
      rhetor analyze dump.jsonl > analysed.jsonl
             zcat dump.jsonl.gz | rhetor analyze --map text=body,id=url --evidence | jq -c '.actors[]'
             rhetor analyze -p belarus-russia articles/ -o analysed.jsonl
      """,
    discussion:
      "Exit codes: 0 done, 1 some records rejected, 2 cannot go on, 64 usage, 78 a data file is wrong, 130 interrupted."
  )

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

  func run() throws {
    let job = try AnalysisJob(options, pipeline: pipeline, lineBuffered: lineBuffered) { _ in (output, nil) }
    let clock = Stopwatch()
    let wasInterrupted = try job.run()
    try RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted).report(options)
    if wasInterrupted { throw ExitCode(Exit.interrupted) }
    if job.runner.totals.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }
}
