import TextModel

/// Which characters are letters, large or small: of U+0000–U+07FF by a table, of all others by Unicode's properties.
public struct LetterTable: Sendable {
  public enum Letter: Sendable {
    /// Has no case, or both.
    case other
    case large, small
  }

  public static let shared = LetterTable()

  private let letters: [Letter?]

  private init() { letters = (0..<0x800).map { Self.letter(Unicode.Scalar(UInt32($0))!) } }

  /// What letter a scalar is; nil where it is none.
  @inline(__always)
  public func letter(_ scalar: UInt32) -> Letter? {
    scalar < 0x800 ? letters[Int(scalar)] : Unicode.Scalar(scalar).flatMap(Self.letter)
  }

  /// What capitals a word has: `capitalised` and `allCapitals`, or neither.
  /// - Parameter word: valid UTF-8.
  public func capitals(_ word: UnsafeBufferPointer<UInt8>) -> TokenTraits {
    var traits: TokenTraits = []
    var (letters, small, at) = (0, 0, 0)
    while at < word.count {
      let (scalar, length) = word[at] < 0x80 ? (UInt32(word[at]), 1) : decodeScalar(word.baseAddress!, at)
      at += length
      guard let letter = letter(scalar) else { continue }
      if letters == 0, letter == .large { traits.insert(.capitalised) }
      letters += 1
      if letter == .small { small += 1 }
    }
    if letters > 1, small == 0 { traits.insert(.allCapitals) }
    return traits
  }

  private static func letter(_ scalar: Unicode.Scalar) -> Letter? {
    let properties = scalar.properties
    guard properties.isAlphabetic else { return nil }
    return properties.isUppercase ? .large : properties.isLowercase ? .small : .other
  }
}
