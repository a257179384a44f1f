import Corpus
import Dispatch
import Foundation
import Glibc
import Pipeline

/// The files a job writes, and a note of how far it has come, so that it can be gone on with after any kind of end.
///
/// The note (`FILE.progress`) stands beside the unfinished file (`FILE.part`). It is written after the bytes it tells of have
/// reached the disk and takes the place of the one before in a single step, so that whenever the job ends, the
/// note that is there is true. Going on means: cut the files to the lengths in the note, pass over the records it counts,
/// and analyse the rest; the result has the same bytes as that of an unbroken run.
///
/// Its methods are called in the order of the input, one at a time.
final class JobFiles: @unchecked Sendable {
  /// What the note holds.
  struct Progress: Codable {
    static let format = 1

    var format = Progress.format
    /// All that the result depends on: program, data, settings, inputs.
    var job: String
    /// Bytes by path.
    var files: [String: Int]
    var totals: Runner.Totals
  }

  private let records: OutputFile
  /// nil where records are written as they come.
  private let sorter: RecordSorter?
  private let rejects: OutputFile?
  private let sink: RejectSink
  private let job: String
  /// By path: files that can be gone on with.
  private var files: [(path: String, file: OutputFile)] = []
  /// nil where the records do not go to a file.
  private let note: String?
  private let interval: Double
  private var lastNote = Stopwatch()
  /// What an earlier run did.
  let done: Runner.Totals

  /// - Parameters:
  ///   - records: nil or `-` for stdout.
  ///   - rejects: nil to tell the first few on stderr.
  ///   - job: see `Progress.job`.
  ///   - kind: what stands before its records, and whether they are sorted.
  init(
    records path: String?, rejects rejectsPath: String?, job: @autoclosure () -> String, kind: RecordKind,
    lineBuffered: Bool, _ options: AnalysisOptions
  ) throws {
    sorter = kind.areSorted ? RecordSorter() : nil
    interval = options.checkpoint ?? AnalysisOptions.Defaults.checkpoint
    // Of sorted records none is written before all are read.
    let isFile = path != nil && path != "-" && !OutputFile.isDirect(path!) && !kind.areSorted
    note = isFile ? path! + ".progress" : nil
    // To put it into words takes a while.
    self.job = isFile ? job() : ""
    var earlier: Progress?
    if options.resume, kind.areSorted {
      throw CommandFault.usage("--resume: sorted lines are written when all is read: start anew, or leave out --sort")
    }
    if options.resume {
      guard let note, let path else {
        throw CommandFault.usage("--resume: there is no file to go on with: name it with -o")
      }
      earlier = try Self.read(note, job: self.job)
      if earlier == nil, access(path, F_OK) == 0 { throw CommandFault.nothingToDo("\(path) is whole already") }
    }
    done = earlier?.totals ?? Runner.Totals()
    records = try OutputFile(path: path, lineBuffered: lineBuffered, after: path.flatMap { earlier?.files[$0] })
    if earlier == nil { try records.write(kind.header) }
    rejects = try rejectsPath.map { try OutputFile(path: $0, after: earlier?.files[$0]) }
    // With --strict the first one ends the run and is told then.
    sink = RejectSink(rejects, isQuiet: options.quiet || options.strict)
    if let note {
      if earlier == nil { unlink(note) }
      files.append((path!, records))
      if let rejects, !rejects.isDirect { files.append((rejectsPath!, rejects)) }
      // From here on only `finish` and a new start take them away.
      for entry in files { entry.file.isKept = true }
    }
  }

  private static func read(_ note: String, job: String) throws -> Progress? {
    guard let text = readText(note) else { return nil }
    guard let progress = try? JSONDecoder().decode(Progress.self, from: Data(text.utf8)),
      progress.format == Progress.format, progress.job == job
    else {
      throw InputOutputError(
        place: note, what: "it tells of another job (other inputs, settings, data or version)",
        mend: "repeat that one's command, or start anew without --resume")
    }
    return progress
  }

  func write(_ result: BatchResult) throws {
    if let sorter { try sorter.add(result.records) } else { try records.write(result.records) }
    try sink.write(result)
  }

  /// Called with all that was done so far.
  func wrote(_ totals: Runner.Totals) throws {
    guard note != nil, lastNote.seconds >= interval else { return }
    try takeNote(totals)
    lastNote = Stopwatch()
  }

  func takeNote(_ totals: Runner.Totals) throws {
    guard let note else { return }
    for entry in files { try entry.file.sync() }
    let progress = Progress(
      job: job, files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.file.bytes) }), totals: totals)
    let file = try OutputFile(path: note)
    try file.write(Array(try JSONEncoder().encode(progress)))
    try file.finish()
  }

  /// Records are written where progress would be drawn.
  var goToTerminal: Bool { records.goesToTerminal }

  /// Gives the files their names.
  func finish(_ totals: Runner.Totals) throws {
    // Should the job end between two of them, all can still be found.
    try takeNote(totals)
    try rejects?.finish()
    try finishRecords()
  }

  private func finishRecords() throws {
    try sorter?.drain { try records.write($0) }
    try records.finish()
  }

  /// Everything else that belongs to the job is done as well.
  func forgetProgress() { if let note { unlink(note) } }

  /// Leaves the files as they are, to be gone on with.
  /// - Returns: how, where that is possible.
  func stop(_ totals: Runner.Totals) throws -> String? {
    guard note != nil else {
      try rejects?.finish()
      try finishRecords()
      return nil
    }
    try takeNote(totals)
    return "go on with the same command and --resume"
  }
}

/// Ends of a command that are no errors of the system or the data.
enum CommandFault: Error {
  case usage(String)
  /// Nothing is to be read, and the terminal is not waited for.
  case noInput(String)
  case nothingToDo(String)
}
