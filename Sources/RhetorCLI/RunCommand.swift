import ArgumentParser
import Corpus
import Dataset
import Foundation
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "The whole job: reads, analyses, compares and writes a dataset folder.",
    usage: """
      rhetor run belarus-russia articles.jsonl
             rhetor run my-pipeline.yaml dumps/ -o results/
      """,
    discussion: """
      The folder (default: Output/NAME, NAME being the pipeline's) gets articles.jsonl, comparisons.jsonl, rejects.jsonl,
      summary.json and the records' JSON Schema, schema.json.
      """)

  @Argument(help: "A pipeline file, or the name of one in Pipelines/.", completion: .pipelines)
  var pipeline: String

  @Option(
    name: .joined("o"), help: ArgumentHelp("The dataset's folder.", valueName: "folder"), completion: .directory)
  var output: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    var folder = ""
    let job = try AnalysisJob(options, pipeline: pipeline) { file in
      folder = output ?? "Output/\(file.name)"
      try make(folder)
      return (folder + "/articles.jsonl", folder + "/rejects.jsonl")
    }
    let clock = Stopwatch()
    let wasInterrupted = try job.run {
      var json = JSONBuffer()
      job.runner.totals.comparison.write(to: &json)
      try write(json.bytes, folder + "/comparisons.jsonl")
      try write(Array(RecordSchema.article.utf8), folder + "/schema.json")
      var summary = JSONBuffer()
      RunSummary(job, seconds: clock.seconds, isInterrupted: false).write(&summary)
      try write(summary.bytes, folder + "/summary.json")
    }
    let summary = RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted)
    if !options.quiet, !wasInterrupted {
      ActorTable(job.analysis, job.runner.totals).print()
      Terminal.say(
        "\nThe dataset is in \(folder)/: articles.jsonl, comparisons.jsonl, rejects.jsonl, summary.json, schema.json")
    }
    try summary.report(options)
    if wasInterrupted { throw ExitCode(Exit.interrupted) }
    if job.runner.totals.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw InputOutputError(
        place: folder, what: "the folder can't be made", mend: "check the path and its permissions, or choose with -o")
    }
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.finish()
  }
}
