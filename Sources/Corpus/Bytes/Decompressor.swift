import CCodecs

/// How much more a source may become when it is decompressed: an archive made to fill memory or disks ("zip bomb")
/// grows by far more than any text does.
public struct UnpackLimits: Sendable {
  /// Bytes out for one byte in; asked once there are `graceBytes`.
  public var ratio = 1000
  /// Bytes out of one source.
  public var bytes = Int.max

  static let graceBytes = 1 << 26

  public init(ratio: Int = 1000, bytes: Int = .max) {
    self.ratio = ratio
    self.bytes = bytes
  }
}

/// A decompressed source: gzip, bzip2, xz or zstd, of one member or many, told by its first bytes.
final class Decompressor: ByteSource {
  private let source: PeekedSource
  private let name: String
  private let kind: codec_kind
  private let codec: OpaquePointer
  private let limits: UnpackLimits
  private var input: [UInt8]
  private var available = 0..<0
  /// Always filled in pieces of one length: how much of damaged data comes out depends on it.
  private var output: [UInt8]
  private var pending = 0..<0
  private var isBetweenMembers = false
  private var bytesIn = 0
  private var bytesOut = 0

  /// nil where the source is not compressed.
  init?(_ source: PeekedSource, limits: UnpackLimits) throws(SourceError) {
    kind = Self.sniff(try source.peek(Int(codec_magic_bytes)))
    switch kind {
    case codec_gzip: name = "gzip"
    case codec_bzip2: name = "bzip2"
    case codec_xz: name = "xz"
    case codec_zstd: name = "zstd"
    default: return nil
    }
    guard let codec = codec_new(kind) else { throw SourceError(reason: "no memory to decompress it") }
    self.codec = codec
    input = Array(repeating: 0, count: 1 << 17)
    output = Array(repeating: 0, count: 1 << 17)
    self.source = source
    self.limits = limits
  }

  deinit { codec_free(codec) }

  private static func sniff(_ head: some Collection<UInt8>) -> codec_kind {
    let head = Array(head)
    return codec_sniff(head, head.count)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    if pending.isEmpty {
      let count: Int
      do { count = try output.withUnsafeMutableBytes { try unpack(into: $0) } } catch { throw error as! SourceError }
      pending = 0..<count
    }
    let count = min(pending.count, buffer.count)
    buffer.copyBytes(from: output[pending].prefix(count))
    pending.removeFirst(count)
    return count
  }

  private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    var output = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
    var room = buffer.count
    while room > 0 {
      if available.isEmpty {
        // What there is goes out before anything is waited for.
        if room < buffer.count { break }
        let count: Int
        do { count = try input.withUnsafeMutableBytes { try source.read(into: $0) } } catch {
          throw error as! SourceError
        }
        available = 0..<count
        bytesIn += count
        if count == 0 {
          if isBetweenMembers || bytesIn == 0 { return 0 }
          throw SourceError(reason: "the \(name) data are cut off: what came before was read")
        }
      }
      do throws(SourceError) {
        if isBetweenMembers, try !beginMember() { continue }
      } catch {
        // What there is goes out first; the next call comes here again.
        if room < buffer.count { break }
        throw error
      }
      let status = input.withUnsafeBufferPointer { input -> codec_status in
        var next: UnsafePointer<UInt8>? = input.baseAddress! + available.lowerBound
        var left = available.count
        let status = codec_run(codec, &next, &left, &output, &room)
        available = available.upperBound - left..<available.upperBound
        return status
      }
      switch status {
      case codec_member_end: isBetweenMembers = true
      case codec_failed:
        if room < buffer.count { break }
        throw SourceError(
          reason: "the \(name) data are damaged (\(String(cString: codec_error(codec)))): fetch them anew")
      default: break
      }
      if status == codec_failed { break }
    }
    bytesOut += buffer.count - room
    if bytesOut > limits.bytes {
      throw SourceError(reason: "more than \(limits.bytes) bytes when decompressed: raise --max-unpacked")
    }
    if bytesOut > UnpackLimits.graceBytes, bytesOut / max(bytesIn, 1) > limits.ratio {
      throw SourceError(
        reason: "it grows more than \(limits.ratio) times when decompressed, as no text does: raise --max-ratio")
    }
    return buffer.count - room
  }

  /// Begins the member that follows one; padding is passed over.
  /// - Returns: false where there is none in what was read.
  private func beginMember() throws(SourceError) -> Bool {
    while let first = available.first, input[first] == 0 { available.removeFirst() }
    if available.isEmpty { return false }
    let head = input[available].prefix(Int(codec_magic_bytes))
    // A magic number may lie across two reads; its first byte then has to do.
    let isMember =
      head.count >= Int(codec_magic_bytes)
      ? Self.sniff(head) == kind : kind == codec_zstd || input[available.lowerBound] == Self.firstByte(kind)
    guard isMember else {
      throw SourceError(reason: "bytes that are no \(name) data follow its end: they are not read")
    }
    guard codec_restart(codec) != 0 else { throw SourceError(reason: "no memory to decompress it") }
    isBetweenMembers = false
    return true
  }

  private static func firstByte(_ kind: codec_kind) -> UInt8 {
    switch kind {
    case codec_gzip: 0x1F
    case codec_bzip2: UInt8(ascii: "B")
    default: 0xFD
    }
  }
}
