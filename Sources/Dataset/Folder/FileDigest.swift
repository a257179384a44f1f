import Corpus
import Crypto
import Foundation

/// A file's size and SHA-256.
public struct FileDigest: Sendable, Equatable {
  public var bytes: Int
  /// 64 hexadecimal digits.
  public var sha256: String
  /// Line feeds.
  public var lines: Int

  private init(bytes: Int, lines: Int, _ digest: SHA256.Digest) {
    self.bytes = bytes
    self.lines = lines
    let digits = Array("0123456789abcdef".utf8)
    sha256 = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Of bytes in memory.
  public init(of bytes: [UInt8]) {
    self.init(bytes: bytes.count, lines: bytes.count { $0 == 10 }, SHA256.hash(data: bytes))
  }

  /// Of a regular file, read piece by piece.
  /// - Returns: nil where it is no regular file (a pipe can't be read twice), or can't be read.
  public init?(ofFile path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let file = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    var (count, lines) = (0, 0)
    do {
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
        hash.update(data: piece)
        count += piece.count
        lines += piece.withUnsafeBytes { bytes in bytes.count { $0 == 10 } }
      }
    } catch { return nil }
    self.init(bytes: count, lines: lines, hash.finalize())
  }
}
