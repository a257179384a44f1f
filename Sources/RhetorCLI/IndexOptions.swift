import ArgumentParser
import Comparison
import Corpus
import Dataset
import Foundation
import Glibc
import Pipeline
import TextModel

/// Options of the commands that count analysed lines.
struct IndexOptions: ParsableArguments {
  @Argument(help: "Files of analysed lines; '-' is stdin.", completion: .file())
  var inputs: [String] = []

  @Flag(help: "The inputs are counts of parts, as --partial wrote them, to be joined.")
  var merge = false

  @Flag(help: "Write what was counted, for --merge, instead of results.")
  var partial = false

  @Option(help: "Samples of the bootstrap.")
  var samples = 1000

  @Option(help: "Of whatever is drawn by chance.")
  var seed: UInt64 = 1

  @Option(help: "Of intervals.")
  var level = 0.95

  @Option(
    help: ArgumentHelp("Megabytes that counts may take up before they go to disk.", valueName: "megabytes"))
  var memory = 256

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "End at the first line that can't be read.")
  var strict = false

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  func validate() throws {
    if !(10...1_000_000).contains(samples) { throw ValidationError("--samples \(samples): must be 10…1000000") }
    if !(level > 0 && level < 1) { throw ValidationError("--level \(level): must be between 0 and 1") }
    if !(1...1_000_000).contains(memory) { throw ValidationError("--memory \(memory): must be 1…1000000") }
  }
}

/// Reads what these options name into an index, and writes what is made of it.
struct IndexJob {
  let options: IndexOptions
  let settings: IndexSettings

  /// - Parameter write: makes results of the index.
  func run(_ write: (any SpeechIndex, inout JSONBuffer) throws -> Void) throws {
    if options.inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name files of analysed lines, or pipe them in")
    }
    let files = try InputList.expand(options.inputs.isEmpty ? ["-"] : options.inputs)
    var rejected = 0
    let builder = IndexBuilder(settings, memory: options.memory << 20)
    let index: any SpeechIndex
    if options.merge {
      index = try MergedIndex(files.map { try IndexFile(path: $0) })
      guard index.head.settings == settings else {
        throw ConfigurationError(
          file: files[0], what: "it counts \(index.head.settings.described), asked is \(settings.described)",
          mend: "merge with the options that it was made with")
      }
    } else {
      rejected = try read(files, into: builder)
      index = try builder.finish()
    }
    let file = try OutputFile(path: options.output)
    let lines = index.head.lines
    if options.partial {
      try IndexLines.write(index) { try file.write($0) }
    } else {
      var json = JSONBuffer()
      try write(index, &json)
      try file.write(json.bytes)
    }
    try file.finish()
    // The builder keeps what it put on disk until here.
    withExtendedLifetime(builder) {}
    if !options.quiet {
      if builder.linesWithoutSpeech > 0 {
        Terminal.complain(
          "\(builder.linesWithoutSpeech) of \(lines) lines hold no words: analyse with --speech to count them")
      }
      Terminal.say("\(lines) lines, \(rejected) rejected")
    }
    if rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func read(_ files: [String], into builder: IndexBuilder) throws -> Int {
    var rejected = 0
    try AnalysedFiles.read(files) { line, bytes in
      try builder.add(line, line: bytes)
    } rejected: { record in
      rejected += 1
      if !options.quiet || options.strict {
        Terminal.complain(
          "\(record.source):\(record.line): the line is not an analysed article: give what rhetor analyze wrote")
      }
      if options.strict { throw ExitCode(Exit.cannotGoOn) }
    }
    return rejected
  }
}

extension Factor: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Names of factors, parted by commas.
struct FactorList: ExpressibleByArgument {
  let factors: [Factor]

  init(_ factors: [Factor]) { self.factors = factors }

  init?(argument: String) {
    let names = argument.split(separator: ",").map(String.init)
    let read = names.compactMap { Factor($0) }
    guard read.count == names.count, Set(read).count == read.count else { return nil }
    factors = read
  }

  var defaultValueDescription: String { factors.map(\.name).joined(separator: ",") }
}

extension GroupExpression: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
