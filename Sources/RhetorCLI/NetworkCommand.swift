import ArgumentParser
import Corpus
import Dataset
import Glibc
import Pipeline

extension NetworkGraph.Edges: ExpressibleByArgument {}

enum NetworkFormat: String, CaseIterable, ExpressibleByArgument { case graphml, gexf, json }

struct NetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "A graph of actors, from analysed lines: who is named with whom, who takes which stance toward whom.",
    usage: """
      rhetor analyze dump.jsonl | rhetor network > actors.graphml
             rhetor network --kind stance --min-articles 3 --from 2020-08 --to 2020-12 analysed.jsonl -o autumn.graphml
             rhetor network --format json analysed.jsonl | jq '.edges[] | select(.score < 0)'
      """,
    discussion: """
      Stance edges lead from a holder to a target, with the mean score weighted by sentences ('score') and by articles; \
      co-occurrence edges tell in how many articles both are named, with Jaccard's coefficient and normalised PMI. A graph \
      with both kinds is a directed multigraph. docs/kwic.md explains every attribute.
      """)

  @Option(help: "Which edges.")
  var kind = NetworkGraph.Edges.both

  @Option(help: "GraphML (networkx, igraph, Gephi), GEXF 1.3 (Gephi) or node-link JSON (networkx, D3).")
  var format = NetworkFormat.graphml

  @Option(help: "Leave out nodes and edges of fewer articles.")
  var minArticles = 1

  @Option(help: ArgumentHelp("Articles of this day, month or year and later ones.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Articles of this day, month or year and earlier ones.", valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("Articles of this outlet only; may be given several times.", valueName: "name"))
  var outlet: [String] = []

  @Option(help: "Article scores within ± this count as neutral.")
  var neutral = 0.05

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write here instead of stdout.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "End at the first line that can't be read.")
  var strict = false

  @Flag(name: .shortAndLong, help: "No complaints, no summary.")
  var quiet = false

  @Argument(help: "Files of analysed lines; '-', and nothing, is stdin.", completion: .file())
  var inputs: [String] = []

  func validate() throws {
    if minArticles < 1 { throw ValidationError("--min-articles \(minArticles): must be 1 or more") }
    if !(0...1).contains(neutral) { throw ValidationError("--neutral \(neutral): must be 0…1") }
    for (flag, date) in [("--from", from), ("--to", to)] {
      if let date, !NetworkFilter.isPeriod(date) {
        throw ValidationError("\(flag) \(date): write a day, a month or a year, as in 2020-08-09, 2020-08 or 2020")
      }
    }
  }

  func run() throws {
    if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name files of analysed lines, or pipe them in")
    }
    let filter = NetworkFilter(from: from, to: to, outlets: Set(outlet))
    let files = try InputList.expand(inputs.isEmpty ? ["-"] : inputs)
    let reader = BatchReader(files: files, settings: .init(format: .jsonl))
    var network = ActorNetwork(neutral: neutral)
    var (others, rejected) = (0, 0)
    while let batch = reader.next() {
      for record in batch.records {
        guard let article = try? NetworkArticle(line: batch.bytes[record.start..<record.end]) else {
          rejected += 1
          let complaint =
            "\(record.source):\(record.line): the line is no analysed article: give what rhetor analyze wrote"
          if !quiet || strict { Terminal.complain(complaint) }
          if strict { throw ExitCode(Exit.cannotGoOn) }
          continue
        }
        if filter.admits(article) { network.add(article) } else { others += 1 }
      }
    }
    let graph = NetworkGraph(network, kinds: kind, least: minArticles)
    let file = try OutputFile(path: output)
    switch format {
    case .graphml: try file.write(graph.graphML())
    case .gexf: try file.write(graph.gexf())
    case .json: try file.write(graph.json())
    }
    try file.finish()
    if !quiet {
      Terminal.say(
        "\(graph.nodes.count) actors, \(graph.edges.count) edges from \(network.articles) articles, "
          + (others > 0 ? "\(others) others passed over, " : "") + "\(rejected) rejected")
    }
    if rejected > 0 { throw ExitCode(Exit.someRejected) }
  }
}
