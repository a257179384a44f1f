/// Wikitext as plain text: links by what they show; templates, tables, references and pictures left out.
struct Wikitext {
  private let bytes: [UInt8]
  private var at = 0
  private var out: [UInt8] = []

  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    var reader = Wikitext(bytes: bytes)
    reader.read()
    return reader.out
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() {
    while at < bytes.count {
      if has("<!--") {
        skip(past: "-->")
      } else if has("{{") {
        skipNested("{{", "}}")
      } else if has("{|") {
        skipNested("{|", "|}")
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

  /// Skips what is between two marks, others of the kind within; without an end, only the mark itself.
  private mutating func skipNested(_ open: StaticString, _ close: StaticString) {
    at = end(open, close) ?? at + 2
  }

  private func end(_ open: StaticString, _ close: StaticString) -> Int? {
    var depth = 0
    var place = at
    while place < bytes.count {
      if has(open, at: place) {
        depth += 1
        place += 2
      } else if has(close, at: place) {
        depth -= 1
        place += 2
        if depth == 0 { return place }
      } else {
        place += 1
      }
    }
    return nil
  }

  /// `[[Page|shown]]`; pictures and categories, whose names have a colon, show nothing.
  private mutating func readLink() {
    guard let end = end("[[", "]]") else {
      at += 2
      return
    }
    let inner = bytes[at + 2..<end - 2]
    at = end
    let target = inner.prefix { $0 != UInt8(ascii: "|") }
    if target.first != UInt8(ascii: ":"), target.contains(UInt8(ascii: ":")) { return }
    let shown = inner.lastIndex(of: UInt8(ascii: "|")).map { inner[($0 + 1)...] } ?? inner
    for byte in Self.plain(Array(shown)) { put(byte) }
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
      guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")) else { break }
      if bytes[end - 1] == UInt8(ascii: "/") { at = end + 1 } else { skip(past: close) }
      return
    }
    // Any other tag goes, its content stays.
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    let isTag = next == UInt8(ascii: "/") || (next | 0x20) >= UInt8(ascii: "a") && (next | 0x20) <= UInt8(ascii: "z")
    if isTag, let end = bytes[at...].prefix(200).firstIndex(of: UInt8(ascii: ">")) {
      at = end + 1
    } else {
      put(bytes[at])
      at += 1
    }
  }

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
      let line = Self.plain(Array(bytes[at..<last]))
      for byte in line { put(byte) }
      at = end
    }
  }
}
