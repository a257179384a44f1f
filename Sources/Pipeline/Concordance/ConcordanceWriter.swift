import Dataset
import Segmentation
import TextModel

/// Writes the concordance lines of each article, or its counts; where lines are to be sorted, as `RecordSorter` wants
/// them.
final class ConcordanceWriter: RecordWriter {
  private let concordance: Concordance
  private let finder: ConcordanceFinder
  /// nil where lines stay in the order of the input.
  private let collator: Collator?
  private var line = JSONBuffer()

  init(_ concordance: Concordance) {
    self.concordance = concordance
    finder = ConcordanceFinder(concordance)
    collator = concordance.request.order == .none ? nil : Collator(tag: concordance.request.locale)
  }

  func write(_ document: Document, to lines: inout JSONBuffer) {
    let hits = finder.hits(in: document)
    if concordance.request.counts { return writeCounts(hits, document, &lines) }
    var offsets = ScalarOffsets(document.article.text)
    for hit in hits {
      let (left, right) = concordance.request.window.tokens(around: hit.first..<hit.last, in: document)
      let found = self.line(hit, left, right, document, &offsets)
      guard let collator else {
        concordance.request.format.write(found, of: document.article, to: &lines)
        continue
      }
      line.removeAll()
      concordance.request.format.write(found, of: document.article, to: &line)
      let key = collator.key(of: sorted(hit, left, right, document))
      lines.append(lines: SortableRecord.bytes(key: key, record: line.bytes))
    }
  }

  private func writeCounts(_ hits: [ConcordanceHit], _ document: Document, _ lines: inout JSONBuffer) {
    for (number, match) in concordance.matches.enumerated() {
      let count = hits.count { $0.query == number }
      if count == 0 { continue }
      concordance.request.format.write(
        ConcordanceCount(kind: kind(number), match: match, hits: count, words: document.words),
        of: document.article, to: &lines)
    }
  }

  private func kind(_ query: Int) -> ConcordanceLine.Kind {
    switch concordance.queries[query] {
    case .term: .term
    case .actor: .actor
    case .frame: .frame
    }
  }

  private func line(
    _ hit: ConcordanceHit, _ left: Range<Int32>, _ right: Range<Int32>, _ document: Document,
    _ offsets: inout ScalarOffsets
  ) -> ConcordanceLine {
    let (start, end) = (document.tokens[Int(hit.first)].start, document.tokens[Int(hit.last) - 1].end)
    let leftStart = left.isEmpty ? start : document.tokens[Int(left.lowerBound)].start
    let rightEnd = right.isEmpty ? end : document.tokens[Int(right.upperBound) - 1].end
    func text(_ from: UInt32, _ to: UInt32) -> String {
      String(decoding: document.article.text[Int(from)..<Int(to)], as: UTF8.self)
    }
    return ConcordanceLine(
      kind: kind(hit.query), match: concordance.matches[hit.query], sentence: document.sentence(of: hit.first),
      scalars: offsets.scalars(before: Int(start))..<offsets.scalars(before: Int(end)),
      left: Self.onOneLine(text(leftStart, start)), keyword: text(start, end),
      right: Self.onOneLine(text(end, rightEnd)),
      holder: document.language < 0 ? nil : concordance.id(of: document.holder(at: hit.first)), form: hit.form)
  }

  static func onOneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The words by which a line is put in order, marks left out; those to the left from the keyword outward.
  private func sorted(
    _ hit: ConcordanceHit, _ left: Range<Int32>, _ right: Range<Int32>, _ document: Document
  ) -> String {
    func words(_ tokens: Range<Int32>) -> [String] {
      tokens.filter { document.tokens[Int($0)].traits.contains(.word) }.map {
        document.text(first: $0, last: $0 + 1)
      }
    }
    return switch concordance.request.order {
    case .none: ""
    case .left: words(left).reversed().joined(separator: " ")
    case .right: words(right).joined(separator: " ")
    case .term: (words(hit.first..<hit.last) + words(right)).joined(separator: " ")
    }
  }
}
