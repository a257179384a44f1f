import Glibc
import TextModel

/// Reads the data's files, and notes what was asked of the file system and what it answered: as long as it answers the same,
/// loading would give the same.
final class DataProbes: Sendable {
  enum Question: UInt8, BitwiseCopyable {
    /// A file's bytes.
    case content
    /// Is there such a file or folder?
    case presence
    /// The names in a folder with some of the endings, which follow the path.
    case names
  }

  struct Probe: Sendable {
    var question: Question
    /// Path, and endings after `separator`.
    var subject: String
    /// A hash of what was found; 0 where nothing was.
    var answer: UInt64
    /// Of a file that was read.
    var state: FileState?
  }

  private static let separator: Character = "\0"
  private let probes = Guarded<[Probe]>([])
  private let begin = FileState.now

  /// All that was asked, in an order of its own, each once.
  var all: [Probe] {
    var known: Set<String> = []
    return probes.withLock { $0 }.sorted { ($0.question.rawValue, $0.subject) < ($1.question.rawValue, $1.subject) }
      .filter { known.insert("\($0.question.rawValue)\($0.subject)").inserted }
  }

  private func note(_ question: Question, _ subject: String, _ answer: UInt64, _ state: FileState? = nil) {
    let probe = Probe(question: question, subject: subject, answer: answer, state: state?.settled(by: begin))
    probes.withLock { $0.append(probe) }
  }

  func bytes(_ path: String) -> [UInt8]? {
    // Looked at before it is read: what changes it meanwhile makes the state a wrong one, which is noticed.
    let state = FileState(of: path)
    let bytes = readBytes(path)
    note(.content, path, bytes.map { $0.withUnsafeBufferPointer { Self.answer($0) } } ?? 0, state)
    return bytes
  }

  func text(_ path: String) -> String? {
    let state = FileState(of: path)
    var text = readText(path)
    note(.content, path, text?.withUTF8 { Self.answer($0) } ?? 0, state)
    return text
  }

  func isThere(_ path: String) -> Bool {
    let isThere = Self.isThere(path)
    note(.presence, path, isThere ? 1 : 0)
    return isThere
  }

  func names(in folder: String, endings: [String]) -> [String]? {
    let names = listFolder(folder, endings: endings)
    note(.names, ([folder] + endings).joined(separator: String(Self.separator)), Self.answer(names))
    return names
  }

  private static func isThere(_ path: String) -> Bool { listFolder(path, endings: []) != nil || isFile(path) }

  private static func answer(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { hashBytes(bytes) | 1 }

  private static func answer(_ names: [String]?) -> UInt64 {
    names.map { Array($0.joined(separator: "/").utf8).withUnsafeBufferPointer { answer($0) } } ?? 0
  }

  // MARK: Asking again

  enum Outcome { case same, sameButTouched, other }

  /// Asks again. A file in the very state in which it was read is not read again.
  static func repeated(_ probes: inout [Probe]) -> Outcome {
    let begin = FileState.now
    var outcome = Outcome.same
    for index in probes.indices {
      let probe = probes[index]
      switch probe.question {
      case .presence: if isThere(probe.subject) != (probe.answer == 1) { return .other }
      case .names:
        let parts = probe.subject.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        if answer(listFolder(parts[0], endings: Array(parts.dropFirst()))) != probe.answer { return .other }
      case .content:
        let state = FileState(of: probe.subject)
        if let state, let known = probe.state, known.isSettled, state.isSame(as: known) { continue }
        // Its text is compared as it is read, with what is no UTF-8 mended.
        let bytes = readBytes(probe.subject)
        let answer = bytes.map { $0.withUnsafeBufferPointer { Self.answer($0) } } ?? 0
        if answer != probe.answer {
          var text = readText(probe.subject)
          if (text?.withUTF8 { Self.answer($0) } ?? 0) != probe.answer { return .other }
        }
        probes[index].state = state?.settled(by: begin)
        // A state that is not settled yet is no better than the one that is known.
        if state != nil, probes[index].state!.isSettled { outcome = .sameButTouched }
      }
    }
    return outcome
  }
}

/// What tells whether a file was written to, without reading it.
struct FileState: BitwiseCopyable, Sendable {
  private var size: Int64
  private var node: UInt64
  /// Nanoseconds since 1970 of the last change of its bytes, and of any of its properties.
  private var written: Int64
  private var changed: Int64
  /// Its bytes can't have been changed after they were read without this state showing it.
  private(set) var isSettled = false

  /// nil where there is no such file.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    size = Int64(status.st_size)
    node = UInt64(status.st_ino)
    written = Self.nanoseconds(status.st_mtim)
    changed = Self.nanoseconds(status.st_ctim)
  }

  /// Clocks of file systems go in steps, of two seconds at most: a file that was changed within the last step may be changed
  /// again in the same one. Source: git, Documentation/technical/racy-git.
  private static let step: Int64 = 2_000_000_000

  func settled(by begin: Int64) -> FileState {
    var state = self
    state.isSettled = max(written, changed) < begin - Self.step
    return state
  }

  func isSame(as other: FileState) -> Bool {
    size == other.size && node == other.node && written == other.written && changed == other.changed
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Nanoseconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }
}

extension DataProbes.Probe: ImageStorable {
  func write(to image: inout ImageWriter) throws {
    try image.write(question)
    try image.write(subject)
    try image.write(answer)
    try image.write(state)
  }

  init(from image: inout ImageReader) throws(ImageDamage) {
    question = try image.value()
    subject = try image.text()
    answer = try image.value()
    state = try image.value()
  }
}
