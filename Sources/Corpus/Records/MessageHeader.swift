/// Header lines `Name: value`, as WARC, HTTP and mail have them.
struct MessageHeader {
  /// The line above them: `HTTP/1.1 200 OK`.
  let first: String
  private var values: [String: String] = [:]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let lines = bytes.split(separator: .lineFeed).map { String(decoding: $0, as: UTF8.self) }
    first = lines.first.map { Self.trimmed($0[...]) } ?? ""
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      if values[name] == nil { values[name] = Self.trimmed(line[line.index(after: colon)...]) }
    }
  }

  /// - Parameter name: in small letters.
  subscript(name: String) -> String? { values[name] }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text)
  }
}
