import CSimdJSON

/// Cuts the inputs into batches of whole records, one after the other, never holding more than a batch.
///
/// A lazy cursor: `next` blocks on the source and returns nil at the end of the last one.
public final class BatchReader {
  public struct Settings: Sendable {
    /// Bytes of a batch, about; a longer record makes a longer batch.
    public var batchBytes = 1 << 18
    /// Longer records are rejected without being held.
    public var recordBytes = 1 << 24
    public var format = InputFormat.auto
    public var encoding = InputEncoding.utf8
    public var unpack = UnpackLimits()
    /// The field that holds the text: how a table without a name is told.
    public var textField = FieldMap.Field.text.rawValue

    public init(
      batchBytes: Int = 1 << 18, recordBytes: Int = 1 << 24, format: InputFormat = .auto,
      encoding: InputEncoding = .utf8, unpack: UnpackLimits = UnpackLimits(), textField: String = "text"
    ) {
      self.batchBytes = batchBytes
      self.recordBytes = recordBytes
      self.format = format
      self.encoding = encoding
      self.unpack = unpack
      self.textField = textField
    }
  }

  private let files: [String]
  private let settings: Settings
  private let padding = json_padding()
  private var nextFile = 0
  private var number = 0

  // The source that is open, and the place in it.
  private var source = ""
  private var stream: SourceStream?
  private var framer: any Framer = LineFramer()
  private var line = 1
  private var byte = 0

  /// - Parameter files: as `InputList.expand` gives them.
  public init(files: [String], settings: Settings = Settings()) {
    self.files = files
    self.settings = settings
  }

  public func next() -> Batch? {
    var batch = Batch(number: number, bytes: [], records: [], inputBytes: 0)
    // Grown step by step it would take twice that, in every batch that is in flight.
    batch.bytes.reserveCapacity(settings.batchBytes + settings.batchBytes / 8)
    while batch.bytes.count < settings.batchBytes {
      guard let stream else {
        if nextFile == files.count { break }
        // A pipe may let wait for it when it is opened.
        if !batch.records.isEmpty, !FileSource.isRegular(files[nextFile]) { break }
        openNext(&batch)
        continue
      }
      // What there is goes on its way before anything is waited for.
      if !takeRecord(stream, into: &batch), !batch.records.isEmpty, !stream.isRegular, !stream.atEnd { break }
    }
    if batch.records.isEmpty, batch.inputBytes == 0 { return nil }
    number += 1
    batch.bytes.append(contentsOf: repeatElement(0, count: padding))
    return batch
  }

  /// Opens the next source. One that can't be opened becomes a record to reject.
  private func openNext(_ batch: inout Batch) {
    source = files[nextFile]
    nextFile += 1
    (line, byte) = (1, 0)
    do throws(SourceError) {
      let stream = try SourceStream(path: source, encoding: settings.encoding, limits: settings.unpack)
      framer = makeFramer(stream)
      byte = stream.markBytes
      self.stream = stream
    } catch {
      reject(.unreadable(error.reason), atLine: 0, &batch)
    }
  }

  private func makeFramer(_ stream: SourceStream) -> any Framer {
    var format = settings.format
    repeat {
      stream.fill(max(settings.batchBytes, Self.headBytes))
      if settings.format == .auto {
        format = stream.withBytes { InputFormat.sniff(source, $0, textField: settings.textField) }
      }
    } while !stream.atEnd && stream.count < Self.headBytes && (stream.isRegular || !isTold(format, stream))
    return stream.withBytes { head in
      switch format {
      case .jsonl, .auto:
        let isOfOldMac = head.find(.lineFeed, from: 0) == nil && head.find(.carriageReturn, from: 0) != nil
        return LineFramer(terminator: isOfOldMac ? .carriageReturn : .lineFeed)
      case .json: return JSONFramer()
      case .csv: return TableFramer(delimiter: nil)
      case .tsv: return TableFramer(delimiter: UInt8(ascii: "\t"))
      case .text: return WholeFramer(.plainText)
      case .html: return WholeFramer(.html)
      case .warc: return WARCFramer()
      case .mediawiki: return PageFramer()
      case .lexis: return ExportFramer(.lexis)
      case .factiva: return ExportFramer(.factiva)
      }
    }
  }

