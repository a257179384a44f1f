import Corpus
import Glibc

/// Where bytes go: stdout, or a file that appears under its name only when it is whole.
public final class OutputFile {
  /// The reader of a pipe has gone; nothing is wrong, only nobody listens.
  public struct ReaderGone: Error {}

  private let path: String?
  private let temporary: String
  private let isDirect: Bool
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private let isLineBuffered: Bool
  private var isFinished = false

  /// - Parameter path: nil or `-` for stdout.
  /// - Throws: `InputOutputError` where the file can't be made.
  public init(path: String?, lineBuffered: Bool = false) throws {
    self.path = path == "-" ? nil : path
    isLineBuffered = lineBuffered || (self.path == nil && isatty(STDOUT_FILENO) == 1)
    guard let path = self.path else {
      temporary = ""
      isDirect = true
      descriptor = STDOUT_FILENO
      return
    }
    // A device or a named pipe is written to as it is; only a regular file can be put in place at the end.
    var status = stat()
    isDirect = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    temporary = isDirect ? path : path + ".part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw Self.failure(path, mend: "check that its folder exists and may be written to") }
  }

  deinit {
    guard path != nil, !isFinished else { return }
    close(descriptor)
    if !isDirect { unlink(temporary) }
  }

  /// - Throws: `ReaderGone` for a closed pipe, `InputOutputError` for a full disk and the like.
  public func write(_ bytes: [UInt8]) throws {
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

  /// Writes what is left and gives the file its name.
  public func finish() throws {
    try flush()
    isFinished = true
    guard let path else { return }
    guard close(descriptor) == 0, isDirect || rename(temporary, path) == 0 else {
      throw Self.failure(path, mend: "check that its folder may be written to")
    }
  }

  private func put(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if count >= 0 {
          done += count
        } else if errno == EPIPE {
          throw ReaderGone()
        } else if errno != EINTR {
          throw Self.failure(path ?? "stdout", mend: "make room, or write elsewhere with -o")
        }
      }
    }
  }

  private static func failure(_ path: String, mend: String) -> InputOutputError {
    InputOutputError(place: path, what: String(cString: strerror(errno)).lowercased(), mend: mend)
  }
}
