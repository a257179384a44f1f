import CSimdJSON
import TextModel

/// A text with one target marked in it, whose stance is asked for or was coded by hand.
public struct TargetedText: Sendable {
  public var article: Article
  /// Bytes of the text, half-open.
  public var target: Range<Int>
  /// −1, 0 or 1 where it was coded.
  public var polarity: Int?
}

extension RecordReader {
  /// Reads a line {id, text or sentence, from, to, polarity?}; `from` and `to` count Unicode scalars, half-open.
  /// - Throws: `Reject` with place and reason for a line that is not so.
  public func readTarget(_ record: RecordSpan, of batch: Batch) throws(Reject) -> TargetedText {
    guard case .json = record.form else {
      _ = try read(record, of: batch)
      throw reject(record, batch, "not a JSON line: give lines of {\"text\": …, \"from\": …, \"to\": …}")
    }
    try parse(record, batch)
    let id = field(paths.id)
    var article = Article(
      id: string(id), date: string(field(paths.date)), outlet: string(field(paths.outlet)),
      language: string(field(paths.language)))
    article.idIsLiteral = id.kind == json_other
    fillIn(&article, record.source)
    var text = field(paths.text)
    if text.kind == json_missing { text = json_get(json, "sentence", 1) }
    guard text.kind == json_string else {
      throw reject(record, batch, "no 'text' and no 'sentence': name the field with --map text=FIELD")
    }
    article.text = Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
    guard let from = integer("from"), let to = integer("to") else {
      throw reject(record, batch, "no whole numbers 'from' and 'to': say where the target stands, in characters")
    }
    guard let target = Self.bytes(from: from, to: to, of: article.text) else {
      throw reject(
        record, batch,
        "'from' \(from) and 'to' \(to) are no part of the text: count Unicode characters from 0, half-open")
    }
    var polarity: Int?
    if json_get(json, "polarity", 1).kind != json_missing {
      guard let coded = integer("polarity"), abs(coded) <= 1 else {
        throw reject(record, batch, "'polarity' is not -1, 0 or 1: recode it")
      }
      polarity = coded
    }
    return TargetedText(article: article, target: target, polarity: polarity)
  }

  private func integer(_ name: String) -> Int? {
    let field = json_get(json, name, 1)
    guard field.kind == json_other, let text = string(field) else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  /// The bytes of a run of scalars; nil for an empty run and for one that leaves the text.
  static func bytes(from: Int, to: Int, of text: [UInt8]) -> Range<Int>? {
    guard from >= 0, from < to else { return nil }
    var scalar = 0
    var start: Int?
    for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if scalar == from { start = index }
      if scalar == to { return start.map { $0..<index } }
      scalar += 1
    }
    guard scalar == to, let start else { return nil }
    return start..<text.count
  }
}
