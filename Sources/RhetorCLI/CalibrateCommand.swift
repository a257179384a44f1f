import ArgumentParser
import Corpus
import Dataset
import Dispatch
import Pipeline
import Segmentation
import Stance
import TextModel

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Learns words' polarities and the weights of all features from a coded sample.",
    usage: """
      rhetor calibrate --gold coded.jsonl -o calibration.json
             rhetor calibrate --gold coded.jsonl --document-parts 3 --predictions folds.jsonl -o calibration.json
             rhetor evaluate --gold coded.jsonl folds.jsonl
      """,
    discussion: """
      The sample holds lines {id, text or sentence, from, to, polarity}. Whole documents are left out in cross-validation, \
      which also chooses the penalty. The same sample gives the same bytes. Put the result into Lexicons/LANGUAGE/ as \
      calibration.json, and every command uses it.
      """)

  @Option(help: ArgumentHelp("The coded sample.", valueName: "file"), completion: .file())
  var gold: String

  @Option(
    name: .joined("o"), help: ArgumentHelp("Where the calibration goes.", valueName: "file"), completion: .file())
  var output: String

  @Option(
    help: ArgumentHelp(
      "Write the cross-validation's predictions to this file, for 'rhetor evaluate'.", valueName: "file"),
    completion: .file())
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "The first so many parts of an id, parted by '_', name its document; 0 takes the whole id.", valueName: "parts"))
  var documentParts = 0

  @Option(help: "Where the sample comes from, as the file shall say.")
  var source = "a coded sample of one's own"

  @Option(help: "The sample's licence, as the file shall say.")
  var licence = "unknown"

  @Option(
    help: ArgumentHelp(
      "Word vectors, 'word x1 x2 …' a line: what words say counts for those of like meaning, too.",
      valueName: "file"))
  var vectors: String?

  @Option(
    help: ArgumentHelp(
      "Correct the regression by so many small decision trees, for what features say only together.",
      valueName: "number"))
  var trees = 60

  @Option(
    help: ArgumentHelp(
      "Choose labels so that at most so many of a hundred are positive for negative or the reverse.",
      valueName: "percent"))
  var mostFlips = 4.9

  @Option(help: "Penalties to try, parted by commas; 1 / C of other packages.")
  var penalties = "60,100"

  @Option(
    name: .joined("p"), help: "A pipeline file, or the name of one in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Flag(name: .shortAndLong, help: "No report.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  private func readPenalties() throws -> [Double] {
    let values = penalties.split(separator: ",").map { Double($0) ?? 0 }
    guard !values.isEmpty, values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--penalties \(penalties): give numbers above 0, as in 3,10,30")
    }
    return values
  }

  func validate() throws {
    _ = try readPenalties()
    if !(0...1000).contains(trees) { throw ValidationError("--trees \(trees): must be 0…1000") }
    if !(0...100).contains(mostFlips) { throw ValidationError("--most-flips \(mostFlips): must be 0…100") }
    if !(0...100).contains(documentParts) { throw ValidationError("--document-parts \(documentParts): must be 0…100") }
  }

  func run() throws {
    let sample = try readSample()
    let vectors = try readVectors()
    let penalties = try readPenalties()
    func crossValidate(_ trainer: Trainer, _ penalties: [Double]) -> [Trainer.Trial] {
      trainer.crossValidate(sample.examples, penalties: penalties, mostFlips: mostFlips / 100) { count, body in
        let results = Guarded(Array(repeating: [[(index: Int, probabilities: Probabilities)]](), count: count))
        DispatchQueue.concurrentPerform(iterations: count) { fold in
          let found = body(fold)
          results.withLock { $0[fold] = found }
        }
        return results.withLock { $0 }
      }
    }
    func tell(_ trial: Trainer.Trial, _ what: String) {
      if quiet { return }
      Terminal.say("penalty \(trial.penalty)\(what): macro-F1 \((trial.macroF1 * 1000).rounded() / 10)")
    }
    let trials = crossValidate(Trainer(vectors: vectors), penalties)
    for trial in trials { tell(trial, "") }
    // Of two that are equally good, the stronger penalty.
    guard var best = trials.max(by: { ($0.macroF1, $0.penalty) < ($1.macroF1, $1.penalty) }) else { return }
    let trainer = Trainer(vectors: vectors, trees: trees)
    if trees > 0 {
      best = crossValidate(trainer, [best.penalty])[0]
      tell(best, " and trees")
    }
    let calibration = trainer.train(
      sample.examples, penalty: best.penalty, decision: best.decision,
      origin: .init(
        language: sample.languages[0], source: source, licence: licence, examples: sample.examples.count,
        penalty: best.penalty))
    try write(to: output) { CalibrationFile.write(calibration, to: &$0) }
    if let predictions {
      try write(to: predictions) { json in
        for (index, id) in sample.ids.enumerated() {
          TargetRecord.write(
            id: id, best.probabilities[index], StanceSummary.Label(class: best.labels[index]), to: &json)
        }
      }
    }
    if !quiet { Terminal.say("\(sample.examples.count) targets, \(calibration.lexicon.count) words: \(output)") }
  }

  private func readVectors() throws -> WordVectors? {
    guard let vectors else { return nil }
    guard let text = readText(vectors) else {
      throw InputOutputError(place: vectors, what: "no such file", mend: "name a file of word vectors")
    }
    return try WordVectors(parsing: text, path: vectors) { String(decoding: Folder.shared.fold($0), as: UTF8.self) }
  }

  private func readSample() throws -> GoldReader.Sample {
    let home = try Home(option: home)
    let path = try home.pipeline(RunSettings.pipeline(pipeline))
    var file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    // What is to be learned anew is not read first: it may be missing or out of date.
    file.stance.calibrated = false
    let analysis = try Analysis(file, home: home)
    let reader = BatchReader(files: try InputList.expand([gold]), settings: .init(format: .jsonl))
    let sample = try GoldReader(analysis, records: file.reading, documentParts: documentParts).read(reader)
    for reject in sample.rejects.prefix(RejectLimits.told) {
      Terminal.complain("\(reject.source):\(reject.line): \(reject.reason)")
    }
    if sample.rejects.count > RejectLimits.told {
      Terminal.complain("\(sample.rejects.count) lines in all could not be used")
    }
    if sample.languages.count != 1 {
      throw InputOutputError(
        place: gold, what: sample.languages.isEmpty ? "no coded lines" : "lines in several languages",
        mend: "calibrate each language from a sample of its own")
    }
    for label in 0..<3 where !sample.examples.contains(where: { $0.label == label }) {
      throw InputOutputError(
        place: gold, what: "no line with polarity \(label - 1)", mend: "code targets of all three polarities")
    }
    return sample
  }

  private func write(to path: String, _ body: (inout JSONBuffer) -> Void) throws {
    var json = JSONBuffer()
    body(&json)
    let file = try OutputFile(path: path)
    try file.write(json.bytes)
    try file.finish()
  }
}
