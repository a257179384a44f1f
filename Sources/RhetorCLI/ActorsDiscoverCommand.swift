import Actors
import ArgumentParser
import Corpus
import Dataset
import Glibc
import Pipeline

struct ActorsDiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Names in articles that no actor covers, as a draft of a registry to be edited.",
    usage: """
      rhetor actors discover dump.jsonl -o draft.yaml
             zstdcat dump.jsonl.zst | rhetor actors discover -p belarus-russia --least 5 > draft.yaml
             rhetor actors discover --json articles/ | jq -r '[.count, .name] | @tsv'
      """,
    discussion: """
      A name is a run of words with capitals amid a sentence. Names that are likely the same are put together: a surname and \
      the full name, case endings, transliterations, misspellings. They are ordered by the articles they stand in, and then \
      by how often. The draft has what was seen as comments; kinds are guessed, and everything is to be edited.
      """)

  @Argument(help: "Files or folders of articles; '-' is stdin.", completion: .file())
  var inputs: [String] = []

  @Option(
    name: .joined("p"),
    help: "The pipeline whose actors are known: a file or a name in Pipelines/ (default: news).", completion: .pipelines
  )
  var pipeline: String?

  @Option(help: "How to read the inputs; by default told from their first bytes, then from their names.")
  var format: InputFormat?

  @Option(help: ArgumentHelp("Which field of a record holds what, as in text=body,id=meta.url.", valueName: "fields"))
  var map: String?

  @Option(help: ArgumentHelp("Articles that a name must stand in.", valueName: "articles"))
  var least = 2

  @Option(help: ArgumentHelp("Names that are told of.", valueName: "names"))
  var most = 100

  @Flag(help: "Write lines of JSON {name, kind, language, count, documents, spread, variants, examples} instead.")
  var json = false

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "registry"), completion: .file())
  var output: String?

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  func validate() throws {
    if least < 1 { throw ValidationError("--least \(least): must be 1 or more") }
    if !(1...100_000).contains(most) { throw ValidationError("--most \(most): must be 1…100000") }
    if let map {
      var fields = FieldMap()
      if let (what, mend) = fields.read(map) { throw ValidationError("--map: \(what): \(mend)") }
    }
  }

  func run() throws {
    if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name files or folders of articles, or pipe them in")
    }
    let home = try Home(option: home)
    let path = try home.pipeline(RunSettings.pipeline(pipeline))
    var file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    if let map { _ = file.reading.fields.read(map) }
    var settings = NameDiscovery.Settings()
    (settings.leastDocuments, settings.most) = (least, most)
    let found = try ActorDiscovery(
      file, home: home, inputs: try InputList.expand(inputs.isEmpty ? ["-"] : inputs), settings: settings,
      reader: .init(
        format: format ?? file.format, encoding: file.encoding, textField: file.reading.fields[.text]))
    for reject in found.rejects where !quiet {
      Terminal.complain("\(reject.source):\(reject.line): \(reject.reason)")
    }
    let inputs = inputs.isEmpty ? "stdin" : inputs.joined(separator: ", ")
    let written = try OutputFile(path: output)
    try written.write(
      json ? Self.lines(found.candidates) : Array(found.draft(source: "names found in \(inputs)").utf8))
    try written.finish()
    if !quiet { Terminal.say(summary(found)) }
    if found.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func summary(_ found: ActorDiscovery) -> String {
    var text = "\(found.candidates.count) names in \(found.articles) articles"
    if found.passedOver > 0 { text += ", \(found.passedOver) passed over" }
    if found.rejected > 0 { text += ", \(found.rejected) rejected" }
    if found.forgotten > 0 {
      text += "; there were more than fit: names found up to \(found.forgotten) times may be missing"
    }
    return text
  }

  private static func lines(_ candidates: [NameCandidate]) -> [UInt8] {
    var json = JSONBuffer()
    for candidate in candidates {
      json.beginObject()
      json.key("name")
      json.value(candidate.name)
      json.key("kind")
      json.value(candidate.kind.rawValue)
      json.key("language")
      json.value(candidate.language)
      json.key("count")
      json.value(candidate.count)
      json.key("documents")
      json.value(candidate.documents)
      json.key("spread")
      json.value(candidate.spread)
      json.key("variants")
      json.beginArray()
      for variant in candidate.variants {
        json.beginObject()
        json.key("name")
        json.value(variant.text)
        json.key("count")
        json.value(variant.count)
        json.key("reason")
        json.value(variant.reason.rawValue)
        json.endObject()
      }
      json.endArray()
      json.key("examples")
      json.beginArray()
      for example in candidate.examples {
        json.beginObject()
        json.key("article")
        json.value(example.article)
        json.key("sentence")
        json.value(example.sentence)
        json.endObject()
      }
      json.endArray()
      json.endObject()
      json.endLine()
    }
    return json.bytes
  }
}
