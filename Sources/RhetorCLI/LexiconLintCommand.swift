import ArgumentParser
import Lexicon
import Pipeline

struct LexiconLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Looks for what is hardly meant: terms that never match, match too much, or contradict each other.",
    usage: """
      rhetor lexicon lint
             rhetor lexicon lint my-dictionary.tsv
             rhetor lexicon lint my-dictionary.tsv --corpus articles/ --json | jq -r .rule | sort | uniq -c
      """,
    discussion: """
      Files are held against each other, against the pipeline's lexicons and against the names of its actors. A finding is \
      an error (a row does nothing, or can't be read), a warning (it does what is hardly meant) or a note. Ends with 1 where \
      there are errors or warnings.
      """)

  @Argument(help: "Lexicons and dictionaries; by default all of the pipeline's.", completion: .file())
  var files: [String] = []

  @Option(
    name: .joined("p"),
    help: "The pipeline in whose setting they are looked at: a file or a name in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Articles whose words wildcards are tried on.", valueName: "inputs"), completion: .file())
  var corpus: [String] = []

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
    let check = try LexiconCheck(file, home: home, paths: files, corpus: corpus)
    let findings = check.findings()
    let output = try OutputFile(path: nil)
    try output.write(json ? LintFinding.lines(findings) : Array(findings.map { "\($0)\n" }.joined().utf8))
    try output.finish()
    if !quiet { Terminal.say(Self.summary(findings, check)) }
    if findings.contains(where: { strict || $0.severity != .note }) { throw ExitCode(Exit.someRejected) }
  }

  private static func summary(_ findings: [LintFinding], _ check: LexiconCheck) -> String {
    return "\(check.files) file\(check.files == 1 ? "" : "s"), \(check.rows) rows: \(LintFinding.counts(findings))"
  }
}
