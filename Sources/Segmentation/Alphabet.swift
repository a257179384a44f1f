/// The characters that the table-driven breaker reads, in whole pages of 64; a line with any other goes to ICU.
///
/// Latin, Greek, Cyrillic, Georgian, Arabic and all else below U+0800; marks, symbols and emoji. What ICU breaks by
/// a dictionary (Han, kana, Hangul, Thai) is left to it.
enum Alphabet {
  /// What the last byte of a character in UTF-8 tells.
  static let pageBits = 6
  static let pageSize = 1 << pageBits
  /// Pages of all of Unicode.
  static let allPages = 0x11_0000 >> pageBits

  /// What is read most comes first: `TableBreaker` relies on the first two.
  static let ranges: [ClosedRange<UInt32>] = [
    0x0000...0x07FF,
    0x2000...0x20FF,  // marks, currencies
    0x10A0...0x10FF,  // Georgian
    0x1AB0...0x1AFF, 0x1DC0...0x1DFF,  // combining marks
    0x1C80...0x1CBF,  // Cyrillic and Georgian, extended
    0x1D00...0x1DBF,  // phonetic letters, small capitals, raised letters
    0x1E00...0x1FFF,  // Latin and Greek with accents
    0x2100...0x2BFF,  // letterlike signs, arrows, shapes, symbols
    0x2C60...0x2C7F, 0x2D00...0x2D2F,  // Latin, Georgian
    0x2DE0...0x2E7F,  // Cyrillic letters above others; punctuation
    0xA640...0xA69F, 0xA700...0xA7FF, 0xAB30...0xAB6F,  // Cyrillic, Latin
    0xF000...0xF0FF,  // private use: signs of Symbol and Wingdings, left over from PDF files
    0xFB00...0xFB3F,  // ligatures
    0xFE00...0xFE2F,  // variation selectors
    0xFEC0...0xFEFF,  // the byte order mark amid a text
    0xFFC0...0xFFFF,  // the replacement character
    0x1F000...0x1FAFF,  // emoji
    0xE0000...0xE007F,  // tags, for flags of regions
  ]

  static let pages: [Int] = {
    var pages: [Int] = []
    for range in ranges {
      for page in Int(range.lowerBound) >> pageBits...Int(range.upperBound) >> pageBits where !pages.contains(page) {
        pages.append(page)
      }
    }
    return pages
  }()
}
