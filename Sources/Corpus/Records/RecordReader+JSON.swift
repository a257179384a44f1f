import CSimdJSON
import TextModel

extension RecordReader {
  func readJSON(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    try parse(record, batch)
    var article = Article()
    let id = field(paths.id)
    article.id = string(id)
    article.idIsLiteral = id.kind == json_other
    article.date = string(field(paths.date))
    article.outlet = string(field(paths.outlet))
    article.language = string(field(paths.language))
    article.title = string(field(paths.title))
    for path in keptPaths {
      let field = field(path)
      article.kept.append(.init(text: string(field), isLiteral: field.kind == json_other))
    }
    let text = field(paths.text)
    guard text.kind == json_string else {
      let names = string(json_field_names(json)) ?? ""
      throw missingText(record, batch, isThere: text.kind != json_missing, names: names)
    }
    article.text = Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
    return article
  }

  func missingText(_ record: RecordSpan, _ batch: Batch, isThere: Bool, names: String) -> Reject {
    let field = settings.fields[.text]
    let what = isThere ? "the field '\(field)' is no text" : "no field '\(field)'"
    return reject(
      record, batch, "\(what) (the record has \(names.isEmpty ? "none" : names)): name it with --map text=FIELD")
  }

  /// Parses a record that must be a JSON object; its fields can then be asked for.
  func parse(_ record: RecordSpan, _ batch: Batch) throws(Reject) {
    let count = record.end - record.start
    var failure = batch.bytes.withUnsafeBufferPointer { json_parse(json, $0.baseAddress! + record.start, count) }
    if failure != nil, settings.replacesInvalid {
      let mended = Self.mended(batch.bytes[record.start..<record.end])
      failure = (mended + [UInt8](repeating: 0, count: json_padding())).withUnsafeBufferPointer {
        json_parse(json, $0.baseAddress!, mended.count)
      }
    } else if failure != nil, let bad = invalidByte(record, batch) {
      throw notUTF8(record, batch, at: bad)
    }
    if let failure {
      if !settings.replacesInvalid, let at = Self.loneSurrogate(batch.bytes[record.start..<record.end]) {
        throw reject(
          record, batch, "an escape that is half of a character: use --replace-invalid to put U+FFFD for it", at: at)
      }
      throw reject(record, batch, "not JSON: \(String(cString: failure))")
    }
    guard json_is_object(json) else {
      throw reject(record, batch, "not a JSON object: each record must be one, {\"text\": …}")
    }
  }

  func field(_ path: FieldPath) -> json_field {
    // A name with dots in it may be meant as it stands.
    if path.depth > 1 {
      let found = path.whole.withCString { json_get(json, $0, 1) }
      if found.kind != json_missing { return found }
    }
    return json_get(json, path.keys, Int32(path.depth))
  }

  func string(_ field: json_field) -> String? {
    guard field.kind == json_string || field.kind == json_other else { return nil }
    return String(decoding: UnsafeBufferPointer(start: field.bytes, count: field.count), as: UTF8.self)
  }

  /// JSON text with U+FFFD in place of what is not Unicode: bytes that are not UTF-8, and escaped surrogates that stand
  /// alone. So are control characters within strings, which JSON has escaped only, but for tabs.
  static func mended(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let valid = Array(String(decoding: bytes, as: UTF8.self).utf8)
    var out: [UInt8] = []
    out.reserveCapacity(valid.count)
    var at = 0
    var isInString = false
    while at < valid.count {
      guard valid[at] == UInt8(ascii: "\\"), at + 1 < valid.count else {
        if valid[at] == .quote { isInString.toggle() }
        if isInString, valid[at] < 0x20 {
          out += valid[at] == 9 ? Array(#"\t"#.utf8) : replacement
        } else {
          out.append(valid[at])
        }
        at += 1
        continue
      }
      let length = escapeLength(valid[...], at)
      if length == 0 {
        out += replacement
        at += 6
      } else {
        out += valid[at..<min(at + length, valid.count)]
        at += length
      }
    }
    return out
  }

  private static let replacement = Array(#"\ufffd"#.utf8)

  /// The offset of the first escaped surrogate that stands alone.
  private static func loneSurrogate(_ bytes: ArraySlice<UInt8>) -> Int? {
    var at = bytes.startIndex
    while let found = bytes[at...].firstIndex(of: UInt8(ascii: "\\")) {
      let length = escapeLength(bytes, found)
      if length == 0 { return found - bytes.startIndex }
      at = min(found + length, bytes.endIndex)
    }
    return nil
  }

  /// The length of the escape at an offset, a pair of surrogates being one; 0 for a surrogate that stands alone.
  private static func escapeLength(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Int {
    guard let unit = escaped(bytes, at), unit & 0xF800 == 0xD800 else { return 2 }
    return unit < 0xDC00 && escaped(bytes, at + 6).map { $0 & 0xFC00 == 0xDC00 } == true ? 12 : 0
  }

  /// The UTF-16 unit of `\uXXXX`.
  private static func escaped(_ bytes: ArraySlice<UInt8>, _ at: Int) -> UInt16? {
    guard at + 6 <= bytes.endIndex, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt16(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
  }
}
