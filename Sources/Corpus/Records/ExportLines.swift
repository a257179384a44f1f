/// The lines of an article that a news database exported as text, blank ones among them, without blanks at their ends.
struct ExportLines {
  private(set) var lines: [Substring]

  init(_ bytes: ArraySlice<UInt8>) {
    lines = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? bytes.endIndex
      lines.append(Self.trimmed(Substring(decoding: bytes[start..<end], as: UTF8.self)))
      start = min(end + 1, bytes.endIndex)
      if end < bytes.endIndex, bytes[end] == .carriageReturn, start < bytes.endIndex, bytes[start] == .lineFeed {
        start += 1
      }
    }
  }

  static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }

  /// A number and one word: "1,234 words", in whatever language.
  static func isLength(_ text: Substring) -> Bool {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let first = parts[0].first, first.isNumber else { return false }
    return parts[0].allSatisfy { $0.isNumber || ",.\u{A0}\u{202F}".contains($0) } && parts[1].allSatisfy(\.isLetter)
  }

  /// "Copyright 2021 The Daily", "© 2021", "(c) 2021", "All Rights Reserved".
  static func isCopyright(_ line: Substring) -> Bool {
    let small = line.lowercased()
    return small.hasPrefix("copyright") || small.hasPrefix("(c)") || small.hasPrefix("©")
      || small.hasPrefix("all rights reserved")
  }

  /// Paragraphs: what stands between blank lines, with the lines' ends taken out.
  static func paragraphs(_ lines: ArraySlice<Substring>) -> [[Substring]] {
    lines.split(whereSeparator: \.isEmpty).map(Array.init)
  }

  /// The text of paragraphs, with blank lines between.
  static func text(_ paragraphs: some Sequence<[Substring]>) -> [UInt8] {
    Array(paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n").utf8)
  }
}
