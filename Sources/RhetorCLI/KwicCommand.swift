import ArgumentParser
import Dataset
import Glibc
import Lexicon
import Pipeline

extension ConcordanceRequest.Order: ExpressibleByArgument {}

extension ContextWindow: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

enum MatchForm: String, CaseIterable, ExpressibleByArgument {
  case `case`, accents, stem

  var form: TokenForm { TokenForm(names: rawValue[...])! }
}

/// How lines are written.
enum KwicFormat: String, CaseIterable, ExpressibleByArgument { case jsonl, csv, table }

struct KwicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kwic",
    abstract: "Concordance lines: a term, an actor or a frame with the words around it, and whose words these are.",
    usage: """
      rhetor kwic 'sanction*' dump.jsonl
             rhetor kwic @lukashenko --names-only --sort right dump.jsonl
             rhetor kwic -e 'multinational state' -e @nation --by-holder @putin --output-format csv dump.jsonl
      """,
    discussion: """
      A term is written as in a lexicon (docs/matching.md): sanction*, 'lose ~2 vote', '(no|little) trust'. @ID is an actor \
      or a frame of the pipeline; @actor:ID and @frame:ID where both have it; '\\@word' is the word itself. On a terminal \
      lines are a table, elsewhere JSON.
      """)

  @Argument(help: "What to look for; with -e all arguments are inputs.")
  var term: String?

  @Option(
    name: [.customShort("e"), .customLong("term")],
    help: ArgumentHelp("What to look for; may be given several times.", valueName: "term"))
  var terms: [String] = []

  @Option(help: ArgumentHelp("Words to the left and right, or 'sentence'.", valueName: "words"))
  var window = ContextWindow.words(5)

  @Option(help: "Put lines in order by the words to the left, to the right, or by what was found.")
  var sort = ConcordanceRequest.Order.none

  @Option(help: ArgumentHelp("By whose rules, as in ru or de-u-co-phonebk (default: no language's).", valueName: "tag"))
  var locale: String?

  @Option(help: ArgumentHelp("How terms are compared besides; may be given several times.", valueName: "form"))
  var match: [MatchForm] = []

  @Flag(help: "Leave out pronouns that stand for an actor.")
  var namesOnly = false

  @Option(help: ArgumentHelp("Only the words of this holder: @ID, article or unresolved.", valueName: "holder"))
  var byHolder: String?

  @Flag(help: "Write how often each article has each term instead; articles without it are left out.")
  var count = false

  @Option(help: "Lines of JSON, a table with commas, or one to look at (default: table on a terminal, else jsonl).")
  var outputFormat: KwicFormat?

  @OptionGroup var filter: FilterOptions

  func validate() throws {
    if locale != nil, sort == .none { throw ValidationError("--locale: nothing is put in order: add --sort") }
    if count, sort != .none { throw ValidationError("--count: there are no lines to --sort: leave one of them out") }
    let options = filter.options
    for (flag, isGiven) in [
      ("--evidence", options.evidence == true), ("--dictionary", !options.dictionary.isEmpty),
      ("--calibration", options.calibration == true),
    ] where isGiven {
      throw ValidationError("\(flag): concordance lines have no scores: leave it out")
    }
    if options.dedupe == true, options.dropDuplicates != true {
      throw ValidationError("--dedupe: concordance lines do not tell of duplicates: use --drop-duplicates")
    }
  }

  func run() throws {
    var filter = filter
    var queries = terms
    if let term {
      if terms.isEmpty { queries = [term] } else { filter.options.inputs.insert(term, at: 0) }
    }
    if queries.isEmpty {
      throw CommandFault.noInput("say what to look for: a term, or @ and the id of an actor or a frame")
    }
    if queries.contains(where: \.isEmpty) { throw CommandFault.usage("an empty term: write a word") }
    try filter.run(.concordance(request(queries, filter)))
  }

  private func request(_ queries: [String], _ filter: FilterOptions) -> ConcordanceRequest {
    var request = ConcordanceRequest(queries: queries)
    for name in match { request.form.insert(name.form) }
    request.window = window
    request.namesOnly = namesOnly
    request.holder = byHolder
    request.order = sort
    request.locale = locale ?? "und"
    request.counts = count
    let goesToTerminal = (filter.output ?? "-") == "-" && isatty(STDOUT_FILENO) == 1
    switch outputFormat ?? (goesToTerminal ? .table : .jsonl) {
    case .jsonl: request.format = .jsonl
    case .csv: request.format = .csv
    case .table:
      request.format = .table(
        ConcordanceTable(
          width: Terminal.width(of: STDOUT_FILENO),
          isColoured: (filter.output ?? "-") == "-" && Terminal.showsColour(filter.options.color, on: STDOUT_FILENO)))
    }
    return request
  }
}
