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

  private static func letter(_ scalar: Unicode.Scalar) -> Letter? {
    let properties = scalar.properties
    guard properties.isAlphabetic else { return nil }
    return properties.isUppercase ? .large : properties.isLowercase ? .small : .other
  }
}
