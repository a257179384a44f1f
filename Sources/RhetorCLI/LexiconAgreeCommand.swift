import ArgumentParser
import Corpus
import Dataset
import Foundation
import Glibc
import Pipeline
import Statistics

struct LexiconAgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "How several dictionaries compare on the same articles: coverage and agreement.",
    usage: """
      rhetor analyze --dictionary afinn.tsv --dictionary policy.cat dump.jsonl | rhetor lexicon agree
             rhetor lexicon agree --json analysed.jsonl
      """,
    discussion: """
      Reads analysed lines with 'dictionaries'. An article's score is the relative proportional difference of a dictionary's poles, or \
      the mean weight where it has none. Agreement is Spearman's rho of the scores, and Krippendorff's alpha (ordinal) of their \
      signs; articles that one of two does not score are left out for the pair.
      """)

  @Option(help: "Samples of the bootstrap.")
  var samples = 1000

  @Option(help: "Seed of the bootstrap.")
  var seed: UInt64 = 1

  @Flag(help: "Write JSON instead of tables.")
  var json = false

  @Flag(name: .shortAndLong, help: "No complaints, no summary.")
  var quiet = false

  @Argument(help: "Files of analysed lines; '-', and nothing, is stdin.", completion: .file())
  var inputs: [String] = []

  func validate() throws {
    if !(10...1_000_000).contains(samples) { throw ValidationError("--samples \(samples): must be 10…1000000") }
  }

  /// What is read of an article record.
  private struct AnalysedLine: Decodable {
    struct Counts: Decodable { var words, sentences: Int }
    var counts: Counts
    var dictionaries: [DictionaryAgreement.Count]
  }

  func run() throws {
    if inputs.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name files of analysed lines, or pipe them in")
    }
    let files = try InputList.expand(inputs.isEmpty ? ["-"] : inputs)
    let reader = BatchReader(files: files, settings: .init(format: .jsonl))
    var agreement = DictionaryAgreement()
    var (lines, rejected) = (0, 0)
    let decoder = JSONDecoder()
    while let batch = reader.next() {
      for record in batch.records {
        let data = Data(batch.bytes[record.start..<record.end])
        guard let line = try? decoder.decode(AnalysedLine.self, from: data) else {
          rejected += 1
          if !quiet {
            Terminal.complain(
              "\(record.source):\(record.line): no analysed article with dictionaries: give what rhetor analyze --dictionary wrote"
            )
          }
          continue
        }
        agreement.add(line.dictionaries, words: line.counts.words, sentences: line.counts.sentences)
        lines += 1
      }
    }
    let output = try OutputFile(path: nil)
    try output.write(json ? written(agreement) : Array(tables(agreement).utf8))
    try output.finish()
    if !quiet { Terminal.say("\(lines) lines, \(rejected) rejected") }
    if rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func written(_ agreement: DictionaryAgreement) -> [UInt8] {
    var json = JSONBuffer()
    json.beginObject()
    json.key("coverage")
    json.beginArray()
    for (name, coverage) in zip(agreement.names, agreement.coverage) {
      json.beginObject()
      json.key("dictionary")
      json.value(name)
      for (key, number) in [
        ("articles", coverage.articles), ("matched", coverage.matched), ("scored", coverage.scored),
        ("matches", coverage.matches), ("words_matched", coverage.words), ("words", coverage.allWords),
        ("sentences_matched", coverage.sentences), ("sentences", coverage.allSentences),
      ] {
        json.key(key)
        json.value(number)
      }
      json.endObject()
    }
    json.endArray()
    json.key("pairs")
    json.beginArray()
    for pair in agreement.pairs {
      json.beginObject()
      json.key("first")
      json.value(pair.first)
      json.key("second")
      json.value(pair.second)
      json.key("articles")
      json.value(pair.articles)
      json.key("spearman")
      json.value(pair.spearman)
      json.key("alpha")
      json.value(pair.alpha)
      json.endObject()
    }
    json.endArray()
    let all = agreement.alpha(samples: samples, seed: seed)
    json.key("alpha")
    json.value(all?.value)
    json.key("alpha_low")
    json.value(all?.interval?.low)
    json.key("alpha_high")
    json.value(all?.interval?.high)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func tables(_ agreement: DictionaryAgreement) -> String {
    func share(_ part: Int, _ whole: Int) -> String {
      whole == 0 ? "–" : String(format: "%.1f %%", 100 * Double(part) / Double(whole))
    }
    func number(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
    var coverage = [["dictionary", "articles", "with a match", "scored", "matches", "of words", "of sentences"]]
    for (name, row) in zip(agreement.names, agreement.coverage) {
      coverage.append([
        name, "\(row.articles)", share(row.matched, row.articles), share(row.scored, row.articles), "\(row.matches)",
        share(row.words, row.allWords), share(row.sentences, row.allSentences),
      ])
    }
    var pairs = [["dictionary", "and", "articles", "Spearman's rho", "Krippendorff's alpha"]]
    for pair in agreement.pairs {
      pairs.append([pair.first, pair.second, "\(pair.articles)", number(pair.spearman), number(pair.alpha)])
    }
    var text = TextTable(coverage, words: 1).text
    if pairs.count > 1 { text += "\n" + TextTable(pairs, words: 2).text }
    if let all = agreement.alpha(samples: samples, seed: seed) {
      text += "\nAlpha of all: \(number(all.value)) [\(number(all.interval?.low)), \(number(all.interval?.high))]\n"
    }
    return text
  }
}
