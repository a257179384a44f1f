import Glibc

/// Finds where records lie in a stream of bytes.
///
/// A framer only looks for boundaries, so that the one thread that reads can keep many workers busy. It remembers how far
/// it has looked (`scanned`), and so looks at every byte once, however the bytes come in.
protocol Framer {
  /// Bytes from the front of the window that need not be looked at again.
  var scanned: Int { get set }

  /// Finds what lies at the front of the window.
  /// - Parameters:
  ///   - bytes: all that was read and not yet taken.
  ///   - atEnd: nothing will follow.
  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame

  /// The reader has dropped bytes at the front that were scanned.
  mutating func dropped(_ count: Int)

  /// What to do where a record has grown past the limit; nil to read past it.
  mutating func giveUp(_ bytes: UnsafeBufferPointer<UInt8>) -> Frame?
}

extension Framer {
  mutating func dropped(_ count: Int) { scanned -= count }
  mutating func giveUp(_ bytes: UnsafeBufferPointer<UInt8>) -> Frame? { nil }
}

/// What a framer found at the front of the window.
enum Frame {
  /// The record does not end yet; at the end of the source, there is none.
  case more
  /// Bytes of the window that are a record, and how many are taken with it.
  case record(Range<Int>, RecordSpan.Form, taken: Int)
  /// Bytes that are no record: blank lines, a header, a separator.
  case nothing(taken: Int)
}

extension UnsafeBufferPointer<UInt8> {
  func find(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress else { return nil }
    return memchr(base + start, Int32(byte), count - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
  }

  func find(_ text: StaticString, from start: Int) -> Int? {
    var at = start
    while let found = find(text.utf8Start.pointee, from: at), found + text.utf8CodeUnitCount <= count {
      if memcmp(baseAddress! + found, text.utf8Start, text.utf8CodeUnitCount) == 0 { return found }
      at = found + 1
    }
    return nil
  }

  /// Where the line at an offset ends: at an LF, a CR, or both.
  func endOfLine(from start: Int) -> Int? {
    var at = start
    while at < count {
      if self[at] == .lineFeed || self[at] == .carriageReturn { return at }
      at += 1
    }
    return nil
  }

  /// A byte order mark at the front, as files put one after the other have amid them.
  /// - Returns: nil where the bytes end within what could be one.
  func beginsWithMark(atEnd: Bool) -> Bool? {
    let mark: StaticString = "\u{FEFF}"
    if count >= 3 { return starts(with: mark) }
    let isPart = indices.allSatisfy { self[$0] == mark.utf8Start[$0] }
    return isPart && !atEnd && count > 0 ? nil : false
  }

  func starts(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && memcmp(baseAddress!, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  func count(of byte: UInt8) -> Int {
    var (count, at) = (0, 0)
    while let found = find(byte, from: at) { (count, at) = (count + 1, found + 1) }
    return count
  }

  func isBlank(_ range: Range<Int>) -> Bool { !self[range].contains { $0 > 0x20 } }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
}
