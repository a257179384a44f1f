import CMemory
import Dispatch
import Glibc
import TextModel

/// A compiled image as a file: a header with sums over all else, what it was made from, and what was made.
struct ImageFile {
  private struct Header: BitwiseCopyable {
    var magic: UInt64 = 0x6567_616D_4974_6852  // "RhtImage"
    var originSize = 0
    var contentSize = 0
    var originSum: UInt64 = 0
    var contentSum: UInt64 = 0
    /// Of the header, this being 0.
    var sum: UInt64 = 0

    var withSum: Header {
      var header = self
      header.sum = 0
      header.sum = withUnsafeBytes(of: header) { memory_sum($0.baseAddress, $0.count) }
      return header
    }
  }

  /// What must be the same for an image to be of use: the program and the settings that loading depends on.
  let key: String
  private(set) var probes: [DataProbes.Probe]
  /// To be read by an `ImageReader`.
  let content: UnsafeRawBufferPointer

  private static let headerSize = 64

  private static func padded(_ size: Int) -> Int {
    (size + ImageWriter.alignment - 1) / ImageWriter.alignment * ImageWriter.alignment
  }

  /// Maps a file into memory, where it stays if it is an image with this key.
  /// - Returns: nil for a file that is none, is damaged or has another key.
  init?(path: String, key: String) {
    let begin = FileState.now
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_size >= Self.headerSize,
      let file = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), file != MAP_FAILED
    else { return nil }
    let memory = UnsafeRawBufferPointer(start: file, count: Int(status.st_size))
    let state = FileState(status).settled(by: begin)
    let isSealed = ImageSeal.vouches(for: state, image: path)
    guard let (probes, content) = Self.parts(memory, key: key, isSealed: isSealed) else {
      munmap(file, memory.count)
      return nil
    }
    if !isSealed { ImageSeal(state).write(image: path) }
    (self.key, self.probes, self.content) = (key, probes, content)
    Self.noteUse(descriptor, status)
  }

  /// - Parameter isSealed: the content is known to be whole.
  private static func parts(
    _ memory: UnsafeRawBufferPointer, key: String, isSealed: Bool
  ) -> (probes: [DataProbes.Probe], content: UnsafeRawBufferPointer)? {
    let header = memory.load(as: Header.self)
    let start = Self.headerSize
    guard header.magic == Header().magic, header.sum == header.withSum.sum,
      header.originSize >= 0, header.originSize <= memory.count - start
    else { return nil }
    let origin = UnsafeRawBufferPointer(rebasing: memory[start..<start + header.originSize])
    let contentStart = padded(start + header.originSize)
    guard contentStart <= memory.count, header.contentSize == memory.count - contentStart,
      memory_sum(origin.baseAddress, origin.count) == header.originSum
    else { return nil }
    var reader = ImageReader(origin)
    guard (try? reader.text()) == key,
      let probes = try? reader.each({ image throws(ImageDamage) in try DataProbes.Probe(from: &image) })
    else { return nil }
    let content = UnsafeRawBufferPointer(rebasing: memory[contentStart...])
    guard isSealed || sum(of: content) == header.contentSum else { return nil }
    return (probes, content)
  }

  private static let piece = 1 << 21

  /// A sum over pieces that are summed up side by side, and leave memory again until they are used.
  private static func sum(of memory: UnsafeRawBufferPointer) -> UInt64 {
    guard let base = memory.baseAddress, memory.count > 0 else { return 0 }
    let count = (memory.count + piece - 1) / piece
    nonisolated(unsafe) let start = base
    let sums = Guarded<[UInt64]>(Array(repeating: 0, count: count))
    let size = memory.count
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let from = number * piece
      let length = min(piece, size - from)
      let sum = memory_sum(start + from, length)
      sums.withLock { $0[number] = sum }
      let page = UInt(getpagesize())
      let first = (UInt(bitPattern: start + from) + page - 1) / page * page
      let end = UInt(bitPattern: start + from + length) / page * page
      if end > first { madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_DONTNEED) }
    }
    return sums.withLock { sums in sums.withUnsafeBytes { memory_sum($0.baseAddress, $0.count) } }
  }

  /// Which images were used last is told by their times: once a day is enough.
  private static func noteUse(_ descriptor: Int32, _ status: stat) {
    if time(nil) - status.st_mtim.tv_sec > 86_400 { futimens(descriptor, nil) }
  }

  // MARK: Writing

  /// - Throws: whatever keeps the image from being written; what was written of it is gone then.
  static func write(
    _ path: String, key: String, probes: [DataProbes.Probe], content: (inout ImageWriter) throws -> Void
  ) throws {
    try replace(path) { descriptor in
      var header = Header()
      try put([UInt8](repeating: 0, count: headerSize), descriptor)
      var origin = ImageWriter { try put($0, descriptor) }
      try origin.write(key)
      try origin.write(each: probes) { try $1.write(to: &$0) }
      header.originSize = origin.count
      for _ in headerSize + origin.count..<padded(headerSize + origin.count) { try origin.write(UInt8(0)) }
      try origin.flush()
      var body = ImageWriter { try put($0, descriptor) }
      try content(&body)
      try body.flush()
      header.contentSize = body.count
      let start = padded(headerSize + header.originSize)
      let size = start + header.contentSize
      guard let file = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), file != MAP_FAILED else {
        throw Failure()
      }
      header.originSum = memory_sum(file + headerSize, header.originSize)
      header.contentSum = sum(of: UnsafeRawBufferPointer(start: file + start, count: header.contentSize))
      munmap(file, size)
      let whole = header.withSum
      let count = withUnsafeBytes(of: whole) { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
      guard count == MemoryLayout<Header>.size else { throw Failure() }
    }
  }

  /// Writes a file beside its place and puts it there in one step; what was written is gone where `body` throws.
  static func replace(_ path: String, _ body: (_ descriptor: Int32) throws -> Void) throws {
    let folder = path[..<path.lastIndex(of: "/")!]
    var name = Array("\(folder)/\(ImageCache.unfinished)XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw Failure() }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    defer { close(descriptor) }
    do {
      try body(descriptor)
      guard rename(name, path) == 0 else { throw Failure() }
    } catch {
      unlink(name)
      throw error
    }
  }

  private static func put(_ bytes: [UInt8], _ descriptor: Int32) throws {
    if !writeWhole(bytes, to: descriptor) { throw Failure() }
  }

  /// The image can't be written; nobody is told, as it only means that the next start is no faster.
  struct Failure: Error {}

  /// Do the data answer as they did? Where files were only touched, the image is written anew with what they are like now.
  mutating func isOfPresentData(path: String) -> Bool {
    switch DataProbes.repeated(&probes) {
    case .other: return false
    case .same: return true
    case .sameButTouched:
      try? Self.write(path, key: key, probes: probes) { image in try image.write(raw: content) }
      return true
    }
  }
}
