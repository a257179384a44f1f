import CMarkup

/// References to characters as HTML has them (`&amp;`, `&#8217;`, `&#x2019;`), left in texts that are no HTML.
enum Entities {
  /// The text with each reference replaced by its character, once: `&amp;lt;` becomes `&lt;`. What is no reference to a
  /// character stays as it is.
  static func decoded(_ text: [UInt8]) -> [UInt8] {
    guard var at = text.firstIndex(of: ampersand) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    out += text[..<at]
    while at < text.count {
      let next = text[(at + 1)...].firstIndex(of: ampersand) ?? text.count
      if let end = text[at..<min(next, at + longest)].firstIndex(of: UInt8(ascii: ";")),
        let scalar = character(text[(at + 1)..<end])
      {
        out += Array(String(Character(scalar)).utf8)
        out += text[(end + 1)..<next]
      } else {
        out += text[at..<next]
      }
      at = next
    }
    return out
  }

  static func decoded(_ text: String) -> String {
    text.utf8.contains(ampersand) ? String(decoding: decoded(Array(text.utf8)), as: UTF8.self) : text
  }

  private static let ampersand = UInt8(ascii: "&")
  /// Bytes of the longest name, with what stands around it.
  private static let longest = 40

  /// - Parameter name: what stands between `&` and `;`.
  private static func character(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let first = name.first else { return nil }
    guard first == UInt8(ascii: "#") else {
      guard name.allSatisfy({ $0 < 0x80 && Character(Unicode.Scalar($0)).isLetter || (48...57).contains($0) }) else {
        return nil
      }
      let value = String(decoding: name, as: UTF8.self).withCString { markup_entity($0) }
      return value == 0 ? nil : Unicode.Scalar(value)
    }
    let isHex = name.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let digits = String(decoding: name.dropFirst(isHex ? 2 : 1), as: UTF8.self)
    guard digits.first?.isHexDigit == true, let value = UInt32(digits, radix: isHex ? 16 : 10), value > 0 else {
      return nil
    }
    // Pages mean windows-1252 by these, and browsers read them so (HTML standard, 13.2.5.80).
    if (0x80...0x9F).contains(value) { return Unicode.Scalar(windows1252[Int(value) - 0x80]) }
    return Unicode.Scalar(value)
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]
}
