import Glibc

/// Bytes that come one piece after the other: a file, or what another source becomes when it is decompressed or
/// converted.
protocol ByteSource: AnyObject {
  /// Fills the buffer or some of it; blocks until there is at least one byte.
  /// - Returns: how many bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int
}

extension ByteSource {
  /// All that is left.
  func readAll() throws(SourceError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count: Int
      do { count = try piece.withUnsafeMutableBytes { try read(into: $0) } } catch { throw error as! SourceError }
      if count == 0 { return bytes }
      bytes += piece.prefix(count)
    }
  }
}

/// A source can't be read on: a damaged archive, a failing disk.
struct SourceError: Error {
  var reason: String
}

/// A file, a pipe or stdin.
final class FileSource: ByteSource {
  private let descriptor: Int32
  /// Reading it never waits for another program.
  let isRegular: Bool

  /// - Parameter path: `-` is stdin.
  init(path: String) throws(SourceError) {
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SourceError(reason: "\(Self.systemError): check the path and its permissions")
    }
    var status = stat()
    isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Whether what stands there is a file, of which there is all that will be.
  static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return (path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0
      && status.st_mode & S_IFMT == S_IFREG
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw SourceError(reason: "\(Self.systemError): the rest of it is not read") }
    }
  }

  private static var systemError: String { String(cString: strerror(errno)).lowercased() }
}

/// A source whose beginning was already looked at.
final class PeekedSource: ByteSource {
  private let source: any ByteSource
  private var head: ArraySlice<UInt8> = []

  init(_ source: any ByteSource) { self.source = source }

  /// The first bytes, without taking them: `count`, or fewer where it is shorter.
  func peek(_ count: Int) throws(SourceError) -> ArraySlice<UInt8> {
    while head.count < count {
      var piece = [UInt8](repeating: 0, count: count - head.count)
      let got: Int
      do { got = try piece.withUnsafeMutableBytes { try source.read(into: $0) } } catch { throw error as! SourceError }
      if got == 0 { break }
      head += piece.prefix(got)
    }
    return head.prefix(count)
  }

  func skip(_ count: Int) { head = head.dropFirst(count) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    if head.isEmpty { return try source.read(into: buffer) }
    let count = min(head.count, buffer.count)
    buffer.copyBytes(from: head.prefix(count))
    head = head.dropFirst(count)
    return count
  }
}
