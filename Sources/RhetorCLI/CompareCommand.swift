import ArgumentParser
import Corpus
import Dataset
import Foundation
import Glibc
import Pipeline

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The reduce: contrasts over a corpus, from analysed lines.",
    usage: """
      rhetor analyze dump.jsonl | rhetor compare -p belarus-russia > comparisons.jsonl
             rhetor compare --merge part1.jsonl part2.jsonl > comparisons.jsonl
      """,
    discussion: "The pipeline's contrasts are counted in the lines' 'rhetoric', so new contrasts need no new analysis.")

  @Option(
    name: .joined("p"),
    help: "The pipeline whose contrasts are counted: a file or a name in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Flag(help: "The inputs are comparisons of parts, to be joined into one.")
  var merge = false

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "End at the first line that can't be read.")
  var strict = false

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  @Argument(help: "Files of analysed lines; '-' is stdin.", completion: .file())
  var inputs: [String] = []

  func run() throws {
    if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name files of analysed lines, or pipe them in")
    }
    let contrasts = merge ? [] : try readContrasts()
    let files = try InputList.expand(inputs.isEmpty ? ["-"] : inputs)
    let reader = BatchReader(files: files, settings: .init(format: .jsonl))
    var summary = ComparisonSummary()
    var lines = 0
    var rejected = 0
    let decoder = JSONDecoder()
    while let batch = reader.next() {
      for record in batch.records {
        do {
          let data = Data(batch.bytes[record.start..<record.end])
          if merge {
            try add(decoder.decode(ComparisonLine.self, from: data), to: &summary)
          } else {
            add(try decoder.decode(AnalysedLine.self, from: data), contrasts, to: &summary)
          }
          lines += 1
        } catch {
          rejected += 1
          let what = merge ? "a comparison" : "an analysed article"
          let complaint =
            "\(record.source):\(record.line): the line is not \(what): give what rhetor \(merge ? "compare" : "analyze") wrote"
          if !quiet || strict { Terminal.complain(complaint) }
          if strict { throw ExitCode(Exit.cannotGoOn) }
        }
      }
    }
    var json = JSONBuffer()
    summary.write(to: &json)
    let file = try OutputFile(path: output)
    try file.write(json.bytes)
    try file.finish()
    if !quiet { Terminal.say("\(lines) lines, \(rejected) rejected") }
    if rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func readContrasts() throws -> [PipelineFile.ContrastRow] {
    let path = try Home(option: home).pipeline(RunSettings.pipeline(pipeline))
    return try PipelineFile(parsing: readText(path) ?? "", path: path).contrasts
  }

  private func add(_ line: AnalysedLine, _ contrasts: [PipelineFile.ContrastRow], to summary: inout ComparisonSummary) {
    for contrast in contrasts {
      var users: [String?: (left: Int, right: Int)] = [:]
      for use in line.rhetoric {
        if use.frame == contrast.left { users[use.actor, default: (0, 0)].left += use.count }
        if use.frame == contrast.right { users[use.actor, default: (0, 0)].right += use.count }
      }
      summary.add(contrast: contrast.id, users.map { ($0.key, $0.value.left, $0.value.right) })
    }
  }

  /// The corpus line carries the number of articles; its counts are the sum of the others.
  private func add(_ line: ComparisonLine, to summary: inout ComparisonSummary) {
    if line.scope == "corpus" {
      summary.add(articles: line.articles, to: line.contrast)
    } else {
      summary.add(
        .init(contrast: line.contrast, actor: line.actor), articles: line.articles, left: line.left, right: line.right)
    }
  }
}

/// What `compare` reads of an article record.
private struct AnalysedLine: Decodable {
  struct Use: Decodable {
    var frame: String
    var actor: String?
    var count: Int
  }

  var rhetoric: [Use]
}

private struct ComparisonLine: Decodable {
  var contrast: String
  var scope: String
  var actor: String?
  var articles: Int
  var left: Int
  var right: Int
}
