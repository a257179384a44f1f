import Glibc

/// Writes all bytes to a file, however often the system takes only some of them or is interrupted.
/// - Returns: false where it fails; `errno` says why.
func writeWhole(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { bytes in
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count >= 0 { done += count } else if errno != EINTR { return false }
    }
    return true
  }
}
