/// Wikitext as plain text: links by what they show; templates, tables, references and pictures left out.
struct Wikitext {
  private let bytes: [UInt8]
  private var at = 0
  private var out: [UInt8] = []
  private let depth: Int
  private lazy var templates = MarkPairs(bytes, "{{", "}}")
  private lazy var tables = MarkPairs(bytes, "{|", "|}")
  private lazy var links = MarkPairs(bytes, "[[", "]]")

  /// Links and headings within each other beyond this depth show nothing; no page needs them.
  private static let deepest = 16

  static func plain(_ bytes: [UInt8]) -> [UInt8] { plain(bytes, depth: 0) }

  private static func plain(_ bytes: [UInt8], depth: Int) -> [UInt8] {
    guard depth < deepest else { return [] }
    var reader = Wikitext(bytes: bytes, depth: depth)
    reader.read()
    return reader.out
  }

  private init(bytes: [UInt8], depth: Int) { (self.bytes, self.depth) = (bytes, depth) }

  private mutating func read() {
    while at < bytes.count {
      if has("<!--") {
        skip(past: "-->")
      } else if has("{{") {
        at = templates.end(of: at) ?? at + 2
      } else if has("{|") {
        at = tables.end(of: at) ?? at + 2
      } else if has("[[") {
        readLink()
      } else if has("[http") {
        readOutsideLink()
      } else if has("''") {
        while at < bytes.count, bytes[at] == UInt8(ascii: "'") { at += 1 }
      } else if has("<") {
        readTag()
      } else if has("__"), let end = endOfSwitch() {
        at = end
      } else if isAtLineStart, has("=") || has("*") || has("#") || has(":") || has(";") || has("----") {
        readLineMark()
      } else {
        put(bytes[at])
        at += 1
      }
    }
    while let last = out.last, last <= 0x20 { out.removeLast() }
  }

  private var isAtLineStart: Bool { at == 0 || bytes[at - 1] == .lineFeed }

  /// Never more than one blank line, none at the beginning.
  private mutating func put(_ byte: UInt8) {
    if byte == .lineFeed, out.isEmpty || out.suffix(2).elementsEqual([.lineFeed, .lineFeed]) { return }
    if byte == 0x20, out.last.map({ $0 <= 0x20 }) ?? true { return }
    out.append(byte)
  }

  private func has(_ text: StaticString, at place: Int? = nil) -> Bool {
    let place = place ?? at
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for index in 0..<count where bytes[place + index] != text.utf8Start[index] { return false }
    return true
  }

  private mutating func skip(past text: StaticString) {
    while at < bytes.count, !has(text) { at += 1 }
    at = min(bytes.count, at + text.utf8CodeUnitCount)
  }

  /// `[[Page|shown]]`; pictures and categories, whose names have a colon, show nothing.
  private mutating func readLink() {
    guard let end = links.end(of: at) else {
      at += 2
      return
    }
    let inner = bytes[at + 2..<end - 2]
    at = end
    let target = inner.prefix { $0 != UInt8(ascii: "|") }
    if target.first != UInt8(ascii: ":"), target.contains(UInt8(ascii: ":")) { return }
    let shown = inner.lastIndex(of: UInt8(ascii: "|")).map { inner[($0 + 1)...] } ?? inner
    for byte in Self.plain(Array(shown), depth: depth + 1) { put(byte) }
  }

  /// `[http://… shown]`.
  private mutating func readOutsideLink() {
    guard let end = bytes[at...].firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == .lineFeed }) else {
      at = bytes.count
      return
    }
    for byte in bytes[at..<end].drop(while: { $0 != 0x20 }).dropFirst() { put(byte) }
    at = end + 1
  }

  private mutating func readTag() {
    for (open, close) in Self.left where has(open) {
      guard let end = bytes[at...].prefix(Self.longestTag).firstIndex(of: UInt8(ascii: ">")) else { break }
      if bytes[end - 1] == UInt8(ascii: "/") { at = end + 1 } else { skip(past: close) }
      return
    }
    // Any other tag goes, its content stays.
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    let isTag = next == UInt8(ascii: "/") || (next | 0x20) >= UInt8(ascii: "a") && (next | 0x20) <= UInt8(ascii: "z")
    if isTag, let end = bytes[at...].prefix(Self.longestTag).firstIndex(of: UInt8(ascii: ">")) {
      at = end + 1
    } else {
      put(bytes[at])
      at += 1
    }
  }

  /// Bytes of the longest tag; a sign that none closes would be looked for to the end of the text, again and again.
  private static let longestTag = 200

  private static let left: [(StaticString, StaticString)] = [
    ("<ref", "</ref>"), ("<gallery", "</gallery>"), ("<math", "</math>"), ("<timeline", "</timeline>"),
    ("<syntaxhighlight", "</syntaxhighlight>"), ("<score", "</score>"),
  ]

  /// `__NOTOC__` and the like.
  private func endOfSwitch() -> Int? {
    var place = at + 2
    while place < bytes.count, bytes[place] >= 0x41, bytes[place] <= 0x5A { place += 1 }
    return place > at + 2 && has("__", at: place) ? place + 2 : nil
  }

  /// Marks at the start of a line: lists lose them, headings are left out with their line's end.
  private mutating func readLineMark() {
    while at < bytes.count, "=*#:;- ".utf8.contains(bytes[at]) { at += 1 }
    let end = bytes[at...].firstIndex(of: .lineFeed) ?? bytes.count
    var last = end
    while last > at, bytes[last - 1] == UInt8(ascii: "=") || bytes[last - 1] <= 0x20 { last -= 1 }
    // A heading's closing marks go; the rest of the line is read as any other.
    if last < end {
      let line = Self.plain(Array(bytes[at..<last]), depth: depth + 1)
      for byte in line { put(byte) }
      at = end
    }
  }
}

/// Where marks that open something are closed, those within each other told apart; found in one walk over the text,
/// however many there are and whether or not they are closed.
private struct MarkPairs {
  /// Ascending, with the offset after the closing mark of each.
  private var openings: [Int32] = []
  private var ends: [Int32] = []

  /// - Parameters: marks of two bytes.
  init(_ bytes: [UInt8], _ open: StaticString, _ close: StaticString) {
    func has(_ mark: StaticString, _ at: Int) -> Bool {
      bytes[at] == mark.utf8Start[0] && bytes[at + 1] == mark.utf8Start[1]
    }
    /// Indices of those that are not closed yet.
    var pending: [Int32] = []
    var at = 0
    while at + 1 < bytes.count {
      if has(open, at) {
        pending.append(Int32(openings.count))
        openings.append(Int32(at))
        ends.append(-1)
        at += 2
      } else if has(close, at) {
        at += 2
        if let last = pending.popLast() { ends[Int(last)] = Int32(at) }
      } else {
        at += 1
      }
    }
  }

  /// - Returns: nil where nothing is opened at the offset, or nothing closes it.
  func end(of opening: Int) -> Int? {
    var (low, high) = (0, openings.count)
    while low < high {
      let middle = (low + high) / 2
      if openings[middle] < opening { low = middle + 1 } else { high = middle }
    }
    guard low < openings.count, openings[low] == opening, ends[low] >= 0 else { return nil }
    return Int(ends[low])
  }
}
