import ArgumentParser
import Dataset
import Pipeline

enum CodebookFormat: String, CaseIterable, ExpressibleByArgument { case markdown, jsonl }

extension Codebook.Part: ExpressibleByArgument {}

struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "What the output's variables and frames mean, and which lexicons they come from.",
    usage: """
      rhetor codebook > codebook.md
             rhetor codebook -p belarus-russia --part frames --no-phrases
             rhetor codebook --format jsonl | jq -r 'select(.frame == "sovereignty") | .phrases[].term'
      """,
    discussion: """
      Variables are those of the article record. Frames are all that the pipeline's lexicons have phrases for, with their \
      definitions, coding rules and examples from Lexicons/frames.yaml.
      """)

  @Option(
    name: .joined("p"), help: "A pipeline file, or the name of one in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Option(help: "A page to read, or lines for programs.")
  var format: CodebookFormat = .markdown

  @Option(help: "This part only; may be given several times.")
  var part: [Codebook.Part] = []

  @Flag(inversion: .prefixedNo, help: "List the phrases of each frame, or give their number alone.")
  var phrases = true

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  func run() throws {
    let home = try Home(option: home)
    let path = try home.pipeline(RunSettings.pipeline(pipeline))
    let codebook = try Codebook(try PipelineFile(parsing: readText(path) ?? "", path: path), home: home)
    let parts = part.isEmpty ? Codebook.Part.allCases : part
    let file = try OutputFile(path: output)
    switch format {
    case .markdown: try file.write(Array(codebook.markdown(parts, withPhrases: phrases).utf8))
    case .jsonl:
      var json = JSONBuffer()
      codebook.write(parts, withPhrases: phrases, to: &json)
      try file.write(json.bytes)
    }
    try file.finish()
  }
}
