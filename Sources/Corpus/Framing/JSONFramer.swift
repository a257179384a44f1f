/// The elements of one big JSON array, or values one after the other, on as many lines as they like.
///
/// A string that is left open would swallow all that follows. But no JSON string holds a line break, so such a record
/// ends with its line, and the next one is looked for at a line that begins with `{`.
struct JSONFramer: Framer {
  var scanned = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isInArray = false
  /// A value was begun.
  private var isInside = false
  /// After a broken record: where the next one may begin is not known.
  private var isLost = false
  /// While lost: the line at the front began earlier.
  private var isWithinLine = false

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    if isLost { return findAgain(bytes, atEnd: atEnd) }
    if !isInside {
      guard let frame = begin(bytes, atEnd: atEnd) else { return .more }
      if case .nothing = frame { return frame }
    }
    var at = scanned
    while at < bytes.count {
      let byte = bytes[at]
      if isInString {
        if byte == .lineFeed || byte == .carriageReturn {
          isLost = true
          let form = RecordSpan.Form.broken("not JSON: a string that its line does not close")
          return end(.record(0..<at, form, taken: at + 1))
        }
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == .quote {
          isInString = false
          if depth == 0 { return end(.record(0..<at + 1, .json, taken: at + 1)) }
        }
        at += 1
        continue
      }
      switch byte {
      case .quote: isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return end(.record(0..<at + 1, .json, taken: at + 1)) }
        // The end of the array, right after a number.
        if depth < 0 { return end(.record(0..<max(at, 1), .json, taken: max(at, 1))) }
      case UInt8(ascii: ","), .lineFeed:
        if depth == 0 { return end(.record(0..<at, .json, taken: at)) }
      default: break
      }
      at += 1
    }
    scanned = at
    guard atEnd, bytes.count > 0 else { return .more }
    return end(.record(0..<bytes.count, .broken("not JSON: it is cut off"), taken: bytes.count))
  }

  /// Passes over what stands between values.
  /// - Returns: nil where there is nothing yet; `.more` where a value begins at the front.
  private mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame? {
    var at = 0
    loop: while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["):
        if isInArray { break loop }
        isInArray = true
      case UInt8(ascii: "]") where isInArray: isInArray = false
      case UInt8(ascii: ","): break
      case 0xEF:
        let rest = UnsafeBufferPointer(rebasing: bytes[at...])
        guard let isMark = rest.beginsWithMark(atEnd: atEnd) else { return at > 0 ? .nothing(taken: at) : nil }
        if !isMark { break loop }
        at += 2
      case let byte where byte > 0x20: break loop
      default: break
      }
      at += 1
    }
    if at > 0 { return .nothing(taken: at) }
    if bytes.count == 0 { return nil }
    isInside = true
    return .more
  }

  private mutating func end(_ frame: Frame) -> Frame {
    (scanned, depth, isInString, isEscaped, isInside) = (0, 0, false, false, false)
    return frame
  }

  /// Passes over lines until one begins with an object.
  private mutating func findAgain(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    if bytes.count == 0 { return .more }
    if !isWithinLine {
      var at = 0
      while at < bytes.count, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: ",") { at += 1 }
      if at > 0 { return .nothing(taken: at) }
      if bytes[0] == UInt8(ascii: "{") || bytes[0] == UInt8(ascii: "]") {
        isLost = false
        return next(bytes, atEnd: atEnd)
      }
    }
    let newline = bytes.endOfLine(from: 0)
    isWithinLine = newline == nil
    return .nothing(taken: newline.map { $0 + 1 } ?? bytes.count)
  }
}
