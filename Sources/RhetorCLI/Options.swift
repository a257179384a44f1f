import ArgumentParser
import CMemory
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

/// Options of the commands that analyse articles, as they were typed.
struct AnalysisOptions: ParsableArguments {
  @Argument(
    help: "Files or folders of them, compressed (gzip, bzip2, xz, zstd) or not; '-' is stdin.", completion: .file())
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

  @Flag(
    inversion: .prefixedNo,
    help: "Put characters for HTML's references to them (&amp;, &#8217;) in titles and texts that are no HTML.")
  var decodeEntities: Bool?

  @Option(help: ArgumentHelp("Which field of a record holds what, as in text=body,id=meta.url.", valueName: "fields"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "Other fields of the records to carry along, to group by, as in section,meta.author.", valueName: "fields"))
  var keep: String?

  @Option(help: "Which comes first in dates such as 03/04/2021; such dates are left out where it is not said.")
  var dateOrder: DateOrder?

  @Option(
    help: ArgumentHelp(
      """
      What the inputs' paths tell of their records, as in {language}/{outlet}/{date}.jsonl; * stands for anything. A \
      record's own field wins over its path, the path over --outlet and --language.
      """, valueName: "pattern"))
  var pathPattern: String?

  @Option(help: ArgumentHelp("Outlet of records that name none, by field or path.", valueName: "name"))
  var outlet: String?

  @Option(help: ArgumentHelp("Language of records that name none, by field or path.", valueName: "tag"))
  var language: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Tell the language of records that name none by their words and letters, or by their script alone.")
  var detectLanguage: Bool?

  @Option(
    help: ArgumentHelp("Read the names of inputs from this file, one a line; '-' is stdin.", valueName: "file"),
    completion: .file())
  var filesFrom: String?

  @Flag(name: [.customShort("0"), .customLong("null")], help: "Names in --files-from end with NUL.")
  var endedByNull = false

  @Option(name: .joined("j"), help: "Workers; by default one a processor.")
  var jobs: Int?

  @Flag(inversion: .prefixedNo, help: "Write the words behind every score.")
  var evidence: Bool?

  @Flag(inversion: .prefixedNo, help: "Write the words and whose they are, for compare to count.")
  var speech: Bool?

  @Option(
    help: ArgumentHelp(
      "Count the categories of this dictionary as well; may be given several times, or several paths parted by ':'.",
      valueName: "file"), completion: .file())
  var dictionary: [String] = []

  @Flag(inversion: .prefixedNo, help: "Judge by what was learned from coded samples, or by lexicons and rules alone.")
  var calibration: Bool?

  @Flag(inversion: .prefixedNo, help: "Find articles that repeat an earlier one, and say which.")
  var dedupe: Bool?

  @Flag(inversion: .prefixedNo, help: "Leave them out instead, and count them.")
  var dropDuplicates: Bool?

  @Option(help: "Word and sentence rules: fast (tables, ICU where they end) or icu (ICU alone); the results agree.")
  var segmenter: Segmenter.Engine?

  @Option(
    help: ArgumentHelp("Write the records that could not be read to this file.", valueName: "file"),
    completion: .file())
  var rejects: String?

