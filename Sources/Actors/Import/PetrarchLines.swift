import Lexicon

/// The lines of a PETRARCH dictionary without their comments: `#` and `;` to the line's end, and `<!-- … -->`, over several
/// lines too.
struct PetrarchLines {
  private var isInComment = false

  mutating func text(of line: Substring) -> Substring {
    var out: [UInt8] = []
    var rest = line.utf8[...]
    while !rest.isEmpty {
      if isInComment {
        guard let end = Self.find("-->", in: rest) else { return "" }
        rest = rest[rest.index(end, offsetBy: 3)...]
        isInComment = false
      } else if let start = Self.find("<!--", in: rest) {
        out += rest[..<start]
        rest = rest[rest.index(start, offsetBy: 4)...]
        isInComment = true
      } else {
        out += rest
        rest = rest[rest.endIndex...]
      }
    }
    let end = out.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ";") } ?? out.endIndex
    return Substring(String(decoding: out[..<end], as: UTF8.self))
  }

  private static func find(_ sign: String, in text: Substring.UTF8View) -> Substring.UTF8View.Index? {
    var at = text.startIndex
    while at < text.endIndex {
      if text[at...].starts(with: sign.utf8) { return at }
      at = text.index(after: at)
    }
    return nil
  }
}

/// What stands between `[` and `]`: a code, and the time for which it holds.
struct PetrarchCode {
  var code: String
  var span: TimeSpan
  var line: Int
}

/// What is wrong with a code.
struct PetrarchFault: Error {
  var kind: Finding.Kind
  var what: String
  var mend: String
}

extension PetrarchCode {
  /// - Parameter text: what stands between the brackets.
  init(_ text: Substring, line: Int) throws(PetrarchFault) {
    let words = text.words
    guard let code = words.first else {
      throw PetrarchFault(kind: .code, what: "'[\(text)]' has no code", mend: "write [CODE] or [CODE 990101-000507]")
    }
    self.code = String(code)
    self.line = line
    let time = words.dropFirst().joined()
    span = time.isEmpty ? .always : try Self.span(Substring(time))
  }

  private static func span(_ text: Substring) throws(PetrarchFault) -> TimeSpan {
    if text.begins(with: "<") { return TimeSpan(from: .min, to: try number(text.dropFirst(), of: text)) }
    if text.begins(with: ">") { return TimeSpan(from: try number(text.dropFirst(), of: text), to: .max) }
    guard let (from, to) = text.cut(at: "-") else {
      throw PetrarchFault(
        kind: .date, what: "'\(text)' is no time", mend: "write <990101, >990101 or 990101-000507")
    }
    let span = TimeSpan(from: try number(from, of: text), to: try number(to, of: text))
    if span.to < span.from {
      throw PetrarchFault(kind: .date, what: "'\(text)' ends before it begins", mend: "exchange the two dates")
    }
    return span
  }

  private static func number(_ text: Substring, of whole: Substring) throws(PetrarchFault) -> Int {
    guard let day = PetrarchDate.day(text) else {
      throw PetrarchFault(
        kind: .date, what: "'\(text)' in '\(whole)' is no date", mend: "write YYMMDD or YYYYMMDD, a day that there is")
    }
    return CivilDay.number(day)
  }
}
