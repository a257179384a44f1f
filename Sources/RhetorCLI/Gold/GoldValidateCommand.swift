import ArgumentParser
import Corpus
import Dataset
import Pipeline
import Statistics

struct GoldValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Holds what was found against what people coded: validation.json, and a page to read.",
    usage: """
      rhetor gold validate gold
             rhetor gold validate gold --no-sensitivity -o report
      """,
    discussion: """
      Reads the folder that 'rhetor gold sample' made, with the coders' tables filled in and, where they differ, the \
      decisions in adjudicated.csv. Writes validation.json and validation.md there: agreement of coders, precision, \
      recall and F1 with intervals, baselines, scores against codes and length, coverage, figures by \
      target and holder, and what changes without each lexicon and window.
      """)

  @Option(
    name: .joined("p"), help: "The pipeline, by default the one that the sample was drawn with.",
    completion: .pipelines)
  var pipeline: String?

  @Option(
    name: .joined("o"), help: ArgumentHelp("Write into this folder instead of the sample's.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(inversion: .prefixedNo, help: "Score the sample again without each lexicon and with other windows.")
  var sensitivity = true

  @Option(
    help: ArgumentHelp(
      "End with 1 where coders' alpha (ordinal) is lower than this, or there is none.", valueName: "alpha"))
  var leastAlpha: Double?

  @Option(help: "Samples of the bootstrap.")
  var samples = 1000

  @Option(help: "Seed of the bootstrap.")
  var seed: UInt64 = 1

  @Flag(name: .shortAndLong, help: "No warnings, no summary.")
  var quiet = false

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  @Argument(help: "The sample's folder.", completion: .directory)
  var folder: String

  func validate() throws {
    if !(10...1_000_000).contains(samples) { throw ValidationError("--samples \(samples): must be 10…1000000") }
    if let leastAlpha, !(-1...1).contains(leastAlpha) {
      throw ValidationError("--least-alpha \(leastAlpha): must be -1…1")
    }
  }

  func run() throws {
    let source = GoldFolder(folder)
    let sample = try CodedSample(source)
    for fault in sample.faults { Terminal.complain(fault.text) }
    if sample.gold.codes.isEmpty {
      throw InputOutputError(
        place: folder, what: "no unit has a code", mend: "let coders fill in 'polarity': -1, 0 or 1")
    }
    let home = try Home(option: home)
    let path = try home.pipeline(pipeline ?? sample.note.pipeline)
    var file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    if !sample.note.calibrated { file.stance.calibrated = false }
    let analysis = try Analysis(file, home: home)
    let items = self.items(sample, analysis)
    let changes = try sensitivity ? Sensitivity(items, sample, analysis) { try Analysis($0, home: home) } : nil
    let validation = Validation(sample, items, sensitivity: changes, samples: samples, seed: seed)
    let target = GoldFolder(output ?? folder)
    try target.make()
    var json = JSONBuffer()
    validation.write(to: &json)
    try target.write(json.bytes, to: "validation.json")
    try target.write(Array(validation.page.utf8), to: "validation.md")
    if !quiet {
      for warning in validation.warnings { Terminal.complain(warning) }
      Terminal.say(validation.summary + ": \(target.file("validation.md"))")
    }
    let alpha = validation.agreement.alphas.first { $0.level == .ordinal }?.value
    if let leastAlpha, alpha ?? -2 < leastAlpha {
      Terminal.complain("coders' alpha is \(Shown.number(alpha)), \(leastAlpha) was asked for")
      throw ExitCode(Exit.someRejected)
    }
    if !sample.faults.isEmpty { throw ExitCode(Exit.someRejected) }
  }

  private func items(_ sample: CodedSample, _ analysis: Analysis) -> [Validation.Item] {
    let scorer = UnitScorer(analysis, seed: sample.note.seed)
    var sentiments: [String: Double?] = [:]
    var ids: [String: String] = ["article": "article"]
    for actor in analysis.registry.actors {
      for name in [actor.id, actor.name] + actor.aliases { ids[CodeTable.folded(name)] = actor.id }
    }
    return sample.keys.compactMap { key in
      guard let gold = sample.gold.codes[key.unit], let article = sample.articles[key.article] else { return nil }
      let sentence = article.cut(key.sentence)
      let sentiment = sentiments[key.article] ?? scorer.sentiment(of: article)
      sentiments[key.article] = .some(sentiment)
      return Validation.Item(
        key: key, gold: Int(gold),
        // Somebody who is on no list is what the program calls unresolved.
        holder: sample.holders[key.unit].map { ids[$0] ?? "unresolved" },
        words: String(decoding: sentence.text, as: UTF8.self).split(whereSeparator: \.isWhitespace).count,
        articleSentiment: sentiment, sentenceSentiment: scorer.sentiment(of: sentence))
    }
  }
}
