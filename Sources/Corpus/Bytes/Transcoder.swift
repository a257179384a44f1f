import CICU

/// The encoding of the inputs.
public enum InputEncoding: Sendable, Equatable {
  case utf8
  /// As ICU guesses from the beginning.
  case auto
  /// One of ICU's names: `windows-1251`, `latin1`, `UTF-16LE`…
  case named(String)

  /// - Returns: nil for a name that ICU does not know.
  public init?(_ name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "auto": self = .auto
    default:
      guard let converter = icu_converter_open(name) else { return nil }
      icu_converter_close(converter)
      self = .named(name)
    }
  }
}

/// A source in UTF-8, whatever encoding it had. Bytes that are not of the encoding become 0xFF, so that the record they
/// are in is found to be no UTF-8.
final class Transcoder: ByteSource {
  private let source: PeekedSource
  let name: String
  private let converter: OpaquePointer
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var available = 0..<0
  private var atEnd = false

  private init(_ source: PeekedSource, from name: String) throws(SourceError) {
    guard let converter = icu_converter_open(name) else {
      throw SourceError(reason: "the encoding '\(name)' is not known: choose another with --encoding")
    }
    self.source = source
    self.name = name
    self.converter = converter
  }

  deinit { icu_converter_close(converter) }

  /// Bytes that a guess rests on.
  private static let sample = 1 << 15
  /// The least that ICU must be sure, in percent.
  private static let confidence: Int32 = 30

  /// The source in UTF-8: itself or converted.
  static func utf8(_ source: PeekedSource, _ encoding: InputEncoding) throws(SourceError) -> any ByteSource {
    let head = Array(try source.peek(4))
    // UTF-16's and UTF-32's byte order marks say more than whoever typed the command; UTF-32's begins as UTF-16's does.
    for (mark, name) in marks where head.starts(with: mark) {
      source.skip(mark.count)
      return try Transcoder(source, from: name)
    }
    switch encoding {
    case .utf8: return source
    case .named(let name): return try Transcoder(source, from: name)
    case .auto:
      guard let name = guess(Array(try source.peek(sample))) else { return source }
      return try Transcoder(source, from: name)
    }
  }

  static let marks: [([UInt8], String)] = [
    ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE], "UTF-16LE"),
    ([0xFE, 0xFF], "UTF-16BE"),
  ]

  /// ICU's guess, nil for UTF-8 and where it has none.
  static func guess(_ sample: [UInt8]) -> String? {
    var sample = sample
    // The sample may end within a character.
    while let last = sample.last, last & 0xC0 == 0x80 { sample.removeLast() }
    if let last = sample.last, last >= 0xC0 { sample.removeLast() }
    if String(validating: sample, as: UTF8.self) != nil, !sample.contains(0) { return nil }
    var confidence: Int32 = 0
    guard let found = icu_detect_encoding(sample, Int32(sample.count), &confidence), confidence >= Self.confidence
    else { return nil }
    let name = String(cString: found)
    return name == "UTF-8" ? nil : name
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    var output = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
    var room = buffer.count
    while room == buffer.count {
      if available.isEmpty, !atEnd {
        let count: Int
        do { count = try input.withUnsafeMutableBytes { try source.read(into: $0) } } catch {
          throw error as! SourceError
        }
        available = 0..<count
        atEnd = count == 0
      }
      let isDone = input.withUnsafeBufferPointer { input -> Bool? in
        var next: UnsafePointer<UInt8>? = input.baseAddress! + available.lowerBound
        var left = available.count
        guard icu_converter_run(converter, &next, &left, &output, &room, atEnd) else { return nil }
        available = available.upperBound - left..<available.upperBound
        return atEnd && left == 0
      }
      guard let isDone else { throw SourceError(reason: "it can't be converted from '\(name)'") }
      if isDone { break }
    }
    return buffer.count - room
  }
}
