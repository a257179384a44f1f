/// The text of a whole file that is read at once, a lexicon say, in UTF-8 whatever encoding it had.
public struct WholeText: Sendable {
  /// Valid UTF-8 without a byte order mark; U+FFFD for what is not of the encoding.
  public let bytes: [UInt8]
  /// ICU's name of the encoding; nil for UTF-8.
  public let encoding: String?
  /// Neither the caller nor a byte order mark has told the encoding.
  public let isGuessed: Bool
  /// Lines, counted from 1, in which something could not be read.
  public let damagedLines: [Int]

  /// - Parameter encoding: `.auto` takes what is valid UTF-8 for that, and guesses else.
  /// - Throws: `SourceError` for an encoding that ICU can't convert from.
  init(_ file: [UInt8], encoding: InputEncoding) throws(SourceError) {
    var name: String?
    var isGuessed = false
    var body = file[...]
    if file.starts(with: Self.mark) {
      body = file.dropFirst(Self.mark.count)
    } else {
      switch encoding {
      case .utf8: break
      case .named(let given): name = given
      case .auto where Transcoder.marks.contains(where: { file.starts(with: $0.0) }): break
      case .auto:
        name = Self.guess(file)
        isGuessed = name != nil
      }
    }
    let source = PeekedSource(MemorySource(body))
    let text = try Transcoder.utf8(source, name.map { .named($0) } ?? .utf8)
    // A byte order mark wins.
    if let converted = text as? Transcoder, converted.name != name { (name, isGuessed) = (converted.name, false) }
    self.encoding = name
    self.isGuessed = isGuessed
    let read = try text.readAll()
    let isValid = String(validating: read, as: UTF8.self) != nil
    bytes = isValid ? read : Array(String(decoding: read, as: UTF8.self).utf8)
    damagedLines = isValid ? [] : Self.damage(in: read)
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What lexicons had before UTF-8, where ICU has no better guess.
  private static let usual = "windows-1252"

  /// ICU's guess by the lines that tell anything, which in word lists are few.
  private static func guess(_ file: [UInt8]) -> String? {
    if file.contains(0) { return Transcoder.guess(Array(file.prefix(1 << 15))) }
    if String(validating: file, as: UTF8.self) != nil { return nil }
    var telling: [UInt8] = []
    for line in file.split(whereSeparator: { $0 == 10 || $0 == 13 }) where line.contains(where: { $0 >= 0x80 }) {
      telling += line
      telling.append(10)
      if telling.count > 1 << 15 { break }
    }
    guard let name = Transcoder.guess(telling) else { return usual }
    // What is called Latin 1 is nearly always what Windows made of it, which has letters where Latin 1 has controls.
    return name == "ISO-8859-1" ? usual : name
  }

  /// Numbers of the lines that are no UTF-8.
  private static func damage(in bytes: [UInt8]) -> [Int] {
    var lines: [Int] = []
    var (line, start) = (1, 0)
    for end in 0...bytes.count {
      guard end == bytes.count || bytes[end] == .lineFeed || bytes[end] == .carriageReturn else { continue }
      if String(validating: bytes[start..<end], as: UTF8.self) == nil { lines.append(line) }
      let isHalf = end + 1 < bytes.count && bytes[end] == .carriageReturn && bytes[end + 1] == .lineFeed
      if !isHalf { line += 1 }
      start = end + 1
    }
    return lines
  }
}

extension WholeText {
  /// A file's text, or why there is none: the place, what is wrong, how to mend it.
  public static func read(_ file: [UInt8], encoding: InputEncoding, path: String) throws -> WholeText {
    do throws(SourceError) { return try WholeText(file, encoding: encoding) } catch {
      throw InputOutputError(place: path, what: error.reason, mend: "name its encoding with --encoding")
    }
  }
}

/// Bytes that are there already.
final class MemorySource: ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(rest.count, buffer.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
}
