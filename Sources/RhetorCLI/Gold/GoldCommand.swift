import ArgumentParser
import Dataset
import Statistics

extension GoldDimension: ExpressibleByArgument {}
extension GoldPeriod: ExpressibleByArgument {}
extension Allocation: ExpressibleByArgument {}
extension KrippendorffAlpha.Level: ExpressibleByArgument {}

/// Commands about a sample that people code, from drawing it to the page a reviewer reads.
struct GoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gold",
    abstract: "A sample coded by people: drawn, compared between coders, held against what the program found.",
    usage: """
      rhetor gold sample dump.jsonl --size 200 -o gold
             rhetor gold agreement gold/coder-1.csv gold/coder-2.csv
             rhetor gold validate gold
      """,
    subcommands: [GoldSampleCommand.self, GoldAgreementCommand.self, GoldValidateCommand.self])
}
