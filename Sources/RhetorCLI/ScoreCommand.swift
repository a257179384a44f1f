import ArgumentParser
import Pipeline

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Stance toward given targets: lines {id, text, from, to} in, {id, polarity, score} out.",
    usage: """
      rhetor score targets.jsonl > predictions.jsonl
             rhetor score --evidence gold.jsonl | jq 'select(.polarity == -1)'
      """,
    discussion: """
      'from' and 'to' say where in the text (or 'sentence') the target stands, in Unicode characters, half-open. Whatever \
      else a line holds is not looked at, so a coded sample can be scored as it is and then be given to 'rhetor evaluate'.
      """)

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
    let job = try AnalysisJob(options, pipeline: pipeline, records: .targets, lineBuffered: lineBuffered) { _ in
      (output, nil)
    }
    let clock = Stopwatch()
    let wasInterrupted = try job.run()
    try RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted).report(options)
    if wasInterrupted { throw ExitCode(Exit.interrupted) }
    if job.runner.totals.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }
}
