import CSimdJSON
import TextModel

/// Reads one record into an article. It keeps a JSON parser and its memory; one reader serves one thread.
public final class RecordReader {
  let json: OpaquePointer
  private let map: FieldMap
  private let keys: [(bytes: [CChar], depth: Int)]

  public init(map: FieldMap) {
    json = json_reader_new()
    self.map = map
    keys = FieldMap.Field.allCases.map { map.keys($0) }
  }

  deinit { json_reader_free(json) }

  /// - Throws: `Reject` with place and reason for a record that is not what it should be.
  public func read(_ record: RecordSpan, of batch: Batch) throws(Reject) -> Article {
    switch record.form {
    case .json: return try readJSON(record, batch)
    case .plainText: return try readPlainText(record, batch)
    case .tooLong(let limit):
      throw reject(record, batch, "a record of more than \(limit) bytes: split it, or raise --max-record")
    case .unreadable(let reason):
      throw reject(record, batch, reason)
    }
  }

  private func readJSON(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    try parse(record, batch)
    var article = Article()
    let id = field(.id)
    article.id = string(id)
    article.idIsLiteral = id.kind == json_other
    article.date = string(field(.date))
    article.outlet = string(field(.outlet))
    article.language = string(field(.language))
    article.title = string(field(.title))
    let text = field(.text)
    guard text.kind == json_string else {
      let names = string(json_field_names(json)) ?? ""
      let what = text.kind == json_missing ? "no field '\(map[.text])'" : "the field '\(map[.text])' is no text"
      throw reject(
        record, batch, "\(what) (the record has \(names.isEmpty ? "none" : names)): name it with --map text=FIELD")
    }
    article.text = Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
    return article
  }

  /// Parses a record that must be a JSON object; its fields can then be asked for.
  func parse(_ record: RecordSpan, _ batch: Batch) throws(Reject) {
    let failure = batch.bytes.withUnsafeBufferPointer {
      json_parse(json, $0.baseAddress! + record.start, record.end - record.start)
    }
    if let failure {
      if let bad = invalidByte(record, batch) {
        throw reject(record, batch, "bytes that are not UTF-8: convert the file to UTF-8", at: bad)
      }
      throw reject(record, batch, "not JSON: \(String(cString: failure))")
    }
    guard json_is_object(json) else {
      throw reject(record, batch, "not a JSON object: each line must be one, {\"text\": …}")
    }
  }

  /// First line the title, the rest the text; the file's name is the id.
  private func readPlainText(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    if let bad = invalidByte(record, batch) {
      throw reject(record, batch, "bytes that are not UTF-8: convert the file to UTF-8", at: bad)
    }
    var bytes = batch.bytes[record.start..<record.end]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let titleEnd = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
    var title = bytes[bytes.startIndex..<titleEnd]
    if title.last == 0x0D { title = title.dropLast() }
    // Blank lines between title and body belong to neither.
    let body = bytes[titleEnd...].drop { $0 == 0x0A || $0 == 0x0D }
    return Article(
      id: record.source, title: String(decoding: title, as: UTF8.self), text: Array(body))
  }

  func field(_ field: FieldMap.Field) -> json_field {
    let keys = keys[FieldMap.Field.allCases.firstIndex(of: field)!]
    // A name with dots in it may be meant as it stands.
    if keys.depth > 1 {
      let whole = map[field]
      let found = whole.withCString { json_get(json, $0, 1) }
      if found.kind != json_missing { return found }
    }
    return json_get(json, keys.bytes, Int32(keys.depth))
  }

  func string(_ field: json_field) -> String? {
    guard field.kind == json_string || field.kind == json_other else { return nil }
    return String(decoding: UnsafeBufferPointer(start: field.bytes, count: field.count), as: UTF8.self)
  }

  private func invalidByte(_ record: RecordSpan, _ batch: Batch) -> Int? {
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
