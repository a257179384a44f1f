import Glibc

/// A file without a name, one a process, whose content is replaced each time.
enum FuzzedFile {
  private static let descriptor: Int32 = {
    var path = Array("/tmp/fuzzedXXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    promise(descriptor >= 0, "no temporary file")
    unlink(path)
    return descriptor
  }()

  static func path(holding bytes: ArraySlice<UInt8>) -> String {
    promise(ftruncate(descriptor, 0) == 0, "no temporary file")
    let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    promise(written == bytes.count, "no room for a temporary file")
    return "/proc/self/fd/\(descriptor)"
  }
}
