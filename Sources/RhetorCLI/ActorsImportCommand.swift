import Actors
import ArgumentParser
import Corpus
import Dataset
import Lexicon
import Pipeline
import TextModel

extension RegistryFormat: ExpressibleByArgument {}

struct ActorsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turns a list of actors of another program into a registry, and says what of it is lost or doubtful.",
    usage: """
      rhetor actors import Phoenix.Countries.actors.txt --licence MIT -o countries.tsv
             rhetor actors import query.json --language en,ru --licence CC0-1.0 -o ministers.yaml
      """,
    discussion: """
      Reads PETRARCH's and Phoenix' dictionaries of actors and agents, and JSON of Wikidata: results of the query service, or \
      items of its API. A registry is written as a table where the output's name ends in .tsv, else as YAML. What it finds \
      goes to stderr, as 'file:line: what: how to mend it'. It ends with 1 where a name was lost, with --strict where \
      anything is more than a note; then nothing is written.
      """)

  @Argument(help: "Files of one list, all of one format; '-' is stdin.", completion: .file())
  var files: [String]

  @Option(help: "Their format; by default told from their content.")
  var format: RegistryFormat?

  @Option(
    help: ArgumentHelp(
      "Their encoding, by any name ICU knows (default: UTF-8 where that is valid, and guessed else).", valueName: "name"
    ))
  var encoding: InputEncoding?

  @Option(
    help: ArgumentHelp(
      "Languages of Wikidata's names, as in en,ru: actors are called by the first (default: all).", valueName: "tags"))
  var language: String?

  @Option(help: "The registry's name, as its head shall say (default: the file's).")
  var name: String?

  @Option(help: "What may be done with it, as the head shall say.")
  var licence: String?

  @Option(help: "Where it comes from, as the head shall say (default: the files' names).")
  var source: String?

  @Flag(help: "Write a table, whatever the output is called.")
  var table = false

  @Flag(help: "End with 1, and write nothing, where a finding is more than a note.")
  var strict = false

  @Flag(help: "Findings and summary as lines of JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "No notes, no summary.")
  var quiet = false

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "registry"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  func run() throws {
    let codes = try Home(option: home).actorCodes()
    let inputs = try InputList.expand(files).map { path in (path: path, bytes: try InputList.bytes(of: path)) }
    if inputs.isEmpty { throw CommandFault.usage("no file in \(files.joined(separator: ", ")): name one") }
    let registry = try ImportedRegistry.read(
      inputs, format: format, encoding: encoding ?? .auto,
      languages: language?.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) ?? [], codes: codes,
      statement: .init(name: name, source: source, licence: licence))
    for finding in registry.findings where !quiet || finding.severity > .note {
      Terminal.say(json ? finding.json : "\(finding)")
    }
    if registry.actors.isEmpty {
      throw ConfigurationError(
        file: inputs[0].path, what: "no actor of it can be used, read as \(registry.format.rawValue)",
        mend: "name the right format with --format")
    }
    let worst = registry.findings.map(\.severity).max() ?? .note
    if strict, worst > .note {
      if !quiet { Terminal.say(summary(registry)) }
      throw ExitCode(Exit.someRejected)
    }
    let isTable = table || output?.hasSuffix(".tsv") == true
    let file = try OutputFile(path: output)
    try file.write(
      Array((isTable ? RegistryWriter.table : { RegistryWriter.yaml($0, $1) })(registry.actors, registry.head).utf8))
    try file.finish()
    if !quiet { Terminal.say(summary(registry)) }
    if worst == .error { throw ExitCode(Exit.someRejected) }
  }

  private func summary(_ registry: ImportedRegistry) -> String {
    func count(_ severity: Finding.Severity) -> Int { registry.findings.count { $0.severity == severity } }
    let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    guard json else {
      return "\(registry.format.rawValue): \(registry.actors.count) actors; \(registry.namesIn) uses of names, "
        + "\(registry.live) live, \(registry.lost) lost, \(registry.merged) joined with others; "
        + "\(registry.findings.count) findings (\(errors) errors, \(warnings) warnings, \(notes) notes)"
    }
    return JSONBuffer.object { json in
      json.key("format")
      json.value(registry.format.rawValue)
      for (key, number) in [
        ("actors", registry.actors.count), ("names", registry.namesIn), ("live", registry.live),
        ("lost", registry.lost), ("joined", registry.merged), ("findings", registry.findings.count), ("errors", errors),
        ("warnings", warnings), ("notes", notes),
      ] {
        json.key(key)
        json.value(number)
      }
    }
  }
}
