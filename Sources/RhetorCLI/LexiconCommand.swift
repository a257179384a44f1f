import ArgumentParser

/// Commands about lexicons; each has a file of its own.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Lexicons of one's own: brought from other programs.",
    usage: """
      rhetor lexicon import policy.cat --licence CC-BY-4.0 -o policy.tsv
      """,
    subcommands: [LexiconImportCommand.self])
}
