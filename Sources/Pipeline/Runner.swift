import Corpus
import Dataset
import Dispatch
import TextModel

/// Works on batches, one after the other, with memory of its own; one serves one thread.
protocol BatchWorker {
  func analyse(_ batch: Batch) -> BatchResult
}

/// What the records of a run are, and so what is done with each.
public enum RecordKind: Sendable, Equatable {
  /// Articles are analysed.
  case articles
  /// Articles are analysed, and give the units of a gold sample in place of records.
  case units(UnitSettings)
  /// Targets that the records give are scored.
  case targets
  /// Articles are searched.
  case concordance(ConcordanceRequest)
  /// Words and sentences of articles are found, and no more.
  case segments(SegmentRequest)

  /// The pipeline without what is of no use for them.
  public func needed(of file: PipelineFile) -> PipelineFile {
    switch self {
    case .concordance(let request): request.needed(of: file)
    case .segments(let request): request.needed(of: file)
    case .articles, .units, .targets: file
    }
  }

  /// Duplicates can be told of, or left out.
  public var knowsDuplicates: Bool {
    switch self {
    case .targets, .segments: false
    case .articles, .units, .concordance: true
    }
  }

  /// What stands before the first record.
  public var header: [UInt8] { if case .concordance(let request) = self { request.header } else { [] } }

  /// Records are written as a `RecordSorter` takes them.
  public var areSorted: Bool {
    if case .concordance(let request) = self { request.order != .none } else { false }
  }
}

/// Runs batches through workers and hands the results on in the order of the input.
///
/// A fixed number of blocks on a concurrent queue share one reader. A worker that is far ahead of the next result to be
/// written waits; none ever waits for another to compute, so libdispatch has no reason to start more threads.
public final class Runner: Sendable {
  public struct Settings: Sendable {
    public var records: RecordKind
    public var jobs: Int
    /// How records become articles.
    public var reading: RecordSettings
    public var withEvidence: Bool
    /// End at the first reject.
    public var strict: Bool
    /// What an earlier run did, whose records are passed over.
    public var done = Totals()

    public init(
      records: RecordKind = .articles, jobs: Int, reading: RecordSettings, withEvidence: Bool, strict: Bool,
      done: Totals = Totals()
    ) {
      self.records = records
      self.jobs = jobs
      self.reading = reading
      self.withEvidence = withEvidence
      self.strict = strict
      self.done = done
    }
  }

  /// What a run has done so far.
  public struct Totals: Codable, Sendable {
    public var articles = 0
    public var rejected = 0
    /// Rejects by what was wrong with them.
    public var reasons: [String: Int] = [:]
    /// Records that are no articles.
    public var passedOver = 0
    /// Articles whose date could not be read.
    public var unknownDates = 0
    public var notes = InputNotes()
    /// Articles that repeat an earlier one, whether they are written or not.
    public var duplicates = 0
    /// Those of them that are not.
    public var dropped = 0
    public var inputBytes = 0
    public var tallies = Tallies()

    public init() {}

    /// All that were read, whatever became of them.
    public var records: Int { articles + rejected + passedOver + dropped }

    /// Kinds of rejects that are told apart: some quote the record, so that there is no end to them.
    private static let kinds = 100

    mutating func add(reasons more: [String: Int]) {
      for (reason, count) in more.sorted(by: { $0.key < $1.key }) {
        let isRoom = reasons.count < Self.kinds || reasons[reason] != nil
        reasons[isRoom ? reason : "other reasons", default: 0] += count
      }
    }
  }

  /// The results that wait for their turn, and whatever went wrong.
  private struct State {
    var waiting: [Int: BatchResult] = [:]
    var nextToWrite = 0
    var totals = Totals()
    var failure: (any Error)?
    var isStopped = false
    /// Batches that are worked on or wait to be written.
    var inFlight = 0

    /// Nothing more is to come, even if a worker still waits for a slow input.
    var isOver: Bool { inFlight == 0 && (isStopped || failure != nil) }
  }

  private struct Input {
    let batches: BatchReader
    /// Records of an earlier run that are still to come.
    var toPassOver: Int
    var nextNumber = 0
  }

  private let analysis: Analysis
  private let settings: Settings
  /// What is searched for, where articles are.
  private let concordance: Concordance?
  /// Apart from the state, so that a slow input does not hold up results that are ready.
  private let reader: Guarded<Input>
  private let state = Guarded(State())
  /// nil where duplicates are not looked for.
  private let duplicates: DuplicateSearch?
  /// Batches that may be in flight: being worked on or waiting to be written.
  private let slots: DispatchSemaphore
  private let ended = DispatchSemaphore(value: 0)

  /// - Throws: `ConcordanceFault` for a concordance that can't be made.
  public init(_ analysis: Analysis, reader: sending BatchReader, settings: Settings) throws {
    self.analysis = analysis
    self.settings = settings
    concordance =
      if case .concordance(let request) = settings.records { try Concordance(request, analysis) } else { nil }
    duplicates = settings.records.knowsDuplicates ? analysis.file.duplicates.map { DuplicateSearch($0) } : nil
    self.reader = Guarded(Input(batches: reader, toPassOver: settings.done.records))
    state.withLock {
      $0.totals = settings.done
      // Counted anew while the records are passed over.
      $0.totals.inputBytes = 0
    }
    slots = DispatchSemaphore(value: settings.jobs * 4)
  }

