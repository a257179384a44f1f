import ArgumentParser
import Corpus
import Dataset
import Foundation
import Pipeline
import Statistics
import TextModel

struct GoldSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws sentences to be coded by people: a table for each coder, blind to what was found, and a key.",
    usage: """
      rhetor gold sample dump.jsonl --size 200 -o gold
             rhetor gold sample -p belarus-russia --by actor,period,label --coders 3 --overlap 0.3 dump/ -o gold
      """,
    discussion: """
      A unit is an actor in a sentence that names him. The folder gets coder-1.csv, coder-2.csv…, in which coders \
      fill in 'polarity' (-1, 0 or 1), 'holder' and 'comment'; key.jsonl, articles.jsonl and sample.json, which \
      coders must not see. The same seed draws the same units, whatever the order of the input and the number of \
      workers.
      """)

  @Option(
    name: .joined("p"), help: "A pipeline file, or the name of one in Pipelines/ (default: news).",
    completion: .pipelines)
  var pipeline: String?

  @Option(
    name: .joined("o"),
    help: ArgumentHelp("The folder to be made; one that holds a sample is left alone.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("How many units: a number, or a share of all as in 1% or 0.01.", valueName: "number"))
  var size = "200"

  @Option(
    help: ArgumentHelp(
      "Stratify by these, parted by commas: \(GoldDimension.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "list"))
  var by = "label"

  @Option(help: "How long a period is.")
  var period = GoldPeriod.month

  @Option(help: "Units of a stratum by its share of all, or the same number of each.")
  var allocation = Allocation.proportional

  @Option(help: "Seed: another one draws another sample.")
  var seed: UInt64 = 1

  @Option(help: "How many people code.")
  var coders = 2

  @Option(
    help: ArgumentHelp("Share of the units that all of them code, 0…1; the others are coded once.", valueName: "share"))
  var overlap = 0.25

  @Option(help: ArgumentHelp("Sentences of context before and after.", valueName: "sentences"))
  var context = 2

  @Flag(inversion: .prefixedNo, help: "Begin the tables with a byte order mark, which Excel needs to know UTF-8.")
  var bom = true

  @OptionGroup var options: AnalysisOptions

  private func readSize() throws -> StratifiedSample<GoldUnit>.Size {
    if let number = Int(size), (1...1_000_000).contains(number) { return .units(number) }
    let percent = size.hasSuffix("%") ? Double(size.dropLast()).map { $0 / 100 } : Double(size)
    guard let share = percent, share > 0, share <= 1, size.hasSuffix("%") || share < 1 else {
      throw ValidationError("--size \(size): must be a number 1…1000000, or a share as in 1% or 0.01")
    }
    return .share(share)
  }

  private func readDimensions() throws -> [GoldDimension] {
    let names = by.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let found = try names.map { name in
      guard let dimension = GoldDimension(rawValue: name) else {
        throw ValidationError(
          "--by \(name): must be one of \(GoldDimension.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return dimension
    }
    if Set(found).count < found.count { throw ValidationError("--by \(by): name each once") }
    return found
  }

  func validate() throws {
    _ = try readDimensions()
    if case .share = try readSize(), allocation == .equal {
      throw ValidationError("--size \(size): with --allocation equal give a number of units")
    }
    if !(1...100).contains(coders) { throw ValidationError("--coders \(coders): must be 1…100") }
    if !(0...1).contains(overlap) { throw ValidationError("--overlap \(overlap): must be 0…1") }
    if !(0...20).contains(context) { throw ValidationError("--context \(context): must be 0…20") }
    if options.resume { throw ValidationError("--resume: a sample is drawn in one go: leave it out") }
  }

  func run() throws {
    let folder = GoldFolder(output)
    try folder.checkFree()
    let settings = UnitSettings(seed: seed, by: try readDimensions(), period: period, context: context)
    let job = try AnalysisJob(options, pipeline: pipeline, records: .units(settings)) { _, _ in (nil, nil) }
    let sample = Guarded(StratifiedSample<GoldUnit>(size: try readSize(), allocation: allocation, seed: seed))
    let clock = Stopwatch()
    let wasInterrupted = try job.run(each: { result in
      sample.withLock { sample in
        for unit in result.units { sample.add(unit, hash: unit.hash, name: unit.id, stratum: unit.stratum) }
      }
    })
    try RunSummary(job, seconds: clock.seconds, isInterrupted: wasInterrupted).report(options)
    if wasInterrupted { throw ExitCode(Exit.interrupted) }
    let (drawn, population, repeated) = sample.withLock { sample in
      let drawn = sample.draw()
      return (drawn, sample.population, sample.repeated)
    }
    if population == 0 {
      throw InputOutputError(
        place: options.inputs.first ?? "stdin", what: "no sentence names an actor of the pipeline",
        mend: "name a pipeline with -p whose actors stand in the articles")
    }
    try folder.make()
    try write(drawn, population: population, job, to: folder)
    if !options.quiet { report(drawn, population: population, repeated: repeated) }
    if job.runner.totals.rejected > 0 { throw ExitCode(Exit.someRejected) }
  }

  private func write(
    _ drawn: [StratifiedSample<GoldUnit>.Drawn], population: Int, _ job: AnalysisJob, to folder: GoldFolder
  ) throws {
    let units = drawn.flatMap { stratum in stratum.units.map { (unit: $0, stratum: stratum) } }
    // Another hash than the one by which units were drawn, so that no stratum comes first.
    let order = units.sorted { first, second in
      let (a, b) = (place(first.unit, "order"), place(second.unit, "order"))
      return (a, first.unit.id) < (b, second.unit.id)
    }
    let shared = CoderPlan.shared(overlap, of: units.count)
    let plan = CoderPlan.coders(units: units.count, coders: coders, shared: shared)
    let names = (1...coders).map { "coder-\($0)" }
    var key = JSONBuffer()
    for (row, numbers) in zip(order, plan) {
      GoldKey(
        row.unit, population: row.stratum.population, sampled: row.stratum.units.count,
        coders: numbers.map { names[$0] }
      ).write(to: &key)
    }
    for (number, name) in names.enumerated() {
      let own = zip(order, plan).filter { $0.1.contains(number) }.map(\.0.unit)
      let rows = own.sorted { (place($0, name), $0.id) < (place($1, name), $1.id) }
      try folder.write(CodingSheet.empty(rows, mark: bom), to: name + ".csv")
    }
    try folder.write(articles(order.map(\.unit.article)), to: GoldFolder.articles)
    try folder.write(key.bytes, to: GoldFolder.key)
    var note = JSONBuffer()
    GoldSampleNote(
      rhetor: Versions.text, pipeline: RunSettings.pipeline(pipeline),
      calibrated: job.analysis.file.stance.calibrated, data: String(job.analysis.dataFingerprint, radix: 16),
      articles: job.runner.totals.articles, population: population, units: units.count,
      by: try readDimensions().map(\.rawValue), period: period.rawValue, allocation: allocation.rawValue, seed: seed,
      coders: coders, shared: coders > 1 ? shared : 0, context: context,
      strata: drawn.map { .init(stratum: $0.stratum, population: $0.population, sampled: $0.units.count) }
    ).write(to: &note)
    try folder.write(note.bytes, to: GoldFolder.note)
  }

  private func place(_ unit: GoldUnit, _ purpose: String) -> UInt64 {
    SeededHash.value(of: [purpose, unit.id], seed: seed)
  }

  private func articles(_ all: [Article]) -> [UInt8] {
    var json = JSONBuffer()
    var seen: Set<String> = []
    for article in all.sorted(by: { ($0.id ?? "") < ($1.id ?? "") }) where seen.insert(article.id ?? "").inserted {
      json.beginObject()
      for (key, value) in [
        ("id", article.id), ("date", article.date), ("outlet", article.outlet), ("language", article.language),
        ("title", article.title), ("text", String(decoding: article.text, as: UTF8.self)),
      ] {
        json.key(key)
        json.value(value)
      }
      json.endObject()
      json.endLine()
    }
    return json.bytes
  }

  private func report(_ drawn: [StratifiedSample<GoldUnit>.Drawn], population: Int, repeated: Int) {
    let count = drawn.reduce(0) { $0 + $1.units.count }
    let unseen = drawn.filter { $0.units.isEmpty }
    var line = "\(count) of \(population) units, \(drawn.count) strata, \(coders) coders: \(output)"
    if !unseen.isEmpty {
      line += "\n\(unseen.count) strata with \(unseen.reduce(0) { $0 + $1.population }) units gave none: "
      line += "a larger --size, fewer --by or --allocation equal reaches more of them"
    }
    if repeated > 0 { line += "\n\(repeated) units stood there twice, in articles of the same id, and were taken once" }
    Terminal.say(line)
  }
}
