import ArgumentParser
import Corpus
import Dispatch
import Glibc
import Pipeline
import Segmentation

extension DateOrder: ExpressibleByArgument {}
extension InputFormat: ExpressibleByArgument {}

extension InputEncoding: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
extension Segmenter.Engine: ExpressibleByArgument {}

enum ColorChoice: String, CaseIterable, ExpressibleByArgument { case auto, always, never }

/// Options of the commands that analyse articles, as they were typed.
struct AnalysisOptions: ParsableArguments {
  @Argument(
    help: "Files or folders of them, compressed (gzip, bzip2, xz, zstd) or not; '-' is stdin.")
  var inputs: [String] = []

  @Option(help: "How to read the inputs; by default told from their first bytes, then from their names.")
  var format: InputFormat?

  @Option(
    help: ArgumentHelp(
      "Encoding of the inputs, by any name ICU knows, or auto to guess it (default: utf-8; a byte order mark wins).",
      valueName: "name"))
  var encoding: InputEncoding?

  @Flag(inversion: .prefixedNo, help: "Put U+FFFD for bytes that are no text, instead of rejecting their records.")
  var replaceInvalid: Bool?

  @Option(help: ArgumentHelp("Which field of a record holds what, as in text=body,id=meta.url.", valueName: "fields"))
  var map: String?

  @Option(help: "Which comes first in dates such as 03/04/2021; such dates are left out where it is not said.")
  var dateOrder: DateOrder?

  @Option(help: ArgumentHelp("Read the names of inputs from this file, one a line; '-' is stdin.", valueName: "file"))
  var filesFrom: String?

  @Flag(name: [.customShort("0"), .customLong("null")], help: "Names in --files-from end with NUL.")
  var endedByNull = false

  @Option(name: .shortAndLong, help: "Workers; by default one a processor.")
  var jobs: Int?

  @Flag(inversion: .prefixedNo, help: "Write the words behind every score.")
  var evidence: Bool?

  @Flag(inversion: .prefixedNo, help: "Judge by what was learned from coded samples, or by lexicons and rules alone.")
  var calibration: Bool?

  @Option(help: "Word and sentence rules: fast (tables, ICU where they end) or icu (ICU alone); the results agree.")
  var segmenter: Segmenter.Engine?

  @Option(help: "Write the records that could not be read to this file.")
  var rejects: String?

  @Flag(help: "End at the first record that can't be read.")
  var strict = false

  @Option(help: "Write the run's summary to this file, as JSON.")
  var summary: String?

  @Flag(name: .shortAndLong, help: "No progress, no summary.")
  var quiet = false

  @Option(help: "Colour on stderr: auto, always or never.")
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("Bytes of input in a batch.", valueName: "bytes"))
  var batchSize = 1 << 18

  @Option(help: ArgumentHelp("Longest record, in bytes; longer ones are rejected.", valueName: "bytes"))
  var maxRecord = 1 << 26

  @Option(help: ArgumentHelp("How many times larger a compressed input may become.", valueName: "times"))
  var maxRatio = 1000

  @Option(help: ArgumentHelp("Most bytes that a compressed input may become.", valueName: "bytes"))
  var maxUnpacked: Int?

  @Option(help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"))
  var home: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): must be 1…256") }
    if !(1...(1 << 28)).contains(batchSize) { throw ValidationError("--batch-size \(batchSize): must be 1…268435456") }
    if !(1024...(1 << 30)).contains(maxRecord) {
      throw ValidationError("--max-record \(maxRecord): must be 1024…1073741824")
    }
    if maxRatio < 1 { throw ValidationError("--max-ratio \(maxRatio): must be 1 or more") }
    if let maxUnpacked, maxUnpacked < 1 { throw ValidationError("--max-unpacked \(maxUnpacked): must be 1 or more") }
    if let map {
      var fields = FieldMap()
      if let (what, mend) = fields.read(map) { throw ValidationError("--map: \(what): \(mend)") }
    }
  }
}

/// The same options after everything they name was checked and opened.
struct AnalysisJob {
  let options: AnalysisOptions
  let analysis: Analysis
  let runner: Runner

