import ArgumentParser

/// Commands about lexicons; each has a file of its own.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Lexicons and dictionaries: brought in, checked, explained, compared.",
    usage: """
      rhetor lexicon import policy.cat -o policy.tsv
             rhetor lexicon lint policy.tsv
             rhetor lexicon explain 'Protesters condemned Lukashenko.'
      """,
    subcommands: [
      LexiconImportCommand.self, LexiconLintCommand.self, LexiconExplainCommand.self, LexiconAgreeCommand.self,
    ])
}
