/// Rows of cells for a terminal, the first of them the header: words to the left, figures to the right.
struct TextTable {
  private let rows: [[String]]
  private let isWord: (Int) -> Bool

  /// - Parameter words: how many columns from the left hold words.
  init(_ rows: [[String]], words: Int) { self.init(rows) { $0 < words } }

  init(_ rows: [[String]], isWord: @escaping (Int) -> Bool) {
    self.rows = rows
    self.isWord = isWord
  }

  /// The lines, each with its end; a rule stands beneath the header.
  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for (number, row) in rows.enumerated() {
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += (isWord(column) ? cell + padding : padding + cell) + "  "
      }
      text += String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
      if number == 0 { text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n" }
    }
    return text
  }
}
