import CSimdJSON
import Glibc

/// Cuts the inputs into batches of whole records, one after the other, never holding more than a batch.
///
/// A lazy cursor: `next` blocks on the file and returns nil at the end of the last one.
public final class BatchReader {
  public struct Limits: Sendable {
    /// Bytes of a batch, about; a longer record makes a longer batch.
    public var batchBytes = 1 << 18
    /// Longer records are rejected without being held.
    public var recordBytes = 1 << 26

    public init(batchBytes: Int = 1 << 18, recordBytes: Int = 1 << 26) {
      self.batchBytes = batchBytes
      self.recordBytes = recordBytes
    }
  }

  private let files: [String]
  private let format: InputFormat
  private let limits: Limits
  private let padding = json_padding()

  private var nextFile = 0
  private var descriptor: Int32 = -1
  private var source = ""
  private var sourceFormat = InputFormat.jsonl
  /// Bytes read and not yet given out.
  private var pending: [UInt8] = []
  private var atEnd = false
  private var line = 1
  private var byte = 0
  private var number = 0

  /// - Parameter files: as `InputList.expand` gives them.
  public init(files: [String], format: InputFormat = .auto, limits: Limits = Limits()) {
    self.files = files
    self.format = format
    self.limits = limits
  }

  deinit { closeSource() }

  public func next() throws -> Batch? {
    var batch = Batch(number: number, bytes: [], records: [], inputBytes: 0)
    while batch.bytes.count < limits.batchBytes {
      if descriptor < 0, !openNext(&batch) { break }
      if descriptor < 0 { continue }
      if sourceFormat == .text {
        try takeText(into: &batch)
      } else {
        try takeLines(into: &batch)
        // A batch of lines is of one source, so that it ends where the source does.
        if !batch.records.isEmpty { break }
      }
    }
    if batch.records.isEmpty, batch.inputBytes == 0 { return nil }
    number += 1
    batch.bytes.append(contentsOf: repeatElement(0, count: padding))
    return batch
  }

  /// Opens the next file; false when there is none. One that can't be opened becomes a record to reject.
  private func openNext(_ batch: inout Batch) -> Bool {
    guard nextFile < files.count else { return false }
    source = files[nextFile]
    nextFile += 1
    descriptor = source == "-" ? STDIN_FILENO : open(source, O_RDONLY | O_CLOEXEC)
    line = 1
    byte = 0
    atEnd = false
    pending.removeAll(keepingCapacity: true)
    guard descriptor >= 0 else {
      let reason = "\(String(cString: strerror(errno)).lowercased()): check the file's permissions"
      batch.records.append(
        RecordSpan(start: 0, end: 0, source: source, line: 0, byte: 0, form: .unreadable(reason)))
      return true
    }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    fill()
    if pending.starts(with: [0xEF, 0xBB, 0xBF]) {
      pending.removeFirst(3)
      byte = 3
    }
    sourceFormat =
      format == .auto ? InputList.format(of: source, first: pending.first { $0 > 0x20 }) : format
    return true
  }

  private func closeSource() {
    if descriptor > STDIN_FILENO { close(descriptor) }
    descriptor = -1
  }

  private func fill() {
    let wanted = limits.batchBytes
    let old = pending.count
    pending.append(contentsOf: repeatElement(0, count: wanted))
    var got = 0
    while true {
      got = pending.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + old, wanted) }
      if got >= 0 || errno != EINTR { break }
    }
    pending.removeSubrange((old + max(got, 0))...)
    if got <= 0 { atEnd = true }
  }

  /// A whole file as one record.
  private func takeText(into batch: inout Batch) throws {
    while !atEnd, pending.count <= limits.recordBytes { fill() }
    let start = batch.bytes.count
    var form = RecordSpan.Form.plainText
    if pending.count > limits.recordBytes { form = .tooLong(limits.recordBytes) }
    batch.bytes.append(contentsOf: pending.prefix(limits.recordBytes))
    batch.inputBytes += pending.count
    if !pending.isEmpty {
      batch.records.append(
        RecordSpan(start: start, end: batch.bytes.count, source: source, line: 1, byte: 0, form: form))
    }
    closeSource()
  }

  /// The whole lines there are, after reading on until there is at least one.
  private func takeLines(into batch: inout Batch) throws {
    var searched = 0
    var end = 0
    while true {
      if let newline = lastNewline(from: searched) {
        end = newline + 1
        break
      }
      searched = pending.count
      if atEnd {
        end = pending.count
        break
      }
      if pending.count > limits.recordBytes {
        skipLongLine(into: &batch)
        return
      }
      fill()
    }
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: pending[0..<end])
    batch.inputBytes += end
    pending.removeSubrange(0..<end)
    addLines(of: &batch, from: start)
    if atEnd, pending.isEmpty {
      closeSource()
    } else if pending.isEmpty {
      fill()
      if atEnd { closeSource() }
    }
  }

  private func lastNewline(from: Int) -> Int? { pending[from...].lastIndex(of: 0x0A) }

  private func addLines(of batch: inout Batch, from first: Int) {
    let count = batch.bytes.count
    batch.bytes.withUnsafeBufferPointer { bytes in
      var start = first
      while start < count {
        var end = count
        if let found = memchr(bytes.baseAddress! + start, 0x0A, count - start) {
          end = UnsafeRawPointer(found) - UnsafeRawPointer(bytes.baseAddress!)
        }
        if bytes[start..<end].contains(where: { $0 > 0x20 }) {
          batch.records.append(
            RecordSpan(start: start, end: end, source: source, line: line, byte: byte, form: .json))
        }
        let step = min(end + 1, count) - start
        byte += step
        line += 1
        start += step
      }
    }
  }

  /// Reads past a line longer than the limit, keeping only its beginning.
  private func skipLongLine(into batch: inout Batch) {
    let (startLine, startByte) = (line, byte)
    batch.bytes.append(contentsOf: pending.prefix(1024))
    while true {
      let newline = pending.withUnsafeBytes { bytes -> Int? in
        memchr(bytes.baseAddress!, 0x0A, bytes.count).map { UnsafeRawPointer($0) - bytes.baseAddress! }
      }
      let used = newline.map { $0 + 1 } ?? pending.count
      batch.inputBytes += used
      byte += used
      pending.removeSubrange(0..<used)
      if newline != nil || atEnd { break }
      fill()
      if pending.isEmpty { break }
    }
    line += 1
    batch.records.append(
      RecordSpan(
        start: 0, end: batch.bytes.count, source: source, line: startLine, byte: startByte,
        form: .tooLong(limits.recordBytes)))
    if atEnd, pending.isEmpty { closeSource() }
  }
}
