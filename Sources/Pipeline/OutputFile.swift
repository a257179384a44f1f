import Corpus
import Glibc

/// Where bytes go: stdout, or a file that appears under its name only when it is whole.
public final class OutputFile {
  /// The reader of a pipe has gone; nothing is wrong, only nobody listens.
  public struct ReaderGone: Error {}

  private let path: String?
  private let temporary: String
  /// Written to as it is: stdout, a device, a named pipe.
  public let isDirect: Bool
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private let isLineBuffered: Bool
  private var isFinished = false
  /// The unfinished file stays, to be gone on with.
  public var isKept = false
  /// All that was given to `write`, that of an earlier run included.
  public private(set) var bytes: Int

  /// - Parameters:
  ///   - path: nil or `-` for stdout.
  ///   - done: bytes of an earlier run's unfinished file to go on after.
  /// - Throws: `InputOutputError` where the file can't be made.
  public init(path: String?, lineBuffered: Bool = false, after done: Int? = nil) throws {
    self.path = path == "-" ? nil : path
    isLineBuffered = lineBuffered || (self.path == nil && isatty(STDOUT_FILENO) == 1)
    bytes = done ?? 0
    guard let path = self.path else {
      temporary = ""
      isDirect = true
      descriptor = STDOUT_FILENO
      return
    }
    isDirect = Self.isDirect(path)
    temporary = isDirect ? path : path + ".part"
    guard let done else {
      // What others have written to a shared stream stays.
      let fresh = isDirect ? O_APPEND : O_CREAT | O_TRUNC
      descriptor = open(temporary, O_WRONLY | O_CLOEXEC | fresh, 0o644)
      if descriptor < 0 { throw Self.failure(path, mend: "check that its folder exists and may be written to") }
      return
    }
    // The earlier run may have ended after it had given the file its name.
    if access(temporary, F_OK) != 0, Self.size(of: path) == done { rename(path, temporary) }
    descriptor = open(temporary, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0, (Self.size(of: temporary) ?? 0) >= done, ftruncate(descriptor, done) == 0,
      lseek(descriptor, 0, SEEK_END) == done
    else {
      throw InputOutputError(
        place: temporary, what: "what an earlier run left can't be gone on with", mend: "start anew, without --resume")
    }
  }

  public var goesToTerminal: Bool { isatty(descriptor) == 1 }

  deinit {
    guard path != nil, !isFinished else { return }
    close(descriptor)
    if !isDirect, !isKept { unlink(temporary) }
  }

  /// Only a regular file can be put in place at the end. /dev/stderr is one after `2> FILE`, but its name is the system's.
  public static func isDirect(_ path: String) -> Bool {
    if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return true }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  private static func size(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// - Throws: `ReaderGone` for a closed pipe, `InputOutputError` for a full disk and the like.
  public func write(_ bytes: [UInt8]) throws {
    self.bytes += bytes.count
    if isLineBuffered || bytes.count >= 1 << 16 {
      try flush()
      try put(bytes)
      return
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  public func flush() throws {
    guard !buffer.isEmpty else { return }
    try put(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Returns when all that was written would outlive a loss of power.
  public func sync() throws {
    try flush()
    if path != nil, !isDirect, fsync(descriptor) != 0 {
      throw Self.failure(path!, mend: "make room, or write elsewhere")
    }
  }

  /// Writes what is left and gives the file its name.
  public func finish() throws {
    try sync()
    isFinished = true
    guard let path else { return }
    guard close(descriptor) == 0, isDirect || rename(temporary, path) == 0 else {
      throw Self.failure(path, mend: "check that its folder may be written to")
    }
    if !isDirect { Self.syncFolder(of: path) }
  }

  /// A file's new name outlives a loss of power when its folder was written.
  public static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private func put(_ bytes: [UInt8]) throws {
    if writeWhole(bytes, to: descriptor) { return }
    if errno == EPIPE { throw ReaderGone() }
    throw Self.failure(path ?? "stdout", mend: "make room, or write elsewhere with -o")
  }

  private static func failure(_ path: String, mend: String) -> InputOutputError {
    InputOutputError(place: path, what: String(cString: strerror(errno)).lowercased(), mend: mend)
  }
}