  /// - Parameter pipeline: a file or the name of one in Pipelines/.
  init(_ options: AnalysisOptions, pipeline: String, records: RecordKind = .articles) throws {
    self.options = options
    if options.inputs.isEmpty, options.filesFrom == nil, isatty(STDIN_FILENO) == 1 {
      throw ValidationError("no input: name files or folders, or pipe articles in (see --help)")
    }
    let home = try Home(option: options.home)
    let path = try home.pipeline(pipeline)
    var file = try PipelineFile(parsing: readText(path) ?? "", path: path)
    if let engine = options.segmenter { file.engine = engine }
    if let evidence = options.evidence { file.evidence = evidence }
    if let order = options.dateOrder { file.reading.dates.order = order }
    if let map = options.map { _ = file.reading.fields.read(map) }
    if let encoding = options.encoding { file.encoding = encoding }
    if let replaceInvalid = options.replaceInvalid { file.reading.replacesInvalid = replaceInvalid }
    if let format = options.format { file.format = format }
    if let calibration = options.calibration { file.stance.calibrated = calibration }
    var inputs = options.inputs
    if let list = options.filesFrom { inputs += try InputList.read(list, endedByNull: options.endedByNull) }
    let files = try InputList.expand(inputs.isEmpty && options.filesFrom == nil ? ["-"] : inputs)
    analysis = try Analysis(file, home: home)
    let reader = BatchReader(
      files: files,
      settings: .init(
        batchBytes: options.batchSize, recordBytes: options.maxRecord, format: file.format, encoding: file.encoding,
        unpack: UnpackLimits(ratio: options.maxRatio, bytes: options.maxUnpacked ?? .max),
        textField: file.reading.fields[.text]))
    runner = Runner(
      analysis, reader: reader,
      settings: .init(
        records: records, jobs: options.jobs ?? Self.processors, reading: file.reading, withEvidence: file.evidence,
        strict: options.strict))
  }

  private static var processors: Int { max(1, min(256, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }

  /// Runs it, rejects and progress included.
  /// - Parameter write: what to do with each result's records.
  /// - Returns: true when a signal cut it short.
  func run(_ write: @escaping @Sendable (BatchResult) throws -> Void) throws -> Bool {
    let rejects = try options.rejects.map { try OutputFile(path: $0) }
    return try run(rejects: rejects, write)
  }

  func run(rejects: OutputFile?, _ write: @escaping @Sendable (BatchResult) throws -> Void) throws -> Bool {
    let interrupt = Interrupt { [runner] in runner.stop() }
    let progress = options.quiet || !Terminal.isTerminal ? nil : ProgressLine(runner, color: options.color)
    let sink = RejectSink(rejects, isQuiet: options.quiet)
    do {
      try runner.run { result in
        try write(result)
        try sink.write(result)
      }
    } catch {
      progress?.end()
      throw error
    }
    progress?.end()
    try rejects?.finish()
    return interrupt.wasRaised
  }
}

/// Where rejects go: a file, or the first few to stderr, so that none is lost in silence.
final class RejectSink: @unchecked Sendable {
  private let file: OutputFile?
  private let isQuiet: Bool
  private var shown = 0

  init(_ file: OutputFile?, isQuiet: Bool) {
    self.file = file
    self.isQuiet = isQuiet
  }

  /// Called in the order of the input, one at a time.
  func write(_ result: BatchResult) throws {
    guard result.rejected > 0 else { return }
    try file?.write(result.rejects)
    guard file == nil, !isQuiet else { return }
    for reject in result.firstRejects.prefix(RejectLimits.told - shown) {
      shown += 1
      Terminal.complain("\(reject.source):\(reject.line): \(reject.reason)")
      if shown == RejectLimits.told {
        Terminal.complain("more rejects are only counted: --rejects FILE keeps them all")
      }
    }
  }
}

/// Ctrl-C: the first one lets the batches in flight finish, the second one is the system's.
final class Interrupt: @unchecked Sendable {
  private let source: any DispatchSourceSignal
  private(set) var wasRaised = false

  init(_ stop: @escaping @Sendable () -> Void) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler { [unowned self] in
      wasRaised = true
      signal(SIGINT, SIG_DFL)
      stop()
    }
    source.resume()
  }

  deinit { source.cancel() }
}
