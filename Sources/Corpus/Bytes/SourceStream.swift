/// A source as records are cut from it: opened, decompressed, in UTF-8, with a window of bytes that moves forward.
final class SourceStream {
  private let source: any ByteSource
  /// Reading never waits for another program.
  let isRegular: Bool
  private var buffer: [UInt8] = []
  private var first = 0
  private(set) var atEnd = false
  /// Bytes of a byte order mark, which come before the first record.
  let markBytes: Int
  /// What ended it before its end.
  private(set) var failure: SourceError?

  init(path: String, encoding: InputEncoding, limits: UnpackLimits) throws(SourceError) {
    let file = try FileSource(path: path)
    isRegular = file.isRegular
    let raw = PeekedSource(file)
    let unpacked = try Decompressor(raw, limits: limits).map { PeekedSource($0) } ?? raw
    let head = Array(try unpacked.peek(3))
    markBytes = head == [0xEF, 0xBB, 0xBF] ? 3 : 0
    unpacked.skip(markBytes)
    source = try Transcoder.utf8(unpacked, markBytes > 0 ? .utf8 : encoding)
  }

  /// Bytes read and not yet taken.
  var count: Int { buffer.count - first }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try buffer.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[first...])) }
  }

  func take(_ count: Int) { first += count }

  /// Reads more, about `wanted` bytes. Damage counts as the end, and is told by `failure`.
  func fill(_ wanted: Int) {
    if first > 0 {
      buffer.removeSubrange(0..<first)
      first = 0
    }
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: wanted))
    var got = 0
    do {
      got = try buffer.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]))
      }
    } catch {
      failure = error as? SourceError
    }
    buffer.removeSubrange((old + got)...)
    if got == 0 { atEnd = true }
  }
}
