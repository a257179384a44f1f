/// rhetor(1) in roff's man macros.
struct ManualPage {
  private let tool = CommandPage.rhetor
  /// Options that several commands have; they are told of once.
  private let common: [(label: String, argument: CommandPage.Argument)]

  init() {
    let all = tool.leaves.flatMap(\.entries)
    var common: [(label: String, argument: CommandPage.Argument)] = []
    for entry in all where !entry.argument.isPositional && !common.contains(where: { $0.argument == entry.argument }) {
      if all.count(where: { $0.argument == entry.argument }) > 1 { common.append(entry) }
    }
    self.common = common
  }

  var text: String {
    var page = """
      .\\" Made by 'rhetor manual' from the definitions of commands and settings.
      .TH RHETOR 1 "" "rhetor \(Versions.rhetor)" "User Commands"
      .SH NAME
      rhetor \\- stance toward political actors in news articles
      .SH SYNOPSIS

      """
    for command in tool.leaves { page += ".PP\n\(Self.bold(command.synopsis))\n" }
    page += ".SH DESCRIPTION\n\(Self.plain(tool.abstract))\n"
    page += paragraph(
      "Records go to standard output, all else to standard error. A file named \\(aq\\-\\(aq is standard input or output."
    )
    page += ".SH EXAMPLES\n"
    for example in tool.examples { page += ".PP\n.nf\n\(Self.bold(example))\n.fi\n" }
    page += ".SH COMMANDS\n"
    for command in tool.leaves { page += section(command) }
    page += ".SH OPTIONS OF SEVERAL COMMANDS\n"
    for entry in common { page += item(Self.plain(entry.label), entry.argument.meaning) }
    page += ".SH ENVIRONMENT\n"
    page += paragraph("A flag wins over the environment, that over the pipeline file, and that over the default.")
    for row in SettingsTable.rows {
      page += item(row.variable, "As \\fB\(Self.plain("--" + row.name))\\fR.", isPlain: false)
    }
    for (variable, meaning) in SettingsTable.shared { page += item(variable, meaning) }
    page += ".SH EXIT STATUS\n"
    for (code, meaning) in Exit.meanings { page += item("\(code)", meaning) }
    page += ".SH FILES\n"
    page += item("PREFIX/share/rhetor", "Lexicons and pipelines, PREFIX/bin being where the program is.")
    page += item(
      "FILE.part, FILE.progress", "A result that is not whole yet, and what \\-\\-resume needs to go on.",
      isPlain: false)
    return page
  }

  private func section(_ command: CommandPage) -> String {
    var text = ".SS \"\(Self.plain(command.synopsis))\"\n\(Self.plain(command.abstract))\n"
    if !command.discussion.isEmpty { text += paragraph(Self.plain(command.discussion)) }
    for example in command.examples { text += ".PP\n.nf\n\(Self.bold(example))\n.fi\n" }
    let (own, shared) = command.entries.reduce(into: ([(String, CommandPage.Argument)](), [String]())) { parts, entry in
      if common.contains(where: { $0.argument == entry.argument }) {
        parts.1.append(entry.argument.flags.last ?? "")
      } else {
        parts.0.append(entry)
      }
    }
    for (label, argument) in own { text += item(Self.plain(label), argument.meaning) }
    if !shared.isEmpty { text += paragraph("Also, as below: " + Self.plain(shared.joined(separator: ", ")) + ".") }
    return text
  }

  private func item(_ label: String, _ meaning: String, isPlain: Bool = true) -> String {
    ".TP\n\\fB\(label)\\fR\n\(isPlain ? Self.plain(meaning) : meaning)\n"
  }

  private func paragraph(_ text: String) -> String { ".PP\n\(text)\n" }

  private static func bold(_ text: String) -> String { "\\fB\(plain(text))\\fR" }

  /// Text in which roff finds nothing of its own.
  private static func plain(_ text: String) -> String {
    let escapes: [Character: String] = [
      "\\": "\\e", "-": "\\-", "'": "\\(aq", "\"": "\\(dq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti",
    ]
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let escaped = line.map { escapes[$0] ?? String($0) }.joined()
      return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }.joined(separator: "\n")
  }
}
