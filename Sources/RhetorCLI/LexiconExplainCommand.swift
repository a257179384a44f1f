import ArgumentParser
import Dataset
import Foundation
import Lexicon
import Pipeline
import TextModel

struct LexiconExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What lexicons and names make of a word or a sentence: all that could match, what wins, and why.",
    usage: """
      rhetor lexicon explain 'Protesters condemned Lukashenko, but Putin praised him.'
             rhetor lexicon explain united --dictionary mine.tsv
             echo 'Putin is wise.' | rhetor lexicon explain - --json | jq '.matches[] | select(.counts)'
      """)

  @Argument(help: "A word, a phrase or a sentence; '-' is stdin.")
  var text: [String]

  @Option(
    name: .joined("p"), help: "A pipeline file, or the name of one in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Option(help: ArgumentHelp("The text's language; by default told from it.", valueName: "tag"))
  var language: String?

  @Option(help: ArgumentHelp("The article's date, which says who holds an office.", valueName: "date"))
  var date: String?

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Dictionaries to be looked up as well.", valueName: "file"),
    completion: .file())
  var dictionary: [String] = []

  @Flag(help: "Write a line of JSON for each language.")
  var json = false

  @Option(help: "Colour on stdout; auto: on a terminal, unless NO_COLOR is set or TERM is dumb (default: auto).")
  var color: ColorChoice?

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  func run() throws {
    let home = try Home(option: home)
    let path = try home.pipeline(RunSettings.pipeline(pipeline))
    var file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    file.evidence = true
    let analysis = try Analysis(file, home: home)
    let known = analysis.languages.map(\.pack.language)
    if let language, !known.contains(language) {
      throw CommandFault.usage("--language \(language): the pipeline reads \(known.joined(separator: ", "))")
    }
    let dictionaries = try dictionary.map { path in
      try DictionaryFile(.init(file: .init(typed: path)), path: path, shown: path, language: known.first).dictionary
    }
    let explanations = try Explainer(analysis, dictionaries: dictionaries).explain(
      try input(), language: language, date: date)
    let output = try OutputFile(path: nil)
    var lines = JSONBuffer()
    if json { for explanation in explanations { explanation.write(analysis, to: &lines) } }
    try output.write(json ? lines.bytes : Array(picture(explanations, analysis).utf8))
    try output.finish()
  }

  private func picture(_ explanations: [Explanation], _ analysis: Analysis) -> String {
    let isColoured = Terminal.showsColour(color, on: STDOUT_FILENO)
    return explanations.map { explanation in
      ExplanationText(
        explanation: explanation, analysis: analysis, width: max(40, min(Terminal.width, 120)), isColoured: isColoured
      ).lines().map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private func input() throws -> String {
    let given = text.joined(separator: " ")
    let found = given == "-" ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : given
    let trimmed = found.trimmingCharacters(in: .whitespacesAndNewlines)
    if trimmed.isEmpty { throw CommandFault.noInput("give a word or a sentence") }
    return trimmed
  }
}
