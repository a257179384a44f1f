import Segmentation

/// A text in lines of a terminal's width, its spans underlined and named on the lines beneath.
struct MarkedSentence {
  enum Tone { case positive, negative, name, plain }

  struct Span {
    /// Token indices, half-open.
    var first, last: Int
    var label: String
    var tone: Tone
  }

  /// Tokens as they are printed, and whether a blank stands before each.
  let tokens: [(text: String, follows: Bool)]
  let spans: [Span]
  /// Columns to be used, at least 20.
  let width: Int
  let isColoured: Bool

  /// A piece of text at a column.
  private struct Piece {
    var column: Int
    var text: String
    var tone: Tone
    var end: Int { column + Columns.count(text) }
  }

  func lines() -> [String] {
    var lines: [String] = []
    var first = 0
    while first < tokens.count {
      var columns: [Range<Int>] = []
      var at = 0
      while first + columns.count < tokens.count {
        let token = tokens[first + columns.count]
        let start = columns.isEmpty ? 0 : at + (token.follows ? 1 : 0)
        let end = start + Columns.count(token.text)
        if end > width, !columns.isEmpty { break }
        columns.append(start..<end)
        at = end
      }
      let range = first..<first + columns.count
      lines.append(
        render(
          zip(columns, tokens[range]).map { Piece(column: $0.lowerBound, text: $1.text, tone: .plain) }, isText: true))
      lines += marks(range, columns)
      first = range.upperBound
    }
    return lines
  }

  /// Underlines and labels of the spans in a line, in as few rows as they fit without touching.
  private func marks(_ range: Range<Int>, _ columns: [Range<Int>]) -> [String] {
    var rows: [(underlines: [Piece], labels: [Piece])] = []
    for span in spans where span.first < range.upperBound && span.last > range.lowerBound {
      let start = columns[max(span.first, range.lowerBound) - range.lowerBound].lowerBound
      let end = columns[min(span.last, range.upperBound) - 1 - range.lowerBound].upperBound
      // What a line's end has parted goes on with an ellipsis.
      let label = Columns.cut(span.first < range.lowerBound ? "… \(span.label)" : span.label, to: width)
      let underline = Piece(column: start, text: String(repeating: "─", count: max(1, end - start)), tone: span.tone)
      let name = Piece(column: max(0, min(start, width - Columns.count(label))), text: label, tone: span.tone)
      let place = min(underline.column, name.column)
      if let row = rows.firstIndex(where: { row in
        max(row.underlines.last?.end ?? -1, row.labels.last?.end ?? -1) < place
      }) {
        rows[row].underlines.append(underline)
        rows[row].labels.append(name)
      } else {
        rows.append(([underline], [name]))
      }
    }
    return rows.flatMap { [render($0.underlines), render($0.labels)] }
  }

  private func render(_ pieces: [Piece], isText: Bool = false) -> String {
    var line = ""
    var at = 0
    for piece in pieces {
      line += String(repeating: " ", count: max(0, piece.column - at))
      line += isText ? piece.text : coloured(piece.text, piece.tone)
      at = piece.end
    }
    return line
  }

  private func coloured(_ text: String, _ tone: Tone) -> String {
    guard isColoured else { return text }
    let code =
      switch tone {
      case .positive: 32
      case .negative: 31
      case .name: 36
      case .plain: 2
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
