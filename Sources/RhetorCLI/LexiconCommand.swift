import ArgumentParser

struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Lexicons and dictionaries: what is wrong in them, and what they do.",
    usage: """
      rhetor lexicon lint
             rhetor lexicon explain 'Protesters condemned Lukashenko.'
      """,
    subcommands: [LexiconLintCommand.self, LexiconExplainCommand.self])
}
