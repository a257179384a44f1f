import Dataset
import Dispatch
import Pipeline

struct Stopwatch {
  private let began = DispatchTime.now().uptimeNanoseconds
  var seconds: Double { Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9 }
}

/// What a run did: a line on stderr, and JSON where `--summary` asks for it.
struct RunSummary {
  private let totals: Runner.Totals
  private let seconds: Double
  private let isInterrupted: Bool

  init(_ job: AnalysisJob, seconds: Double, isInterrupted: Bool) {
    totals = job.runner.totals
    self.seconds = seconds
    self.isInterrupted = isInterrupted
  }

  func report(_ options: AnalysisOptions) throws {
    if let path = options.summary {
      var json = JSONBuffer()
      write(&json)
      let file = try OutputFile(path: path)
      try file.write(json.bytes)
      try file.finish()
    }
    if !options.quiet { Terminal.say(line) }
  }

  private var line: String {
    let megabytes = Double(totals.inputBytes) / 1e6
    let rejected = totals.rejected == 0 ? "0 rejected" : Terminal.red("\(totals.rejected) rejected")
    return "\(isInterrupted ? "interrupted: " : "")\(totals.articles) articles, \(rejected), "
      + (totals.passedOver > 0 ? "\(totals.passedOver) were no articles, " : "")
      + (totals.unknownDates > 0 ? "\(totals.unknownDates) with a date that can't be read, " : "")
      + "\(Figures.decimal(megabytes)) MB in \(Figures.decimal(seconds)) s"
  }

  /// Without the time taken, so that the same input gives the same bytes.
  func write(_ json: inout JSONBuffer) {
    json.beginObject()
    json.key("version")
    json.value(Versions.text)
    json.key("records")
    json.value(totals.records)
    json.key("articles")
    json.value(totals.articles)
    json.key("rejected")
    json.value(totals.rejected)
    json.key("reasons")
    json.beginObject()
    for (reason, count) in totals.reasons.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      json.key(reason)
      json.value(count)
    }
    json.endObject()
    json.key("passed_over")
    json.value(totals.passedOver)
    json.key("unknown_dates")
    json.value(totals.unknownDates)
    json.key("bytes")
    json.value(totals.inputBytes)
    json.key("sentences")
    json.value(totals.tallies.sentences)
    json.key("words")
    json.value(totals.tallies.words)
    json.key("interrupted")
    json.value(isInterrupted)
    json.endObject()
    json.endLine()
  }
}