  /// Most formats are told by the first line; for a text, which is read as a whole, there is time.
  private func isTold(_ format: InputFormat, _ stream: SourceStream) -> Bool {
    if settings.format == .auto, format == .text { return false }
    return stream.withBytes { head in
      let start = head.firstIndex { $0 > 0x20 } ?? head.count
      if head.find(.lineFeed, from: start) != nil { return true }
      // A line feed may follow in the next read.
      return head.find(.carriageReturn, from: start).map { $0 + 1 < head.count } ?? false
    }
  }

  /// Takes what lies next in the source, or reads on.
  /// - Returns: false where it must read before there is more.
  private func takeRecord(_ stream: SourceStream, into batch: inout Batch) -> Bool {
    switch stream.withBytes({ framer.next($0, atEnd: stream.atEnd) }) {
    case .record(let range, let form, let taken):
      add(range, form, taken: taken, of: stream, to: &batch)
      return true
    case .nothing(let taken):
      take(taken, of: stream, &batch)
      return true
    case .more:
      if stream.atEnd {
        close(stream, &batch)
      } else if stream.count > settings.recordBytes {
        takeLongRecord(stream, into: &batch)
      } else if batch.records.isEmpty || stream.isRegular {
        // Ever larger pieces, should a record be long, but no more than makes it too long.
        stream.fill(max(settings.batchBytes, min(stream.count, settings.recordBytes - stream.count)))
      }
      return false
    }
  }

  private func add(
    _ range: Range<Int>, _ form: RecordSpan.Form, taken: Int, of stream: SourceStream, to batch: inout Batch
  ) {
    let start = batch.bytes.count
    var form = form
    if range.count > settings.recordBytes { form = .tooLong(settings.recordBytes) }
    let kept: Range<Int>
    if case .tooLong = form { kept = range.prefix(Self.excerptBytes) } else { kept = range }
    stream.withBytes { batch.bytes.append(contentsOf: $0[kept]) }
    batch.records.append(
      RecordSpan(start: start, end: batch.bytes.count, source: source, line: line, byte: byte, form: form))
    take(taken, of: stream, &batch)
  }

  private func take(_ count: Int, of stream: SourceStream, _ batch: inout Batch) {
    stream.withBytes { line += Self.lines($0[..<count]) }
    byte += count
    batch.inputBytes += count
    stream.take(count)
  }

  /// Line feeds; in a file of an old Mac, carriage returns.
  private static func lines(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    let feeds = bytes.count(of: .lineFeed)
    return feeds > 0 ? feeds : bytes.count(of: .carriageReturn)
  }

  private static let excerptBytes = 1024
  /// As much of a source as its format is told by.
  private static let headBytes = 1 << 16
  /// Bytes that a framer looks back at.
  private static let lookBack = 8

  /// Reads past a record longer than the limit, keeping only its beginning.
  private func takeLongRecord(_ stream: SourceStream, into batch: inout Batch) {
    if let frame = stream.withBytes({ framer.giveUp($0) }), case .record(let range, let form, let taken) = frame {
      add(range, form, taken: taken, of: stream, to: &batch)
      return
    }
    let (startLine, startByte, start) = (line, byte, batch.bytes.count)
    stream.withBytes { batch.bytes.append(contentsOf: $0.prefix(Self.excerptBytes)) }
    while true {
      let passed = max(0, framer.scanned - Self.lookBack)
      framer.dropped(passed)
      take(passed, of: stream, &batch)
      if !stream.atEnd { stream.fill(settings.batchBytes) }
      switch stream.withBytes({ framer.next($0, atEnd: stream.atEnd) }) {
      case .record(_, _, let taken), .nothing(let taken): take(taken, of: stream, &batch)
      case .more: if !stream.atEnd { continue }
      }
      break
    }
    batch.records.append(
      RecordSpan(
        start: start, end: batch.bytes.count, source: source, line: startLine, byte: startByte,
        form: .tooLong(settings.recordBytes)))
  }

  private func close(_ stream: SourceStream, _ batch: inout Batch) {
    if let failure = stream.failure { reject(.unreadable(failure.reason), atLine: line, &batch) }
    self.stream = nil
  }

  private func reject(_ form: RecordSpan.Form, atLine line: Int, _ batch: inout Batch) {
    let at = batch.bytes.count
    batch.records.append(RecordSpan(start: at, end: at, source: source, line: line, byte: byte, form: form))
  }
}
