/// A bounded piece of the input: whole records, not yet read, with their places.
public struct Batch: Sendable {
  /// Position in the input, from 0; results are written in this order.
  public var number: Int
  /// The records' bytes, followed by as many spare bytes as the JSON parser may touch.
  public var bytes: [UInt8]
  public var records: [RecordSpan]
  /// Bytes of input it stands for, for the progress line.
  public var inputBytes: Int
  /// Records at its beginning with which an earlier run is done.
  public var done = 0
}

/// Where one record lies in its batch and in its source.
public struct RecordSpan: Sendable {
  public enum Form: Sendable {
    case json, plainText, html, warc, wikiPage, lexis, factiva
    case row(TableHeader)
    /// No record can be read here.
    case broken(String)
    /// Longer than the limit; its bytes were skipped.
    case tooLong(Int)
    /// The source could not be read.
    case unreadable(String)

    /// Its references to characters are resolved with its markup.
    var isMarkup: Bool {
      switch self {
      case .html, .warc, .wikiPage: true
      default: false
      }
    }
  }

  /// Bytes of the batch, half-open.
  public var start: Int
  public var end: Int
  /// Name of the file, `-` for stdin.
  public var source: String
  /// Line of the source, from 1.
  public var line: Int
  /// Byte offset of the record in the source.
  public var byte: Int
  public var form: Form
}

/// A record that could not be analysed, and why. Written as one JSON line to the rejects.
public struct Reject: Error, Sendable {
  public var source: String
  public var line: Int
  /// Byte offset in the source: of the offending byte where it is known, otherwise of the record.
  public var byte: Int
  public var reason: String
  /// The record's beginning, made valid UTF-8.
  public var excerpt: String

  public init(source: String, line: Int, byte: Int, reason: String, excerpt: String) {
    self.source = source
    self.line = line
    self.byte = byte
    self.reason = reason
    self.excerpt = excerpt
  }

  /// What is wrong without how to mend it and without details: what summaries count by.
  public var kind: String {
    let ends = [": ", " ("].compactMap { reason.firstRange(of: $0)?.lowerBound }
    return String(reason[..<(ends.min() ?? reason.endIndex)].prefix(Self.kindLength))
  }

  /// Characters; a kind may quote the record.
  private static let kindLength = 100
}

/// The program can't go on: a missing input, a full disk. Printed as `place: what: how to mend`; exit code 2.
public struct InputOutputError: Error, CustomStringConvertible, Sendable {
  public var place: String
  public var what: String
  public var mend: String

  public init(place: String, what: String, mend: String) {
    self.place = place
    self.what = what
    self.mend = mend
  }

  public var description: String { "\(place): \(what): \(mend)" }
}
