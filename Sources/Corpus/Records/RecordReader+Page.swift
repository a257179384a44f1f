import CCodecs
import TextModel

extension RecordReader {
  /// A web page in a file of its own.
  func readPage(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    try article(
      of: batch.bytes[record.start..<record.end], encoding: nil, id: nil, date: nil, record, batch)
  }

  /// A record of a WARC file.
  /// - Returns: nil where it holds no page that was fetched well.
  func readCrawled(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article? {
    let bytes = batch.bytes[record.start..<record.end]
    let (header, block) = Self.message(bytes)
    let url = header["warc-target-uri"].map { String($0.drop { $0 == "<" }.prefix { $0 != ">" }) }
    let type = header["content-type"]?.lowercased() ?? ""
    if type.hasPrefix("text/plain") {
      var article = Article(id: url, date: header["warc-date"])
      guard let text = String(validating: block, as: UTF8.self) else { throw notUTF8(record, batch, at: 0) }
      article.text = Array(text.utf8)
      return article
    }
    var (page, charset) = (block, Self.charset(type))
    if type.hasPrefix("application/http") {
      let (reply, body) = Self.message(block)
      let status = reply.first.split(separator: " ").dropFirst().first
      let kind = reply["content-type"]?.lowercased() ?? "text/html"
      guard status == "200", kind.hasPrefix("text/html") || kind.hasPrefix("application/xhtml") else { return nil }
      charset = Self.charset(kind)
      page = body
      if reply["transfer-encoding"]?.lowercased().contains("chunked") == true { page = Self.joined(page) }
      let packed = page.withUnsafeBufferPointer { codec_sniff($0.baseAddress, $0.count) }
      if packed != codec_none, reply["content-encoding"] != nil {
        guard let unpacked = Self.unpacked(page, packed) else {
          throw reject(record, batch, "a page that can't be decompressed")
        }
        page = unpacked
      }
    } else if !type.hasPrefix("text/html") {
      return nil
    }
    return try article(of: page, encoding: charset, id: url, date: header["warc-date"], record, batch)
  }

  /// - Parameters:
  ///   - encoding: as the server named it; bytes that are UTF-8 are taken for that.
  ///   - date: where the page says none.
  private func article(
    of bytes: ArraySlice<UInt8>, encoding: String?, id: String?, date: String?, _ record: RecordSpan, _ batch: Batch
  ) throws(Reject) -> Article {
    var bytes = bytes
    var isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    if !isUTF8, Self.saysUTF8(bytes, encoding) {
      guard settings.replacesInvalid else { throw notUTF8(record, batch, at: invalidByte(record, batch) ?? 0) }
      bytes = ArraySlice(String(decoding: bytes, as: UTF8.self).utf8)
      isUTF8 = true
    }
    let page = bytes.withUnsafeBufferPointer { WebPage($0, encoding: isUTF8 ? "UTF-8" : encoding) }
    if !page.isWhole {
      throw reject(
        record, batch, "a page with more than \(Markup.deepest) elements within each other: it is no article's")
    }
    var text = page.text
    // Where a page is not what it says of itself, the parser lets its bytes through.
    if String(validating: text, as: UTF8.self) == nil {
      guard settings.replacesInvalid else { throw notUTF8(record, batch, at: invalidByte(record, batch) ?? 0) }
      text = Array(String(decoding: text, as: UTF8.self).utf8)
    }
    if text.isEmpty { throw reject(record, batch, "a page without a text: it may be made by scripts") }
    return Article(
      id: id ?? page.url ?? record.source, date: page.date ?? date, outlet: page.outlet,
      language: page.language.flatMap { $0.isEmpty ? nil : $0 }, title: page.title, text: text)
  }

  /// Header and body of a message.
  private static func message(_ bytes: ArraySlice<UInt8>) -> (MessageHeader, ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { buffer in
      let end = buffer.find("\r\n\r\n", from: 0)
      let header = MessageHeader(UnsafeBufferPointer(rebasing: buffer[0..<(end ?? buffer.count)]))
      return (header, bytes.dropFirst(end.map { $0 + 4 } ?? buffer.count))
    }
  }

  private static func charset(_ type: String) -> String? {
    for part in type.split(separator: ";") {
      let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if sides.count == 2, sides[0] == "charset" { return String(sides[1].filter { $0 != "\"" && $0 != " " }) }
    }
    return nil
  }

  /// The server says that a page is UTF-8, or, where it says nothing, the page does in its head.
  private static func saysUTF8(_ page: ArraySlice<UInt8>, _ encoding: String?) -> Bool {
    if let encoding { return encoding == "utf-8" || encoding == "utf8" }
    let head = String(decoding: page.prefix(1024), as: UTF8.self).lowercased().filter { $0 != "\"" && $0 != "'" }
    return head.contains("charset=utf-8") || head.contains("charset=utf8")
  }

  /// The chunks of a body, put together.
  private static func joined(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var out: [UInt8] = []
    var rest = body
    while let end = rest.firstIndex(of: .lineFeed) {
      let digits = rest[..<end].prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }
      guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
        // Many crawlers leave the header but join the chunks.
        return out.isEmpty ? body : ArraySlice(out)
      }
      if size == 0 { break }
      rest = rest[(end + 1)...]
      out += rest.prefix(size)
      rest = rest.dropFirst(size).drop { $0 == .carriageReturn || $0 == .lineFeed }
    }
    return ArraySlice(out)
  }

  /// Pages beyond this are no pages.
  private static let longestPage = 1 << 25

  private static func unpacked(_ bytes: ArraySlice<UInt8>, _ kind: codec_kind) -> ArraySlice<UInt8>? {
    guard let codec = codec_new(kind) else { return nil }
    defer { codec_free(codec) }
    return bytes.withUnsafeBufferPointer { input in
      var out: [UInt8] = []
      var (next, left) = (input.baseAddress, input.count)
      while out.count < longestPage {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var room = piece.count
        let status = piece.withUnsafeMutableBufferPointer { piece in
          var output = piece.baseAddress
          return codec_run(codec, &next, &left, &output, &room)
        }
        out += piece.prefix(piece.count - room)
        if status == codec_member_end { return ArraySlice(out) }
        // A page that is cut off is still a page.
        if status == codec_failed || room == piece.count { return out.isEmpty ? nil : ArraySlice(out) }
      }
      return nil
    }
  }
}
