import ArgumentParser
import CICU
import Corpus
import Dataset
import Pipeline

/// The command line. Everything it does is done by the modules below; here are only arguments, terminal, exit codes.
@main
struct Rhetor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rhetor",
    abstract: "Which actors articles speak of, what stance is taken toward them and by whom, and in which rhetoric.",
    usage: """
      rhetor analyze dump.jsonl > analysed.jsonl
             cat dump.jsonl | rhetor analyze --evidence | jq -c '.actors[]'
             rhetor run belarus-russia articles/ -o results/
      """,
    version: Versions.text,
    subcommands: [
      RunCommand.self, AnalyzeCommand.self, CompareCommand.self, SeriesCommand.self, KwicCommand.self,
      NetworkCommand.self, SegmentCommand.self, ScoreCommand.self, EvaluateCommand.self, CalibrateCommand.self,
      GoldCommand.self, LexiconCommand.self, ActorsCommand.self, VerifyCommand.self, RerunCommand.self,
      SchemaCommand.self, CodebookCommand.self, ConfigCommand.self, ManualCommand.self,
    ])

  static func main() {
    Signals.ignoreBrokenPipes()
    Signals.hearOfInterrupts()
    if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
      print(Versions.long)
      Exit.now(Exit.done)
    }
    do {
      var command = try commandNamedFirst() ?? parseAsRoot()
      try command.run()
    } catch let error as ExitCode {
      Exit.now(error.rawValue)
    } catch {
      Exit.with(error)
    }
  }
}

extension Rhetor {
  /// The command that is named first, parsed for itself: to come to it from the root takes as long again.
  /// - Returns: nil for all else, help and faults among it, of which the root tells as a whole.
  private static func commandNamedFirst() -> (any ParsableCommand)? {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first,
      let command = configuration.subcommands.first(where: { $0.configuration.commandName == name }),
      command.configuration.subcommands.isEmpty,
      let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())), type(of: parsed) == command
    else { return nil }
    return parsed
  }
}

/// Everything that results can depend on.
enum Versions {
  static let rhetor = "0.1.0"

  static var text: String {
    "rhetor \(rhetor) (Swift \(swift), ICU \(string(icu_version)), Unicode \(string(icu_unicode_version)))"
  }

  /// The same as a manifest has it.
  static var program: Manifest.Program {
    .init(
      rhetor: rhetor, swift: swift, icu: string(icu_version), unicode: string(icu_unicode_version),
      sqlite: SQLiteWriter.libraryVersion)
  }

  /// What `--version` tells.
  static var long: String {
    guard let home = try? Home() else { return text + "\nno lexicons found: name their folder with RHETOR_HOME" }
    let lexicons = LexiconVersion.all(in: home).map { lexicon in
      "\n\(lexicon.language): \(lexicon.tables) tables, version \(lexicon.versions.joined(separator: ", "))"
    }
    return text + "\nlexicons in \(home.lexicons)" + lexicons.joined()
  }

  static var swift: String {
    #if swift(>=6.4)
      "6.4 or later"
    #elseif swift(>=6.3)
      "6.3"
    #elseif swift(>=6.2)
      "6.2"
    #else
      "6.1"
    #endif
  }

  private static func string(_ read: (UnsafeMutablePointer<CChar>) -> Void) -> String {
    var buffer = [CChar](repeating: 0, count: 20)
    buffer.withUnsafeMutableBufferPointer { read($0.baseAddress!) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
