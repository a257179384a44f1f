import ArgumentParser

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "A filter: articles in, one JSON line an article out, in the order of the input.",
    usage: """
      rhetor analyze dump.jsonl > analysed.jsonl
             zcat dump.jsonl.gz | rhetor analyze --map text=body,id=url --evidence | jq -c '.actors[]'
             rhetor analyze -p belarus-russia articles/ -o analysed.jsonl
      """,
    discussion:
      "Exit codes: 0 done, 1 some records rejected, 2 cannot go on, 64 usage, 78 a data file is wrong, 130 interrupted."
  )

  @OptionGroup var filter: FilterOptions

  func run() throws { try filter.run(.articles) }
}
