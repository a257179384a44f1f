/// A source as records are cut from it: opened, decompressed, in UTF-8, with a window of bytes that moves forward.
final class SourceStream {
  private let source: any ByteSource
  /// Reading never waits for another program.
  let isRegular: Bool
  /// Its own memory, so that what is to be read into is not cleared before, and not even touched where the source is short.
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  /// The window: bytes of the memory, half-open.
  private var first = 0
  private var end = 0
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

  deinit { memory.deallocate() }

  /// Bytes read and not yet taken.
  var count: Int { end - first }

  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(rebasing: memory[first..<end]).assumingMemoryBound(to: UInt8.self))
  }

  func take(_ count: Int) { first += count }

  /// Reads more, about `wanted` bytes. Damage counts as the end, and is told by `failure`.
  func fill(_ wanted: Int) {
    makeRoom(wanted)
    var got = 0
    do throws(SourceError) {
      got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[end..<end + wanted]))
    } catch {
      failure = error
    }
    end += got
    if got == 0 { atEnd = true }
  }

  /// Moves the window to the front, into larger memory where there is none left behind it.
  private func makeRoom(_ wanted: Int) {
    let window = UnsafeRawBufferPointer(rebasing: memory[first..<end])
    if window.count + wanted <= memory.count {
      if first > 0 { memory.copyMemory(from: window) }
    } else {
      // Twice as much as before, so that a long record is not copied again and again.
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(window.count + wanted, memory.count * 2), alignment: MemoryLayout<UInt64>.alignment)
      larger.copyMemory(from: window)
      memory.deallocate()
      memory = larger
    }
    (first, end) = (0, window.count)
  }
}
