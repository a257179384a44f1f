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
  private let looksForDuplicates: Bool
  private let seconds: Double
  private let isInterrupted: Bool

  init(_ job: AnalysisJob, seconds: Double, isInterrupted: Bool) {
    totals = job.runner.totals
    looksForDuplicates = job.analysis.file.duplicates != nil
    self.seconds = seconds
    self.isInterrupted = isInterrupted
  }

  func report(_ options: AnalysisOptions) throws {
    if let path = options.summary {
      var json = JSONBuffer()
      write(&json, withTime: true)
      let file = try OutputFile(path: path)
      try file.write(json.bytes)
      try file.finish()
    }
    if !options.quiet { Terminal.say(line) }
  }

  private var line: String {
    let megabytes = Double(totals.inputBytes) / 1e6
    return "\(isInterrupted ? "interrupted: " : "")\(totals.articles) articles, \(totals.rejected) rejected, "
      + (totals.passedOver > 0 ? "\(totals.passedOver) were no articles, " : "")
      + (totals.unknownDates > 0 ? "\(totals.unknownDates) with a date that can't be read, " : "")
      + (totals.duplicates > 0 ? "\(totals.duplicates) duplicates\(totals.dropped > 0 ? " dropped" : ""), " : "")
      + "\(Figures.decimal(megabytes)) MB in \(Figures.decimal(seconds)) s"
  }

  /// - Parameter withTime: the time taken, which differs from run to run, so that datasets leave it out.
  func write(_ json: inout JSONBuffer, withTime: Bool) {
    json.beginObject()
    json.key("version")
    json.value(Versions.text)
    json.key("articles")
    json.value(totals.articles)
    json.key("rejected")
    json.value(totals.rejected)
    json.key("passed_over")
    json.value(totals.passedOver)
    json.key("unknown_dates")
    json.value(totals.unknownDates)
    json.key("duplicates")
    if looksForDuplicates { json.value(totals.duplicates) } else { json.null() }
    json.key("dropped")
    json.value(totals.dropped)
    json.key("bytes")
    json.value(totals.inputBytes)
    json.key("sentences")
    json.value(totals.tallies.sentences)
    json.key("words")
    json.value(totals.tallies.words)
    json.key("interrupted")
    json.value(isInterrupted)
    if withTime {
      json.key("seconds")
      json.value(seconds)
    }
    json.endObject()
    json.endLine()
  }
}
