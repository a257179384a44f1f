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
             rhetor run my-pipeline.yaml dumps/ -o results/ --csv --sqlite
      """,
    discussion: """
      The folder (default: Output/NAME, NAME being the pipeline's) gets tidy tables (articles, actors, stances, dyads, \
      rhetoric and others, as JSONL), the articles' records (records.jsonl), rejects.jsonl, a codebook, a paragraph on \
      methods, JSON Schemas, a Frictionless data package, and manifest.json, which 'rhetor verify' and 'rhetor rerun' \
      go by. Its README.md tells what each file is.
      """)

  @Argument(help: "A pipeline file, or the name of one in Pipelines/.", completion: .pipelines)
  var pipeline: String

  @Option(
    name: .joined("o"), help: ArgumentHelp("The dataset's folder.", valueName: "folder"), completion: .directory)
  var output: String?

  @Flag(help: "Write the tables as CSV as well.")
  var csv = false

  @Flag(help: "Write the tables into one SQLite file as well, dataset.sqlite.")
  var sqlite = false

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    var path = ""
    let job = try AnalysisJob(options, pipeline: pipeline) { file, sources in
      path = output ?? "Output/\(file.name)"
      try Self.make(path)
      try Self.check(sources, path)
      return ("\(path)/\(DatasetFolder.records)", "\(path)/\(DatasetFolder.rejects)")
    }
    let clock = Stopwatch()
    let wasInterrupted = try job.run {
      try DatasetJob(job, pipeline: pipeline, folder: DatasetFolder(path: path)).write(csv: csv, sqlite: sqlite)
    }
    let summary = RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted)
    if !options.quiet, !wasInterrupted {
      ActorTable(job.analysis, job.runner.totals).print()
      Terminal.say("\nThe dataset is in \(path)/; its README.md tells what each file is")
    }
    try summary.report(options)
    if wasInterrupted { throw ExitCode(Exit.interrupted) }
    if job.runner.totals.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw InputOutputError(
        place: folder, what: "the folder can't be made", mend: "check the path and its permissions, or choose with -o")
    }
  }

  /// An input must not be what the run writes over.
  private static func check(_ sources: [String], _ folder: String) throws {
    func place(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    let written = Set(DatasetFolder.names.map { place("\(folder)/\($0)") })
    if let source = sources.first(where: { $0 != "-" && written.contains(place($0)) }) {
      throw CommandFault.usage("\(source): the run would write over it: choose another folder with -o")
    }
  }
}
