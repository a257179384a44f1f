import ArgumentParser

/// Commands about registries of actors; each has a file of its own.
struct ActorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actors",
    abstract: "Registries of actors: found in articles, brought in, checked.",
    usage: """
      rhetor actors discover dump.jsonl -o draft.yaml
             rhetor actors import Phoenix.Countries.actors.txt -o countries.tsv
             rhetor actors lint draft.yaml
      """,
    subcommands: [ActorsDiscoverCommand.self, ActorsImportCommand.self, ActorsLintCommand.self])
}