  @Flag(help: "Go on with what an earlier run of the same command left unfinished.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "Seconds between two notes of the progress that --resume can go on from (default: \(Defaults.checkpoint)).",
      valueName: "seconds"))
  var checkpoint: Double?

  @Flag(help: "End at the first record that can't be read.")
  var strict = false

  @Option(
    help: ArgumentHelp("Write the run's summary to this file, as JSON.", valueName: "file"), completion: .file())
  var summary: String?

  @Flag(name: .shortAndLong, help: "No progress, no summary.")
  var quiet = false

  @Option(help: "Colour on stderr; auto: on a terminal, unless NO_COLOR is set or TERM is dumb (default: auto).")
  var color: ColorChoice?

  @Option(help: ArgumentHelp("Bytes of input in a batch (default: \(Defaults.batchSize)).", valueName: "bytes"))
  var batchSize: Int?

  @Option(
    help: ArgumentHelp(
      "Longest record, in bytes; longer ones are rejected (default: \(Defaults.maxRecord)).", valueName: "bytes"))
  var maxRecord: Int?

  @Option(
    help: ArgumentHelp(
      "How many times larger a compressed input may become (default: \(Defaults.maxRatio)).", valueName: "times"))
  var maxRatio: Int?

  @Option(help: ArgumentHelp("Most bytes that a compressed input may become.", valueName: "bytes"))
  var maxUnpacked: Int?

  @Option(
    help: ArgumentHelp("Folder that holds Lexicons/ and Pipelines/.", valueName: "folder"), completion: .directory)
  var home: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Keep what was made of lexicons and actors, so that the next start takes no time (default: --cache).")
  var cache: Bool?

  @Option(
    help: ArgumentHelp(
      "Folder to keep it in (default: rhetor in XDG_CACHE_HOME or ~/.cache).", valueName: "folder"),
    completion: .directory)
  var cacheDir: String?

  /// nil where nothing is to be kept, or nowhere.
  var imageCache: ImageCache? {
    cache == false ? nil : (cacheDir ?? ImageCache.userFolder).map { ImageCache(folder: $0) }
  }

  /// What holds where nothing is said.
  enum Defaults {
    static let pipeline = "news"
    static let checkpoint = 5.0
    static let batchSize = 1 << 18
    static let maxRecord = 1 << 24
    static let maxRatio = 1000
    /// As many as the machine has processors.
    static var jobs: Int { max(1, min(256, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))) }
  }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): must be 1…256") }
    if let batchSize, !(1...(1 << 28)).contains(batchSize) {
      throw ValidationError("--batch-size \(batchSize): must be 1…268435456")
    }
    if let maxRecord, !(1024...(1 << 30)).contains(maxRecord) {
      throw ValidationError("--max-record \(maxRecord): must be 1024…1073741824")
    }
    if let checkpoint, !(checkpoint >= 0) { throw ValidationError("--checkpoint \(checkpoint): must be 0 or more") }
    if cacheDir?.isEmpty == true { throw ValidationError("--cache-dir: no folder is named: leave it out, or name one") }
    if let maxRatio, maxRatio < 1 { throw ValidationError("--max-ratio \(maxRatio): must be 1 or more") }
    if let maxUnpacked, maxUnpacked < 1 { throw ValidationError("--max-unpacked \(maxUnpacked): must be 1 or more") }
    if let map {
      var fields = FieldMap()
      if let (what, mend) = fields.read(map) { throw ValidationError("--map: \(what): \(mend)") }
    }
    do throws(PathPattern.Fault) { _ = try pathPattern.map(PathPattern.init) } catch {
      throw ValidationError("--path-pattern: \(error.what): \(error.mend)")
    }
  }
}

/// The same options after everything they name was checked and opened.
struct AnalysisJob {
  let options: AnalysisOptions
  let settings: RunSettings
  /// Paths of the inputs; `-` is stdin.
  let sources: [String]
  let analysis: Analysis
  let runner: Runner
  let files: JobFiles

  /// - Parameters:
  ///   - pipeline: a file or the name of one in Pipelines/; nil for what the environment says.
  ///   - rejects: where rejects go if the options do not say.
  ///   - output: where the records go, by the pipeline and the inputs; nil for stdout.
  init(
    _ options: AnalysisOptions, pipeline: String?, records: RecordKind = .articles, lineBuffered: Bool = false,
    output: (PipelineFile, [String]) throws -> (records: String?, rejects: String?)
  ) throws {
    if options.inputs.isEmpty, options.filesFrom == nil, isatty(STDIN_FILENO) == 1 {
      throw CommandFault.noInput("name files or folders, or pipe articles in")
    }
    let settings = try RunSettings(options, pipeline: pipeline)
    let (options, home) = (settings.options, settings.home)
    let file = records.needed(of: settings.file)
    self.options = options
    self.settings = settings
    if !records.knowsDuplicates, options.dedupe == true || options.dropDuplicates == true {
      let what = records == .targets ? "targets are scored" : "articles are segmented"
      throw CommandFault.usage("--dedupe: \(what) one by one: leave it out")
    }
    if options.dropDuplicates == true, options.dedupe == false {
      throw CommandFault.usage("--drop-duplicates: --no-dedupe finds none: leave one of them out")
    }
    var inputs = options.inputs
    if let list = options.filesFrom { inputs += try InputList.read(list, endedByNull: options.endedByNull) }
    sources = try InputList.expand(inputs.isEmpty && options.filesFrom == nil ? ["-"] : inputs)
    try Self.check(file.reading, sources, isQuiet: options.quiet)
    // To load the data takes a third more memory than to have them.
    memory_begin_loading()
    analysis = try Analysis(file, home: home, cache: options.imageCache)
    memory_end_loading()
    if !options.quiet { for notice in analysis.notices { Terminal.complain(notice) } }
    let reader = BatchReader(
      files: sources,
      settings: .init(
        batchBytes: options.batchSize ?? AnalysisOptions.Defaults.batchSize,
        recordBytes: options.maxRecord ?? AnalysisOptions.Defaults.maxRecord, format: file.format,
        encoding: file.encoding,
        unpack: UnpackLimits(
          ratio: options.maxRatio ?? AnalysisOptions.Defaults.maxRatio, bytes: options.maxUnpacked ?? .max),
        textField: file.reading.fields[.text]))
    let (recordsPath, rejectsPath) = try output(file, sources)
    files = try JobFiles(
      records: recordsPath, rejects: options.rejects ?? rejectsPath,
      job: Self.description(options, analysis, readText(file.path) ?? "", sources, records), kind: records,
      lineBuffered: lineBuffered, options)
    do {
      runner = try Runner(
        analysis, reader: reader,
        settings: .init(
          records: records, jobs: options.jobs ?? AnalysisOptions.Defaults.jobs, reading: file.reading,
          withEvidence: file.evidence,
          strict: options.strict, done: files.done))
    } catch let fault as ConcordanceFault {
      throw CommandFault.usage("\(fault.what): \(fault.mend)")
    }
  }

