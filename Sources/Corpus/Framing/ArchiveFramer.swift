/// Records of a WARC file: a header with the length of its block, then the block.
///
/// Source of the format: ISO 28500 (WARC 1.0, 1.1).
struct WARCFramer: Framer {
  var scanned = 0
  /// Whole length of the record at the front, once its header was read.
  private var length: Int?
  /// The record holds a page, and is not only about a request or the crawl.
  private var isPage = false

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    if length == nil {
      var blank = 0
      while blank < bytes.count, bytes[blank] <= 0x20 { blank += 1 }
      if blank > 0 { return .nothing(taken: blank) }
      if bytes.count == 0 || bytes.count < 5 && !atEnd { return .more }
      guard bytes.starts(with: "WARC/") else { return findAgain(bytes, atEnd: atEnd) }
      guard let headerEnd = bytes.find("\r\n\r\n", from: max(0, scanned - 3)) else {
        scanned = bytes.count
        return atEnd ? cutOff(bytes) : .more
      }
      let header = MessageHeader(UnsafeBufferPointer(rebasing: bytes[0..<headerEnd]))
      guard let block = header["content-length"].flatMap({ Int($0) }), block >= 0, block < 1 << 40 else {
        scanned = 0
        return .record(0..<headerEnd, .broken("a WARC record without its length"), taken: headerEnd + 4)
      }
      let kind = header["warc-type"]?.lowercased()
      isPage = kind == "response" || kind == "resource" || kind == "conversion"
      length = headerEnd + 4 + block
    }
    guard let length, length <= bytes.count else {
      scanned = bytes.count
      return atEnd && bytes.count > 0 ? cutOff(bytes) : .more
    }
    (scanned, self.length) = (0, nil)
    return isPage ? .record(0..<length, .warc, taken: length) : .nothing(taken: length)
  }

  mutating func dropped(_ count: Int) {
    scanned -= count
    length = length.map { $0 - count }
  }

  private mutating func cutOff(_ bytes: UnsafeBufferPointer<UInt8>) -> Frame {
    (scanned, length) = (0, nil)
    return .record(0..<bytes.count, .broken("a WARC record that is cut off"), taken: bytes.count)
  }

  /// After bytes that are no record, the next one is looked for at a line that begins with WARC/.
  private mutating func findAgain(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    guard let found = bytes.find("\nWARC/1.", from: max(0, scanned - 7)) else {
      scanned = bytes.count
      return atEnd
        ? .record(0..<bytes.count, .broken("no WARC record begins here"), taken: bytes.count) : .more
    }
    scanned = 0
    return .record(0..<found, .broken("no WARC record begins here"), taken: found + 1)
  }
}

/// The pages of a MediaWiki dump: what stands between `<page>` and `</page>`.
struct PageFramer: Framer {
  var scanned = 0
  private var isInside = false

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    if !isInside {
      guard let start = bytes.find("<page>", from: 0) else {
        // The tag may lie across two reads.
        let passed = atEnd ? bytes.count : max(0, bytes.count - 5)
        return passed > 0 ? .nothing(taken: passed) : .more
      }
      isInside = true
      if start > 0 { return .nothing(taken: start) }
    }
    guard let end = bytes.find("</page>", from: max(0, scanned - 6)) else {
      scanned = bytes.count
      guard atEnd, bytes.count > 0 else { return .more }
      (isInside, scanned) = (false, 0)
      return .record(0..<bytes.count, .broken("a page that is cut off"), taken: bytes.count)
    }
    (isInside, scanned) = (false, 0)
    return .record(0..<end + 7, .wikiPage, taken: end + 7)
  }
}