  public var totals: Totals { state.withLock { $0.totals } }

  /// Lets the batches in flight finish and reads no more.
  public func stop() {
    let isOver = state.withLock {
      $0.isStopped = true
      return $0.isOver
    }
    if isOver { ended.signal() }
  }

  /// Runs to the end of the input, or until it is stopped or fails; then it does not wait for an input that may never
  /// give anything more, but leaves the thread that reads it behind.
  /// - Parameters:
  ///   - write: called with each result, in order, one at a time.
  ///   - wrote: called after each of these, with all that was done up to it.
  /// - Throws: whatever `write` threw first; with `strict`, the first `Reject`.
  public func run(
    _ write: @escaping @Sendable (BatchResult) throws -> Void, wrote: @escaping @Sendable (Totals) throws -> Void
  ) throws {
    let queue = DispatchQueue(label: "rhetor.workers", attributes: .concurrent)
    let group = DispatchGroup()
    for _ in 0..<settings.jobs {
      queue.async(group: group) { self.work(write, wrote) }
    }
    group.notify(queue: queue) { self.ended.signal() }
    ended.wait()
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private typealias Write = @Sendable (BatchResult) throws -> Void
  private typealias Wrote = @Sendable (Totals) throws -> Void

  private func work(_ write: Write, _ wrote: Wrote) {
    if let duplicates { return work(duplicates, write, wrote) }
    let worker = makeWorker()
    while true {
      slots.wait()
      guard let batch = nextBatch() else {
        slots.signal()
        return
      }
      deliver(worker.analyse(batch), write, wrote)
    }
  }

  /// The same in two steps, between which duplicates are looked up. New batches are taken where none waits for its second.
  private func work(_ duplicates: DuplicateSearch, _ write: Write, _ wrote: Wrote) {
    let worker = makeArticleWorker()
    while true {
      if let batch = duplicates.next() {
        deliver(worker.analyse(batch), write, wrote)
        continue
      }
      slots.wait()
      guard let batch = nextBatch() else {
        slots.signal()
        return
      }
      duplicates.add(worker.read(batch))
    }
  }

  private func makeArticleWorker() -> Worker {
    guard let concordance else {
      var units: UnitSettings?
      if case .units(let wanted) = settings.records { units = wanted }
      return Worker(analysis, records: settings.reading, withEvidence: settings.withEvidence, units: units)
    }
    return Worker(analysis, records: settings.reading, writer: ConcordanceWriter(concordance))
  }

  private func makeWorker() -> any BatchWorker {
    switch settings.records {
    case .articles, .units, .concordance: makeArticleWorker()
    case .segments(let request): SegmentWorker(request, analysis, records: settings.reading)
    case .targets: TargetWorker(analysis, records: settings.reading, withEvidence: settings.withEvidence)
    }
  }

  private func nextBatch() -> Batch? {
    reader.withLock { reader in
      while true {
        guard mayRead, var batch = reader.batches.next() else { return nil }
        let passed = min(reader.toPassOver, batch.records.count)
        reader.toPassOver -= passed
        if duplicates != nil {
          // They may be what later ones repeat.
          batch.done = passed
        } else {
          batch.records.removeFirst(passed)
        }
        if passed > 0, batch.records.isEmpty {
          state.withLock { $0.totals.inputBytes += batch.inputBytes }
          continue
        }
        batch.number = reader.nextNumber
        reader.nextNumber += 1
        return begin(batch) ? batch : nil
      }
    }
  }

  private var mayRead: Bool { state.withLock { $0.failure == nil && !$0.isStopped } }

  /// - Returns: false where the run was ended while the batch was read: its records count as not read.
  private func begin(_ batch: Batch) -> Bool {
    state.withLock { state in
      guard state.failure == nil, !state.isStopped else { return false }
      state.inFlight += 1
      return true
    }
  }

  /// Writes this result and all that were waiting for it.
  private func deliver(_ result: BatchResult, _ write: Write, _ wrote: Wrote) {
    let isOver = state.withLock { state in
      state.waiting[result.number] = result
      while let next = state.waiting.removeValue(forKey: state.nextToWrite) {
        state.nextToWrite += 1
        state.inFlight -= 1
        slots.signal()
        if state.failure != nil { continue }
        do {
          try write(next)
          state.totals.articles += next.articles
          state.totals.rejected += next.rejected
          state.totals.add(reasons: next.reasons)
          state.totals.passedOver += next.passedOver
          state.totals.unknownDates += next.unknownDates
          state.totals.notes.merge(next.notes)
          state.totals.duplicates += next.duplicates
          state.totals.dropped += next.dropped
          state.totals.inputBytes += next.inputBytes
          state.totals.tallies.merge(next.tallies)
          try wrote(state.totals)
          if settings.strict, let reject = next.firstRejects.first { throw reject }
        } catch {
          state.failure = error
        }
      }
      return state.isOver
    }
    if isOver { ended.signal() }
  }
}