  /// A pattern that no path is of was mistyped; one that some are not of may be meant so.
  private static func check(_ reading: RecordSettings, _ sources: [String], isQuiet: Bool) throws {
    guard let pattern = reading.paths, !sources.isEmpty else { return }
    let others = sources.filter { pattern.fields(of: $0, dates: reading.dates) == nil }
    if others.count == sources.count {
      throw CommandFault.usage(
        "--path-pattern: no input's path is like it (\(others[0]) is not): it is held against the end of a path")
    }
    if !others.isEmpty, !isQuiet {
      Terminal.complain("\(others.count) of \(sources.count) inputs' paths are not like --path-pattern: \(others[0])…")
    }
  }

  /// All that the result depends on, to know the job by when it is gone on with.
  private static func description(
    _ options: AnalysisOptions, _ analysis: Analysis, _ pipeline: String, _ sources: [String], _ records: RecordKind
  ) -> String {
    let file = analysis.file
    let settings: [Any] = [
      records, file.format, file.encoding, FieldMap.Field.allCases.map { file.reading.fields[$0] },
      file.reading.kept, file.reading.replacesInvalid, file.reading.dates, options.pathPattern ?? "",
      file.reading.outlet ?? "",
      file.reading.language ?? "", file.detectsLanguage,
      file.reading.decodesEntities, file.evidence, file.speech, file.engine, file.stance.calibrated,
      file.duplicates as Any,
      options.maxRecord ?? AnalysisOptions.Defaults.maxRecord, options.maxRatio ?? AnalysisOptions.Defaults.maxRatio,
      options.maxUnpacked ?? .max,
    ]
    let inputs = sources.map { source in
      var status = stat()
      guard source != "-", stat(source, &status) == 0 else { return source }
      return "\(source) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return ([Versions.text, String(analysis.dataFingerprint), pipeline, "\(settings)"] + inputs).joined(separator: "\n")
  }

  /// Runs it, progress and files included.
  /// - Parameters:
  ///   - finish: what else belongs to the job; its files have their names then.
  ///   - each: called with what came of each batch, in the order of the input, one at a time.
  /// - Returns: true when a signal cut it short.
  func run(
    finish: () throws -> Void = {}, each: @escaping @Sendable (BatchResult) throws -> Void = { _ in }
  ) throws -> Bool {
    let interrupt = Interrupt { [runner, options] in
      if !options.quiet { Terminal.say("interrupted: finishing what is in flight; Ctrl-C again ends at once") }
      runner.stop()
    }
    let progress =
      options.quiet || !ProgressLine.isFitting(besideRecords: files.goToTerminal) ? nil : ProgressLine(runner)
    do {
      try runner.run { [files] in
        try files.write($0)
        try each($0)
      } wrote: { [files] in
        try files.wrote($0)
      }
    } catch {
      progress?.end()
      throw error
    }
    progress?.end()
    if interrupt.wasRaised {
      if let hint = try files.stop(runner.totals), !options.quiet { Terminal.say("interrupted: \(hint)") }
      return true
    }
    try files.finish(runner.totals)
    try finish()
    files.forgetProgress()
    return false
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

extension NameSpecification {
  /// A long name and a short one whose value may follow without a space, as in `-j4`.
  static func joined(_ short: Character) -> NameSpecification { [.customShort(short, allowingJoined: true), .long] }
}
