import CICU
import CStemmer
import Segmentation
import TextModel

/// In which form a word of a term and a token of text are compared: the column `match` of a lexicon. Empty is the folded
/// form, where capitals do not count and accents do.
public struct TokenForm: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Capitals count.
  public static let cased = TokenForm(rawValue: 1)
  /// Letters are compared without their accents.
  public static let unaccented = TokenForm(rawValue: 2)
  /// All inflections that Snowball's stemmer of the language joins are one word.
  public static let stemmed = TokenForm(rawValue: 4)

  static let combinations = 8
  private static let names: [(Substring, TokenForm)] = [
    ("case", .cased), ("accents", .unaccented), ("stem", .stemmed),
  ]

  public static var allNames: [String] { names.map { String($0.0) } }

  /// The words of a `match` column; nil where one of them is not known.
  public init?(names text: Substring) {
    self = []
    for word in text.split(separator: " ") {
      guard let form = Self.names.first(where: { $0.0 == word })?.1 else { return nil }
      insert(form)
    }
  }

  /// As a `match` column says it.
  public var name: String { Self.names.filter { contains($0.1) }.map { String($0.0) }.joined(separator: " ") }
}

/// Gives a token's other forms than the folded one. Called once for each distinct token.
struct TokenForms: Sendable {
  let stemmer: Stemmer?

  /// - Parameters:
  ///   - token: as it stands in the text, UTF-8.
  ///   - ending: how many bytes of a possessive ending to take off.
  func form(_ form: TokenForm, of token: [UInt8], withoutEnding ending: Int = 0) -> [UInt8] {
    var word = form.contains(.cased) ? Folder.shared.normalise(token) : Folder.shared.fold(token)
    word.removeLast(min(ending, word.count))
    if form.contains(.unaccented) { word = Self.withoutAccents(word) }
    if form.contains(.stemmed), let stemmer { word = stemmer.stem(word) }
    return word
  }

  /// Takes accents off Latin and Greek letters, and marks of stress off all: the breve of й makes a letter of its own.
  private static func withoutAccents(_ word: [UInt8]) -> [UInt8] {
    if word.allSatisfy({ $0 < 0x80 }) { return word }
    let units = Array(String(decoding: word, as: UTF8.self).utf16)
    guard let parts = normalised(units, decomposed: true) else { return word }
    var kept: [UInt16] = []
    var takesOff = false
    for unit in parts {
      let isMark = (0x300...0x36F).contains(unit)
      if !isMark { takesOff = unit < 0x400 || (0x1F00...0x1FFF).contains(unit) }
      if isMark, takesOff || unit == 0x301 || unit == 0x300 { continue }
      kept.append(unit)
    }
    return normalised(kept, decomposed: false).map { Array(String(decoding: $0, as: UTF16.self).utf8) } ?? word
  }

  private static func normalised(_ units: [UInt16], decomposed: Bool) -> [UInt16]? {
    var out = [UInt16](repeating: 0, count: units.count * 4 + 8)
    let length = icu_normalise(units, Int32(units.count), decomposed, &out, Int32(out.count))
    return length < 0 ? nil : Array(out[..<Int(length)])
  }
}

/// Snowball's stemmer of a language. It may be asked by all threads.
public final class Stemmer: Sendable {
  private struct Handle: @unchecked Sendable { let pointer: OpaquePointer }
  private let handle: Guarded<Handle>

  /// nil where Snowball has no stemmer for the language.
  public init?(language: String) {
    guard let pointer = stemmer_open(language) else { return nil }
    handle = Guarded(Handle(pointer: pointer))
  }

  deinit { handle.withLock { stemmer_close($0.pointer) } }

  /// The stem of a folded word.
  public func stem(_ word: [UInt8]) -> [UInt8] {
    handle.withLock { handle in
      var length: Int32 = 0
      guard let stem = stemmer_stem(handle.pointer, word, Int32(word.count), &length) else { return word }
      return Array(UnsafeBufferPointer(start: stem, count: Int(length)))
    }
  }
}
