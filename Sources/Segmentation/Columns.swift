import CICU

/// Columns that text takes on a terminal.
public enum Columns {
  /// Of joined characters the widest counts.
  public static func count(_ text: String) -> Int {
    text.reduce(0) { $0 + ($1.unicodeScalars.map { Int(icu_columns(Int32($0.value))) }.max() ?? 0) }
  }

  public static func cut(_ text: String, to width: Int) -> String {
    if count(text) <= width { return text }
    var kept = ""
    for character in text {
      if count(kept) + count(String(character)) >= width { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The end of a text, as much of it as fits.
  public static func end(of text: String, in width: Int) -> String {
    if count(text) <= width { return text }
    var kept: [Character] = []
    var columns = 0
    for character in text.reversed() {
      columns += count(String(character))
      if columns >= width { break }
      kept.append(character)
    }
    return "…" + String(kept.reversed())
  }

  /// Lines of at most so many columns, longer words aside; all but the first indented.
  public static func wrapped(_ text: String, to width: Int, indent: Int) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, count(line) + 1 + count(String(word)) > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (isEmpty ? "" : " ") + word
      }
      isEmpty = false
    }
    return lines + [line]
  }
}
