import TextModel

/// The letters that words of a language are written in, by Lexicons/languages.tsv.
public struct Alphabet: Sendable {
  public enum Script: String, Sendable {
    case latin = "Latin"
    case cyrillic = "Cyrillic"
    case greek = "Greek"
    case other = "another script's"

    init?(_ scalar: Unicode.Scalar) {
      guard scalar.properties.isAlphabetic else { return nil }
      switch scalar.value {
      case ..<0x250, 0x1E00..<0x1F00: self = .latin
      case 0x250..<0x370: return nil
      case 0x370..<0x400, 0x1F00..<0x2000: self = .greek
      case 0x400..<0x530: self = .cyrillic
      default: self = .other
      }
    }
  }

  public let language: String
  public let script: Script
  /// Small letters besides a–z; nil where only the script is known.
  private let letters: Set<Unicode.Scalar>?

  /// - Returns: nil where the table does not have the language.
  public init?(of language: String, in file: LexiconFile) {
    guard let tags = file.columns.firstIndex(of: "language"), let column = file.columns.firstIndex(of: "letters"),
      let row = file.rows.first(where: { $0.fields[tags] == language })
    else { return nil }
    self.language = language
    let letters = Set(row.fields[column].unicodeScalars)
    self.letters = letters
    script = letters.lazy.compactMap { Script($0) }.first { $0 != .latin } ?? .latin
  }

  /// Of a language whose script alone is known.
  /// - Parameter code: as in ISO 15924, `Latn` or `Cyrl`; nil for any other.
  public init?(of language: String, code: String) {
    guard let script: Script = code == "Latn" ? .latin : code == "Cyrl" ? .cyrillic : nil else { return nil }
    self.language = language
    self.script = script
    letters = nil
  }

  /// A letter that is surely its.
  var sample: Character {
    switch script {
    case .latin: "a"
    case .cyrillic: "а"
    default: letters?.min().map(Character.init) ?? "a"
    }
  }

  /// Is a letter of its script one of its own?
  func has(_ letter: Unicode.Scalar) -> Bool {
    guard let letters else { return true }
    let small = letter.properties.lowercaseMapping.unicodeScalars.first ?? letter
    return (0x61...0x7A).contains(small.value) || letters.contains(small)
  }
}
