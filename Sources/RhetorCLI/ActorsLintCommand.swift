import ArgumentParser
import Lexicon
import Pipeline

struct ActorsLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Looks for what is hardly meant in registries: names of two actors, offices held twice, ordinary words.",
    usage: """
      rhetor actors lint
             rhetor actors lint draft.yaml
             rhetor actors lint -p belarus-russia --json | jq -r .rule | sort | uniq -c
      """,
    discussion: """
      Registries are held against each other, against those of the pipeline and against its lexicons. A finding is an error \
      (a registry can't be used so), a warning (it does what is hardly meant) or a note. Ends with 1 where there are errors \
      or warnings.
      """)

  @Argument(help: "Registries; by default all of the pipeline's.", completion: .file())
  var files: [String] = []

  @Option(
    name: .joined("p"),
    help: "The pipeline in whose setting they are looked at: a file or a name in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Flag(help: "Write lines of JSON {severity, rule, file, line, what, mend}.")
  var json = false

  @Flag(help: "End with 1 where there are only notes, too.")
  var strict = false

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  func run() throws {
    let home = try Home(option: home)
    let path = try home.pipeline(RunSettings.pipeline(pipeline))
    let file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    let check = try RegistryCheck(file, home: home, paths: files)
    let findings = check.findings()
    let output = try OutputFile(path: nil)
    try output.write(json ? LintFinding.lines(findings) : Array(findings.map { "\($0)\n" }.joined().utf8))
    try output.finish()
    if !quiet {
      Terminal.say(
        "\(check.files) file\(check.files == 1 ? "" : "s"), \(check.actors) actors, \(check.names) names: "
          + LintFinding.counts(findings))
    }
    if findings.contains(where: { strict || $0.severity != .note }) { throw ExitCode(Exit.someRejected) }
  }
}
