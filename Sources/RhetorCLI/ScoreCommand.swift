import ArgumentParser

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Stance toward given targets: lines {id, text, from, to} in, {id, polarity, score} out.",
    usage: """
      rhetor score targets.jsonl > predictions.jsonl
             rhetor score --evidence gold.jsonl | jq 'select(.polarity == -1)'
      """,
    discussion: """
      'from' and 'to' say where in the text (or 'sentence') the target stands, in Unicode characters, half-open. Whatever \
      else a line holds is not looked at, so a coded sample can be scored as it is and then be given to 'rhetor evaluate'.
      """)

  @OptionGroup var filter: FilterOptions

  func run() throws { try filter.run(.targets) }
}
