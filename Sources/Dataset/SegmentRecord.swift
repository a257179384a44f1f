import Segmentation
import TextModel

/// Writes the words and sentences of an article.
public struct SegmentRecord: RecordWriter, Sendable, Equatable {
  public enum Form: String, CaseIterable, Sendable {
    /// A line of JSON an article.
    case jsonl
    /// A sentence a line, its tokens parted by spaces.
    case text
  }

  private let form: Form
  private let wordsOnly: Bool

  /// - Parameter wordsOnly: leave out tokens without a letter or digit.
  public init(form: Form, wordsOnly: Bool) {
    self.form = form
    self.wordsOnly = wordsOnly
  }

  public func write(_ document: Document, to lines: inout JSONBuffer) {
    switch form {
    case .jsonl: writeJSON(document, &lines)
    case .text: for sentence in document.sentences { lines.append(lines: line(sentence, document)) }
    }
  }

  private func tokens(of sentence: Sentence, _ document: Document) -> [Token] {
    document.tokens[sentence.tokens].filter { !wordsOnly || $0.traits.contains(.word) }
  }

  private func line(_ sentence: Sentence, _ document: Document) -> [UInt8] {
    var line: [UInt8] = []
    for token in tokens(of: sentence, document) {
      if !line.isEmpty { line.append(0x20) }
      // A blank that bears a mark from outside is a token; as it stands it would part words here.
      line.append(contentsOf: document.article.text[Int(token.start)..<Int(token.end)].drop { $0 <= 0x20 })
    }
    return line.isEmpty ? [] : line + [0x0A]
  }

  private func writeJSON(_ document: Document, _ json: inout JSONBuffer) {
    var offsets = ScalarOffsets(document.article.text)
    json.beginObject()
    json.key("id")
    json.identifier(document.article.id, isLiteral: document.article.idIsLiteral)
    json.key("language")
    json.value(document.article.language)
    json.key("sentences")
    json.beginArray()
    for sentence in document.sentences {
      let tokens = tokens(of: sentence, document)
      json.beginObject()
      json.key("start")
      json.value(offsets.scalars(before: Int(document.tokens[Int(sentence.first)].start)))
      json.key("end")
      json.value(offsets.scalars(before: Int(document.tokens[Int(sentence.last) - 1].end)))
      json.key("tokens")
      json.beginArray()
      for token in tokens { json.value(utf8: document.article.text[Int(token.start)..<Int(token.end)]) }
      json.endArray()
      json.key("spans")
      json.beginArray()
      for token in tokens {
        json.beginArray()
        json.value(offsets.scalars(before: Int(token.start)))
        json.value(offsets.scalars(before: Int(token.end)))
        json.endArray()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
  }
}
