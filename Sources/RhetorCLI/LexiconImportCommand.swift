import ArgumentParser
import Corpus
import Dataset
import Lexicon
import Pipeline
import TextModel

extension DictionaryFormat: ExpressibleByArgument {}

struct LexiconImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turns a dictionary of another program into a lexicon, and says what of it is lost or doubtful.",
    usage: """
      rhetor lexicon import policy.cat --licence CC-BY-4.0 -o policy.tsv
             rhetor lexicon import adj_dictionary.txt noun_dictionary.txt verb_dictionary.txt -o so-cal.tsv
             rhetor lexicon import --format words --encoding windows-1252 lists/*.txt > lists.tsv
      """,
    discussion: """
      Reads quanteda's YAML, LIWC's .dic and .dicx, WordStat's .cat, Yoshikoder's .ykd and .lcd, Lexicoder's .lc3, VADER, AFINN, \
      NRC EmoLex, SO-CAL (all its files at once), MPQA's .tff, SentiWS, tables with a header (pattern, category, weight, pos, \
      type) and lists of words. What it finds goes to stderr, as 'file:line: what: how to mend it'. It ends with 1 where \
      an entry was lost, with --strict where anything is more than a note; then nothing is written.
      """)

  @Argument(help: "Files of one dictionary, all of one format; '-' is stdin.", completion: .file())
  var files: [String]

  @Option(help: "Their format; by default told from their content, then from their names.")
  var format: DictionaryFormat?

  @Option(
    help: ArgumentHelp(
      "Their encoding, by any name ICU knows (default: UTF-8 where that is valid, and guessed else).", valueName: "name"
    ))
  var encoding: InputEncoding?

  @Option(help: "The lexicon's name, as its head shall say (default: the dictionary's own, or the file's).")
  var name: String?

  @Option(help: ArgumentHelp("Its language (default: en, or the format's).", valueName: "tag"))
  var language: String?

  @Option(help: "What may be done with it, as the head shall say.")
  var licence: String?

  @Option(help: "Where it comes from, as the head shall say (default: the files' names).")
  var source: String?

  @Flag(help: "End with 1, and write nothing, where a finding is more than a note.")
  var strict = false

  @Flag(help: "Findings and summary as lines of JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "No notes, no summary.")
  var quiet = false

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "lexicon"), completion: .file())
  var output: String?

  func run() throws {
    let inputs = try InputList.expand(files).map { path in (path: path, bytes: try InputList.bytes(of: path)) }
    let dictionary = try ImportedDictionary.read(
      inputs, format: format, encoding: encoding ?? .auto,
      statement: .init(name: name, language: language, source: source, licence: licence))
    for finding in dictionary.findings where !quiet || finding.severity > .note {
      Terminal.say(json ? finding.json : "\(finding)")
    }
    if dictionary.entries.isEmpty {
      throw ConfigurationError(
        file: inputs[0].path, what: "no entry of it can be used, read as \(dictionary.format.rawValue)",
        mend: "name the right format with --format")
    }
    let worst = dictionary.findings.map(\.severity).max() ?? .note
    if strict, worst > .note {
      if !quiet { Terminal.say(summary(dictionary)) }
      throw ExitCode(Exit.someRejected)
    }
    let file = try OutputFile(path: output)
    try file.write(Array(DictionaryWriter.text(dictionary).utf8))
    try file.finish()
    if !quiet { Terminal.say(summary(dictionary)) }
    if worst == .error { throw ExitCode(Exit.someRejected) }
  }

  private func summary(_ dictionary: ImportedDictionary) -> String {
    func count(_ severity: Finding.Severity) -> Int { dictionary.findings.count { $0.severity == severity } }
    let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    guard json else {
      return "\(dictionary.format.rawValue): \(dictionary.entriesIn) entries, \(dictionary.entries.count) live, "
        + "\(dictionary.lost) lost, \(dictionary.merged) joined with others; "
        + "\(dictionary.findings.count) findings (\(errors) errors, \(warnings) warnings, \(notes) notes)"
    }
    return JSONBuffer.object { json in
      json.key("format")
      json.value(dictionary.format.rawValue)
      for (key, number) in [
        ("entries", dictionary.entriesIn), ("live", dictionary.entries.count), ("lost", dictionary.lost),
        ("joined", dictionary.merged), ("findings", dictionary.findings.count), ("errors", errors),
        ("warnings", warnings), ("notes", notes),
      ] {
        json.key(key)
        json.value(number)
      }
    }
  }
}
