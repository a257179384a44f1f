import ArgumentParser
import Pipeline

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "The manual, from the definitions of commands and settings.",
    usage: """
      rhetor manual > rhetor.1
             rhetor manual --settings > docs/settings.md
      """,
    // It serves `make install` and `make docs`.
    shouldDisplay: false)

  @Flag(help: "The table of settings, in Markdown.")
  var settings = false

  func run() throws {
    let output = try OutputFile(path: nil)
    try output.write(Array((settings ? SettingsTable.markdown : ManualPage().text).utf8))
    try output.finish()
  }
}

/// All settings with their flags, variables and keys.
enum SettingsTable {
  struct Row {
    var name, variable, key, fallback, meaning: String
  }

  /// The settings of a run, and where its data are looked for.
  static let rows: [Row] = {
    let options = CommandPage.rhetor.subcommands.first { $0.path.last == "analyze" }?.entries ?? []
    func row(_ name: String, _ key: String?, _ fallback: String) -> Row {
      // The defaults have a column of their own.
      let meaning = options.first { $0.argument.longName == name }?.argument.meaning ?? ""
      return Row(
        name: name, variable: Setting.variable(name), key: key ?? "", fallback: fallback,
        meaning: meaning.replacing(#/ \(default: [^)]*\)/#, with: ""))
    }
    return [
      row("home", nil, "found from the program"), row("pipeline", nil, AnalysisOptions.Defaults.pipeline),
    ] + Setting.all.map { row($0.name, $0.key, $0.fallback) }
  }()

  /// Variables that are not Rhetor's own.
  static let shared = [
    ("NO_COLOR", "Set to anything: no colours, unless --color or RHETOR_COLOR asks for them."),
    ("TERM", "With dumb, or without it: neither colours nor progress."),
  ]

  static var markdown: String {
    var text = """
      # Settings

      Made by `make docs` from the definitions in the program. A flag wins over the environment, that over the pipeline file,
      and that over the default; `rhetor config` shows which value came from where. An empty variable counts as not set; a
      switch's variable is 1 or 0. No file that Rhetor reads can make it run a command.

      | flag | environment | pipeline file | default | meaning |
      |---|---|---|---|---|

      """
    for row in rows {
      text += "| `--\(row.name)` | `\(row.variable)` | \(row.key.isEmpty ? "" : "`\(row.key)`") "
      text += "| \(row.fallback) | \(row.meaning.replacing("|", with: "\\|")) |\n"
    }
    text += "\n| environment | meaning |\n|---|---|\n"
    for (variable, meaning) in shared { text += "| `\(variable)` | \(meaning) |\n" }
    text += "\nThe stages' own settings stand in pipeline files alone; "
    return text + "[belarus-russia.yaml](../Pipelines/belarus-russia.yaml) explains every key.\n"
  }
}
