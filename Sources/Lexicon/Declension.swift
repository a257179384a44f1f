import TextModel

/// The case endings that names take in a language, from its data: `ий → ого, ому, ого, им, ом`.
public struct Declension: Sendable {
  struct Row {
    /// In small letters.
    var ending: [UInt8]
    /// Characters of the ending.
    var letters: Int
    /// In the order of the file's case columns; nil for an unchanged form.
    var replacements: [[UInt8]?]
  }

  /// Oblique cases: genitive, dative, accusative, instrumental, prepositional.
  public static let cases = 5

  /// The longest ending first.
  var rows: [Row] = []

  public init() {}

  public var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ file: LexiconFile) throws {
    let ending = try file.column("ending")
    let cases = try ["genitive", "dative", "accusative", "instrumental", "prepositional"].map {
      try file.column($0)
    }
    for row in file.rows {
      rows.append(
        Row(
          ending: Array(row.fields[ending].utf8), letters: row.fields[ending].count,
          replacements: cases.map { row.fields[$0] == "=" ? nil : Array(row.fields[$0].utf8) }))
    }
    // The longest ending wins.
    rows.sort { $0.letters != $1.letters ? $0.letters > $1.letters : $0.ending.lexicographicallyPrecedes($1.ending) }
  }

  /// Calls `body` with a word in each oblique case, in the order genitive…prepositional; never for a word that is not
  /// declined.
  public func eachCase(of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let (small, isPlain) = Self.inSmallLetters(word)
    guard
      let row = rows.first(where: { row in
        small.count > row.ending.count && small.suffix(row.ending.count).elementsEqual(row.ending)
      })
    else { return }
    let stem =
      isPlain
      ? Array(word.dropLast(row.ending.count)) : Array(String(decoding: word, as: UTF8.self).dropLast(row.letters).utf8)
    for replacement in row.replacements {
      if let replacement {
        (stem + replacement).withUnsafeBufferPointer(body)
      } else {
        body(word)
      }
    }
  }

  /// A word in each oblique case; empty for one that is not declined.
  public func cases(of word: String) -> [String] {
    var (word, forms): (String, [String]) = (word, [])
    word.withUTF8 { eachCase(of: $0) { forms.append(String(decoding: $0, as: UTF8.self)) } }
    return forms
  }

  /// - Returns: also whether all letters are of ASCII or of basic Cyrillic, where a small one takes as many bytes as a
  ///   large one.
  private static func inSmallLetters(_ word: UnsafeBufferPointer<UInt8>) -> (small: [UInt8], isPlain: Bool) {
    var small = Array(word)
    var at = 0
    while at < word.count {
      let (scalar, length) = decodeScalar(word.baseAddress!, at)
      switch scalar {
      case 0x41...0x5A: small[at] |= 0x20
      case ..<0x80, 0x430..<0x460: break
      case 0x400..<0x430:
        let lowered = scalar + (scalar < 0x410 ? 0x50 : 0x20)
        small[at] = UInt8(0xC0 | lowered >> 6)
        small[at + 1] = UInt8(0x80 | lowered & 0x3F)
      default: return (Array(String(decoding: word, as: UTF8.self).lowercased().utf8), false)
      }
      at += length
    }
    return (small, true)
  }
}
