/// One record a line; blank lines are none. Lines end with LF or CRLF, in files of old Macs with CR.
struct LineFramer: Framer {
  var scanned = 0
  private let terminator: UInt8

  init(terminator: UInt8 = .lineFeed) { self.terminator = terminator }

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    if scanned < 3 {
      guard let isMarked = bytes.beginsWithMark(atEnd: atEnd) else { return .more }
      if isMarked {
        scanned = 0
        return .nothing(taken: 3)
      }
    }
    let end: Int
    if let found = bytes.find(terminator, from: scanned) {
      end = found
    } else if atEnd, bytes.count > 0 {
      end = bytes.count
    } else {
      scanned = bytes.count
      return .more
    }
    scanned = 0
    let taken = min(end + 1, bytes.count)
    return bytes.isBlank(0..<end) ? .nothing(taken: taken) : .record(0..<end, .json, taken: taken)
  }
}

/// The whole source is one record.
struct WholeFramer: Framer {
  var scanned = 0
  let form: RecordSpan.Form

  init(_ form: RecordSpan.Form) { self.form = form }

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    scanned = bytes.count
    guard atEnd, bytes.count > 0 else { return .more }
    scanned = 0
    return .record(0..<bytes.count, form, taken: bytes.count)
  }
}
