import CSimdJSON
import TextModel

/// How records become articles.
public struct RecordSettings: Sendable {
  public var fields = FieldMap()
  /// Other fields of JSON records and tables that are carried along.
  public var kept: [String] = []
  /// Bytes that are not UTF-8 become U+FFFD; otherwise they make their record a reject.
  public var replacesInvalid = false
  /// References to characters (`&amp;`) in texts that are no HTML become what they stand for.
  public var decodesEntities = false

  public var dates = DateReader()
  /// What the paths of the inputs tell of their records; nil for nothing.
  public var paths: PathPattern?
  /// Of records that say none, and whose path says none.
  public var outlet: String?
  public var language: String?

  public init(fields: FieldMap = FieldMap(), replacesInvalid: Bool = false) {
    self.fields = fields
    self.replacesInvalid = replacesInvalid
  }
}

/// Reads one record into an article. It keeps a JSON parser and its memory; one reader serves one thread.
///
/// How each form of record is read stands in a file of its own.
public final class RecordReader {
  let json: OpaquePointer
  let settings: RecordSettings
  /// The article read last had a date that could not be read.
  public private(set) var hadUnknownDate = false
  /// How the text of the article read last was decoded wrongly before it came here, if it shows.
  public private(set) var mojibake: Mojibake?
  /// The source asked for last, and what its path tells.
  var lastPath: (source: String, fields: [FieldMap.Field: String])?
  let paths: FieldPaths
  let keptPaths: [FieldPath]

  public init(_ settings: RecordSettings = RecordSettings()) {
    json = json_reader_new()
    self.settings = settings
    paths = FieldPaths(settings.fields)
    keptPaths = settings.kept.map { FieldPath($0) }
  }

  deinit { json_reader_free(json) }

  /// - Returns: nil for a record that is no article: a picture in a crawl, a wiki's redirect.
  /// - Throws: `Reject` with place and reason for a record that is not what it should be.
  public func read(_ record: RecordSpan, of batch: Batch) throws(Reject) -> Article? {
    guard var article = try readForm(record, batch) else { return nil }
    fillIn(&article, record.source)
    if settings.decodesEntities, !record.form.isMarkup { decodeEntities(&article) }
    mojibake = Mojibake.found(in: article.text)
    if let date = article.date {
      article.date = settings.dates.iso(date)
      hadUnknownDate = article.date == nil && date.contains { !$0.isWhitespace }
    } else {
      hadUnknownDate = false
    }
    return article
  }

  private func decodeEntities(_ article: inout Article) {
    article.text = Entities.decoded(article.text)
    article.title = article.title.map { Entities.decoded($0) }
    article.outlet = article.outlet.map { Entities.decoded($0) }
  }

  private func readForm(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article? {
    switch record.form {
    case .json: return try readJSON(record, batch)
    case .row(let header): return try readRow(header, record, batch)
    case .plainText: return try readPlainText(record, batch)
    case .html: return try readPage(record, batch)
    case .warc: return try readCrawled(record, batch)
    case .wikiPage: return try readWikiPage(record, batch)
    case .lexis: return try readLexis(record, batch)
    case .factiva: return try readFactiva(record, batch)
    case .tooLong(let limit):
      throw reject(record, batch, "a record of more than \(limit) bytes: split it, or raise --max-record")
    case .broken(let reason), .unreadable(let reason):
      throw reject(record, batch, reason)
    }
  }

  /// First line the title, the rest the text; the file's name is the id.
  private func readPlainText(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    var bytes = try text(record, batch)
    while bytes.starts(with: "\u{FEFF}".utf8) { bytes = bytes.dropFirst(3) }
    let titleEnd = bytes.firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? bytes.endIndex
    let title = bytes[bytes.startIndex..<titleEnd]
    // Blank lines between title and body belong to neither.
    let body = bytes[titleEnd...].drop { $0 == .lineFeed || $0 == .carriageReturn }
    return Article(
      id: record.source, title: String(decoding: title, as: UTF8.self), text: Array(body))
  }

  /// The record's bytes as valid UTF-8.
  func text(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> ArraySlice<UInt8> {
    let bytes = batch.bytes[record.start..<record.end]
    guard let bad = invalidByte(record, batch) else { return bytes }
    guard settings.replacesInvalid else { throw notUTF8(record, batch, at: bad) }
    return ArraySlice(String(decoding: bytes, as: UTF8.self).utf8)
  }

  func notUTF8(_ record: RecordSpan, _ batch: Batch, at byte: Int) -> Reject {
    reject(
      record, batch, "bytes that are not UTF-8: name their encoding with --encoding, or use --replace-invalid",
      at: byte)
  }

  func invalidByte(_ record: RecordSpan, _ batch: Batch) -> Int? {
    let count = record.end - record.start
    let at = batch.bytes.withUnsafeBufferPointer { json_invalid_utf8($0.baseAddress! + record.start, count) }
    return at < count ? at : nil
  }

  func reject(_ record: RecordSpan, _ batch: Batch, _ reason: String, at offset: Int = 0) -> Reject {
    let bytes = batch.bytes[record.start..<min(record.end, record.start + 120)]
    return Reject(
      source: record.source, line: record.line, byte: record.byte + offset, reason: reason,
      excerpt: String(decoding: bytes, as: UTF8.self))
  }
}
