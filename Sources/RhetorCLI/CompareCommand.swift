import ArgumentParser
import Comparison
import Dataset
import Foundation
import Pipeline

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The reduce: whose rhetoric differs from whose, from analysed lines.",
    usage: """
      rhetor analyze dump.jsonl | rhetor compare -p belarus-russia > comparisons.jsonl
             rhetor compare --by speaker,month analysed.jsonl
             rhetor compare --only words --group speaker=putin --against speaker=lukashenko analysed.jsonl
             rhetor compare --partial part1.jsonl > 1.counts; rhetor compare --merge 1.counts 2.counts
      """,
    discussion: """
      Each line is a row of a table, named by 'table': contrasts of frames and their differences between groups, stance and its \
      differences, keyness of frames, words and phrases. Contrasts are counted in the lines' 'rhetoric', so new ones need no new \
      analysis; words need lines of analyze --speech. docs/comparisons.md has the formulas.
      """)

  @Option(
    name: .joined("p"),
    help: "The pipeline whose contrasts are counted: a file or a name in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Option(
    help: ArgumentHelp(
      "A group for each value, or combination of values, of \(Factor.names.joined(separator: ", ")).",
      valueName: "factors"))
  var by: FactorList?

  @Option(
    help: ArgumentHelp(
      "Compare only these, in each group of --by, as in speaker=putin|peskov,outlet=TASS.", valueName: "values"))
  var group: GroupExpression?

  @Option(help: ArgumentHelp("Hold against these instead of all the rest.", valueName: "values"))
  var against: GroupExpression?

  @Flag(inversion: .prefixedNo, help: "Also groups of all values together, with * for them (default: without --by).")
  var totals: Bool?

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "What is compared, parted by commas: contrasts, stance, and keyness of frames, words, phrases.",
      valueName: "parts"))
  var parts: PartList = PartList([.contrasts])

  @Option(help: ArgumentHelp("Words of the longest phrases, 2…4.", valueName: "words"))
  var phraseLength = 3

  @Flag(inversion: .prefixedNo, help: "Count actors' names as words, @ and their id.")
  var names = true

  @Option(help: "Rows of a group on each side: what is typical of it, what it avoids.")
  var top = 25

  @Option(help: "Occurrences that a word, phrase or frame has at least.")
  var minCount = 5

  @Option(help: "Articles that it stands in at least.")
  var minArticles = 2

  @Option(help: ArgumentHelp("Strength of the informative prior of log-odds, in words.", valueName: "words"))
  var prior = 500.0

  @Option(help: "Samples of the permutation test; 0 for none.")
  var permutations = 999

  @Flag(help: "Test words, phrases and frames across articles as well.")
  var permuteItems = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  @OptionGroup var options: IndexOptions

  func validate() throws {
    if !(2...4).contains(phraseLength) { throw ValidationError("--phrase-length \(phraseLength): must be 2…4") }
    if !(1...1_000_000).contains(top) { throw ValidationError("--top \(top): must be 1…1000000") }
    if minCount < 1 { throw ValidationError("--min-count \(minCount): must be 1 or more") }
    if minArticles < 1 { throw ValidationError("--min-articles \(minArticles): must be 1 or more") }
    if !(prior > 0 && prior.isFinite) { throw ValidationError("--prior \(prior): must be above 0") }
    if !(0...1_000_000).contains(permutations) {
      throw ValidationError("--permutations \(permutations): must be 0…1000000")
    }
    if against != nil, group == nil, by == nil { throw ValidationError("--against: name a group with --group or --by") }
  }

  func run() throws {
    let factors = by?.factors ?? []
    guard Set(factors.map(\.column)).count == factors.count else {
      throw CommandFault.usage("--by: periods of two kinds: name one of them")
    }
    let grouping = Grouping(
      by: by?.factors ?? (group == nil ? [.speaker] : []), group: group, against: against,
      withTotals: totals ?? (by == nil && group == nil))
    let parts = Set(self.parts.parts)
    var settings = ComparisonSettings(
      grouping: grouping, parts: parts,
      contrasts: parts.contains(.contrasts) ? try readContrasts().map { ($0.id, $0.left, $0.right) } : [])
    settings.samples = options.samples
    settings.seed = options.seed
    settings.level = options.level
    settings.permutations = permutations
    settings.permutesItems = permuteItems
    settings.top = top
    settings.leastCount = minCount
    settings.leastArticles = minArticles
    settings.prior = prior
    let job = IndexJob(
      options: options,
      settings: IndexSettings(
        factors: grouping.factors,
        phraseLength: parts.contains(.phrases) ? phraseLength : parts.contains(.words) ? 1 : 0,
        keepsNames: names))
    try job.run { index, json in try Comparison(index, settings).write(to: &json) }
  }

  private func readContrasts() throws -> [PipelineFile.ContrastRow] {
    let path = try Home(option: home).pipeline(RunSettings.pipeline(pipeline))
    return try PipelineFile(parsing: readText(path) ?? "", path: path).contrasts
  }
}

/// Names of tables, parted by commas.
struct PartList: ExpressibleByArgument {
  let parts: [ComparisonSettings.Part]

  init(_ parts: [ComparisonSettings.Part]) { self.parts = parts }

  init?(argument: String) {
    let names = argument.split(separator: ",").map(String.init)
    parts = names.compactMap(ComparisonSettings.Part.init)
    if parts.count != names.count { return nil }
  }

  var defaultValueDescription: String { parts.map(\.rawValue).joined(separator: ",") }
}
