import Corpus
import Glibc

/// Sorts records by their keys, however many they are; records with equal keys stay in the order in which they came.
///
/// It holds `memory` bytes of records and a number for each. When they are full they are sorted and go to a temporary
/// file without a name (in TMPDIR, or /tmp); in the end these runs are merged, each through a small window. So the
/// memory taken does not grow with the number of records, and the file takes as much as all of them.
public final class RecordSorter {
  /// Bytes of records held by one that nothing else is said to.
  public static let memory = 32 << 20

  private let memory: Int
  private var held: [UInt8] = []
  /// Where each record begins in `held`.
  private var starts: [Int] = []
  private var file: Int32 = -1
  private var runs: [Range<Int>] = []

  public init(memory: Int = RecordSorter.memory) { self.memory = memory }

  deinit { if file >= 0 { close(file) } }

  /// Takes up records as the workers wrote them.
  /// - Throws: `InputOutputError` where the temporary file can't be written.
  public func add(_ records: [UInt8]) throws {
    var at = 0
    while at < records.count {
      let end = records.withUnsafeBytes { SortableRecord.parts(in: $0, at: at)!.record.upperBound }
      if !starts.isEmpty, held.count + end - at > memory { try spill() }
      starts.append(held.count)
      held += records[at..<end]
      at = end
    }
  }

  /// Hands all records on in order and forgets them.
  public func drain(_ write: ([UInt8]) throws -> Void) throws {
    if runs.isEmpty {
      var part: [UInt8] = []
      for start in sortedStarts() {
        let place = held.withUnsafeBytes { SortableRecord.parts(in: $0, at: start)!.record }
        part += held[place]
        if part.count >= 1 << 16 {
          try write(part)
          part.removeAll(keepingCapacity: true)
        }
      }
      try write(part)
    } else {
      try spill()
      // What was held makes room for the windows.
      held = []
      try merge(write)
    }
    held = []
    starts = []
    runs = []
  }

  private func sortedStarts() -> [Int] {
    held.withUnsafeBytes { bytes in
      starts.sorted { a, b in
        let (first, second) = (
          SortableRecord.parts(in: bytes, at: a)!.key, SortableRecord.parts(in: bytes, at: b)!.key
        )
        return SortableRecord.precedes(.init(rebasing: bytes[first]), .init(rebasing: bytes[second])) ?? (a < b)
      }
    }
  }

  private func spill() throws {
    if starts.isEmpty { return }
    if file < 0 { file = try Self.temporaryFile() }
    let begin = runs.last?.upperBound ?? 0
    var end = begin
    var part: [UInt8] = []
    func put() throws {
      try Self.write(part, to: file)
      end += part.count
      part.removeAll(keepingCapacity: true)
    }
    for start in sortedStarts() {
      let last = held.withUnsafeBytes { SortableRecord.parts(in: $0, at: start)!.record.upperBound }
      part += held[start..<last]
      if part.count >= 1 << 18 { try put() }
    }
    try put()
    runs.append(begin..<end)
    held.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }

  private func merge(_ write: ([UInt8]) throws -> Void) throws {
    let window = max(1 << 12, memory / runs.count)
    var readers: [RunReader] = []
    for run in runs { readers.append(try RunReader(file, run, window: window)) }
    var heap = MergeHeap(readers.filter { !$0.isAtEnd })
    var part: [UInt8] = []
    while let first = heap.first {
      part += first.record
      if part.count >= 1 << 16 {
        try write(part)
        part.removeAll(keepingCapacity: true)
      }
      try first.next()
      heap.restore()
    }
    try write(part)
  }

  private static var folder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  private static func temporaryFile() throws -> Int32 {
    var name = Array((folder + "/rhetor-sort.XXXXXX").utf8CString)
    let file = mkstemp(&name)
    if file < 0 { throw failure() }
    // Without a name it is gone whenever the program ends.
    unlink(name)
    return file
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws {
    if !writeWhole(bytes, to: file) { throw failure() }
  }

  static func failure() -> InputOutputError {
    InputOutputError(
      place: folder, what: String(cString: strerror(errno)).lowercased() + ", where records are kept to be sorted",
      mend: "make room there, or name another folder with TMPDIR")
  }
}
