import ArgumentParser
import Corpus
import Dataset
import Glibc
import Pipeline
import Statistics

struct GoldAgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract:
      "How far coders agree: Krippendorff's alpha with an interval, Cohen's kappa, percent; and where they do not.",
    usage: """
      rhetor gold agreement gold/coder-1.csv gold/coder-2.csv
             rhetor gold agreement gold/coder-*.csv --disagreements gold/adjudicated.csv
             rhetor gold agreement long.csv --column value --level interval --json
      """,
    discussion: """
      Reads tables that coders have filled in, one a coder; the file's name is the coder's. A table with a column \
      'coder' holds the codes of several (unit, coder, value). Empty cells are missing \
      codes. Intervals are 95 %, by drawing units with replacement.
      """)

  @Option(help: ArgumentHelp("The column to compare; 'polarity' holds -1, 0 and 1 alone.", valueName: "name"))
  var column: String?

  @Option(
    help: ArgumentHelp(
      """
      What differences between codes mean: nominal (words will do), ordinal, interval or ratio; by default the first \
      three.
      """,
      valueName: "level"))
  var level: KrippendorffAlpha.Level?

  @Option(
    help: ArgumentHelp(
      "Write the units on which coders differ to this table, with empty columns in which to decide.",
      valueName: "file"),
    completion: .file())
  var disagreements: String?

  @Option(help: "Samples of the bootstrap.")
  var samples = 1000

  @Option(help: "Seed of the bootstrap.")
  var seed: UInt64 = 1

  @Flag(help: "Write JSON instead of tables.")
  var json = false

  @Flag(name: .shortAndLong, help: "No summary; complaints are told all the same.")
  var quiet = false

  @Argument(help: "Tables of codes, CSV or TSV; '-', and nothing, is stdin.", completion: .file())
  var inputs: [String] = []

  func validate() throws {
    if !(10...1_000_000).contains(samples) { throw ValidationError("--samples \(samples): must be 10…1000000") }
  }

  func run() throws {
    if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name the tables that coders filled in")
    }
    let sheets = try InputList.expand(inputs.isEmpty ? ["-"] : inputs).map { path in
      CodingSheet(try InputList.bytes(of: path), file: path)
    }
    let isLong = sheets.contains { $0.names.contains("value") && !$0.names.contains("polarity") }
    let column = column?.lowercased() ?? (isLong ? "value" : "polarity")
    let kind: CodeTable.Codes =
      level == .nominal && column != "polarity" ? .words : column == "polarity" ? .polarity : .numbers
    let table = CodeTable(sheets, column: column, codes: kind)
    let report = AgreementReport(
      table, levels: level.map { [$0] } ?? [.nominal, .ordinal, .interval], samples: samples, seed: seed)
    let output = try OutputFile(path: nil)
    if json {
      var buffer = JSONBuffer()
      report.write(to: &buffer)
      buffer.endLine()
      try output.write(buffer.bytes)
    } else {
      let tables = report.tables.map(\.text).joined(separator: "\n")
      try output.write(Array((report.summary + "\n\n" + tables).utf8))
    }
    try output.finish()
    if let disagreements { try write(table, column, to: disagreements) }
    for fault in table.faults { Terminal.complain(fault.text) }
    if report.compared == 0, !quiet {
      Terminal.complain("no unit has two codes: nothing can be said of agreement")
    }
    if !table.faults.isEmpty { throw ExitCode(Exit.someRejected) }
  }

  private func write(_ table: CodeTable, _ column: String, to path: String) throws {
    var sheet = SheetText(mark: true)
    let context = ["target", "before", "text", "after"]
    sheet.add(["unit"] + context + table.coders + [column, "holder", "comment"])
    for unit in table.disagreements {
      let row = table.rows[table.units[unit]]
      let codes = table.codes[unit].map { $0.map(table.text) ?? "" }
      sheet.add([table.units[unit]] + context.map { row?[$0] ?? "" } + codes + ["", "", ""])
    }
    let file = try OutputFile(path: path)
    try file.write(sheet.bytes)
    try file.finish()
  }
}
