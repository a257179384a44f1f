import Foundation
import Statistics

/// A table of a report: for a terminal, or in Markdown.
struct ReportTable {
  let header: [String]
  /// How many columns from the left hold words.
  let words: Int
  let rows: [[String]]

  init(_ header: [String], words: Int, _ rows: [[String]]) {
    self.header = header
    self.words = words
    self.rows = rows
  }

  var text: String { TextTable([header] + rows, words: words).text }

  var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    func escaped(_ cells: [String]) -> [String] { cells.map { $0.replacing("|", with: "\\|") } }
    let rule = header.indices.map { $0 < words ? "---" : "---:" }
    return line(escaped(header)) + line(rule) + rows.map { line(escaped($0)) }.joined()
  }
}

/// Shown as people read them; – where there is none.
enum Shown {
  static func number(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
  static func percent(_ share: Double?) -> String { share.map { String(format: "%.1f %%", 100 * $0) } ?? "–" }

  static func interval(_ interval: Bootstrap.Interval?) -> String {
    interval.map { "[\(number($0.low)), \(number($0.high))]" } ?? "–"
  }
}
