import ArgumentParser
import Corpus
import Dataset
import Foundation
import Glibc
import Pipeline
import Statistics

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "How well predictions agree with a coded sample.",
    usage: """
      rhetor score gold.jsonl | rhetor evaluate --gold gold.jsonl -
             rhetor evaluate --gold gold.jsonl --document-parts 3 predictions.jsonl --compare others.jsonl --json
      """,
    discussion: """
      Both files hold lines {id, polarity}; a prediction may bring 'probabilities' {negative, neutral, positive}. Lines are \
      joined by id. Intervals are 95 %, by resampling documents: by default every line is its own. A sample that \
      'rhetor gold sample' drew is evaluated by 'rhetor gold validate'.
      """)

  @Option(help: ArgumentHelp("The coded sample.", valueName: "file"), completion: .file())
  var gold: String

  @Option(
    help: ArgumentHelp("A second file of predictions, to be compared with the first.", valueName: "file"),
    completion: .file())
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "The first so many parts of an id, parted by '_', name its document; 0 takes the whole id.", valueName: "parts"))
  var documentParts = 0

  @Option(help: "Samples of the bootstrap.")
  var samples = 1000

  @Option(help: "Seed of the bootstrap.")
  var seed: UInt64 = 1

  @Flag(help: "Write JSON instead of a table.")
  var json = false

  @Option(help: ArgumentHelp("How to write accuracy and F1 in the table: as percentages with this many digits."))
  var digits = 1

  @Argument(help: "Predictions, as rhetor score writes them; '-', and nothing, is stdin.", completion: .file())
  var predictions: String?

  func validate() throws {
    if !(10...1_000_000).contains(samples) { throw ValidationError("--samples \(samples): must be 10…1000000") }
    if !(0...100).contains(documentParts) { throw ValidationError("--document-parts \(documentParts): must be 0…100") }
    if !(0...12).contains(digits) { throw ValidationError("--digits \(digits): must be 0…12") }
    if predictions ?? "-" == "-", gold == "-" || compare == "-" { throw ValidationError("only one input can be stdin") }
  }

  func run() throws {
    if predictions == nil, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name a file of predictions, or pipe them in")
    }
    let gold = try CodedLines(gold)
    let first = try gold.joined(with: CodedLines(predictions ?? "-"))
    let second = try compare.map { try gold.joined(with: CodedLines($0)) }
    let items = gold.lines.indices.map { index in
      Evaluation.Item(
        document: document(of: gold.lines[index].id), gold: gold.lines[index].polarity,
        predicted: first[index].polarity, confidence: first[index].confidence, other: second?[index].polarity)
    }
    let evaluation = Evaluation(items, hasOther: second != nil, samples: samples, seed: seed)
    let output = try OutputFile(path: nil)
    if json {
      var buffer = JSONBuffer()
      evaluation.write(to: &buffer)
      buffer.endLine()
      try output.write(buffer.bytes)
    } else {
      try output.write(Array(evaluation.table(digits: digits).utf8))
    }
    try output.finish()
  }

  private func document(of id: String) -> String {
    documentParts == 0 ? id : id.split(separator: "_").prefix(documentParts).joined(separator: "_")
  }
}

/// Lines {id, polarity, probabilities?} of a coded sample or of predictions.
struct CodedLines {
  struct Line: Decodable {
    struct Probabilities: Decodable { var negative, neutral, positive: Double }
    var id: String
    var polarity: Int
    var probabilities: Probabilities?

    /// The probability of the label that was chosen.
    var confidence: Double? {
      probabilities.map { polarity < 0 ? $0.negative : polarity > 0 ? $0.positive : $0.neutral }
    }
  }

  let path: String
  private(set) var lines: [Line] = []
  private(set) var index: [String: Int] = [:]

  init(_ path: String) throws {
    self.path = path
    let data: Data
    if path == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else if let read = FileManager.default.contents(atPath: path) {
      data = read
    } else {
      throw InputOutputError(place: path, what: "cannot be read", mend: "check the path")
    }
    let decoder = JSONDecoder()
    for (number, bytes) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where !bytes.isEmpty {
      let place = "\(path):\(number + 1)"
      guard let line = try? decoder.decode(Line.self, from: bytes), (-1...1).contains(line.polarity) else {
        throw InputOutputError(
          place: place, what: "not a line {\"id\": text, \"polarity\": -1, 0 or 1}", mend: "recode it or take it out")
      }
      guard index.updateValue(lines.count, forKey: line.id) == nil else {
        throw InputOutputError(place: place, what: "the id '\(line.id)' stands there twice", mend: "make ids unique")
      }
      lines.append(line)
    }
    if lines.isEmpty { throw InputOutputError(place: path, what: "no lines", mend: "give lines {id, polarity}") }
  }

  /// Predictions in the order of this sample.
  func joined(with predictions: CodedLines) throws -> [Line] {
    try lines.map { line in
      guard let at = predictions.index[line.id] else {
        throw InputOutputError(
          place: predictions.path, what: "no prediction for '\(line.id)'", mend: "score the whole sample")
      }
      return predictions.lines[at]
    }
  }
}
