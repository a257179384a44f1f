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
      + (totals.notes.unread > 0 ? "\(totals.notes.unread) in languages the pipeline does not read, " : "")
      + mojibake
      + (totals.duplicates > 0 ? "\(totals.duplicates) duplicates\(totals.dropped > 0 ? " dropped" : ""), " : "")
      + "\(Figures.decimal(megabytes)) MB in \(Figures.decimal(seconds)) s"
  }

  private var mojibake: String {
    guard let first = totals.notes.firstMojibake else { return "" }
    return "\(totals.notes.mojibake) decoded wrongly before they came here (\(first.reading.rawValue), first in "
      + "\(first.source):\(first.line)), "
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
    json.key("languages")
    json.beginObject()
    for (language, count) in totals.notes.languages.sorted(by: { $0.key < $1.key }) {
      json.key(language)
      json.value(count)
    }
    json.endObject()
    json.key("unread_languages")
    json.value(totals.notes.unread)
    json.key("mojibake")
    json.value(totals.notes.mojibake)
    json.key("first_mojibake")
    if let first = totals.notes.firstMojibake {
      json.beginObject()
      json.key("source")
      json.value(first.source)
      json.key("line")
      json.value(first.line)
      json.key("byte")
      json.value(first.byte)
      json.key("reading")
      json.value(first.reading.rawValue)
      json.endObject()
    } else {
      json.null()
    }
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
    json.endObject()
    json.endLine()
  }
}
