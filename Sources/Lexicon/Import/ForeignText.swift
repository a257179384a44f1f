import Corpus
import TextModel

/// A file of another program as text, and as lines whatever ends them.
public struct ForeignText {
  public struct Line {
    /// Counted from 1.
    public var number: Int
    public var text: Substring
  }

  public let path: String
  public let whole: WholeText
  public let text: String
  /// All of them, blank ones too, without what ends them.
  public let lines: [Line]

  public var bytes: [UInt8] { whole.bytes }

  /// - Throws: `ConfigurationError` for an empty file and one that is no text, `InputOutputError` for an encoding that
  ///   can't be read.
  public init(_ file: [UInt8], encoding: InputEncoding, path: String) throws {
    self.path = path
    whole = try WholeText.read(file, encoding: encoding, path: path)
    text = String(decoding: whole.bytes, as: UTF8.self)
    lines = Self.lines(of: text)
    if let line = lines.first(where: { $0.text.utf8.contains(0) }) {
      throw ConfigurationError(
        file: path, line: line.number, what: "NUL, which is in no text",
        mend: "unpack or export it as text, or name its encoding with --encoding")
    }
    if !lines.contains(where: { !$0.text.isBlank }) {
      throw ConfigurationError(file: path, what: "an empty file", mend: "give a dictionary with entries")
    }
  }

  /// Without folders.
  public var fileName: String {
    if path == "-" { return "stdin" }
    return path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
  }

  /// The name without folders and ending: `/a/Negative-Words.txt` is `Negative-Words`.
  public var baseName: String {
    guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")), dot > fileName.startIndex else { return fileName }
    return String(fileName[..<dot])
  }

  /// What stands behind the last dot, in small letters.
  public var ending: String {
    guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return fileName[dot...].dropFirst().lowercased()
  }

  private static func lines(of text: String) -> [Line] {
    var lines: [Line] = []
    let utf8 = text.utf8
    var start = utf8.startIndex
    var wasReturn = false
    for index in utf8.indices {
      let byte = utf8[index]
      guard byte == 10 || byte == 13 else {
        wasReturn = false
        continue
      }
      // The second half of CR LF ends nothing more.
      if !(byte == 10 && wasReturn) { lines.append(Line(number: lines.count + 1, text: text[start..<index])) }
      wasReturn = byte == 13
      start = utf8.index(after: index)
    }
    if start < utf8.endIndex { lines.append(Line(number: lines.count + 1, text: text[start...])) }
    return lines
  }
}

/// Words of text by code points: a combining mark at a word's front does not hide the sign before it.
extension Substring {
  public var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

  /// Without white space at its ends.
  public var trimmed: Substring {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return self[startIndex..<startIndex] }
    return self[first..<scalars.index(after: last)]
  }

  /// Parted by each sign of ASCII of that kind; empty parts stay.
  public func parts(at sign: Character) -> [Substring] {
    utf8.split(separator: sign.asciiValue!, omittingEmptySubsequences: false).map { Substring($0) }
  }

  /// Parted by runs of white space.
  public var words: [Substring] {
    unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { Substring($0) }
  }

  public func begins(with sign: Character) -> Bool { utf8.first == sign.asciiValue! }
  public func ends(with sign: Character) -> Bool { utf8.last == sign.asciiValue! }

  /// Parted at the first sign of ASCII of that kind.
  public func cut(at sign: Character) -> (before: Substring, after: Substring)? {
    utf8.firstIndex(of: sign.asciiValue!).map { (self[..<$0], self[utf8.index(after: $0)...]) }
  }
}
