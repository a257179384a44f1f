import Lexicon
import Segmentation

/// Forms of names that nobody wrote down: case endings and other spellings, where a name's script asks for them. Each word is
/// worked out once, as the same first names come again and again.
public final class NameDerivation {
  private let declensions: [Declension]
  private let transliterator: Transliterations?
  private var known: [String: [[String]]] = [:]

  public init(declensions: [Declension], transliterations: Transliterations?) {
    self.declensions = declensions
    transliterator = transliterations
  }

  /// A name in its oblique cases: all its words declined, or the first ones only ("Организации Объединённых Наций"); none
  /// twice, and without the name itself.
  func cases(of name: String) -> [String] {
    guard !declensions.isEmpty, Self.isCyrillic(name) else { return [] }
    let words = name.split(separator: " ").map(String.init)
    let cases = words.map(cases(ofPiece:))
    var forms: [String] = []
    var seen: Set<String> = [name]
    for declension in declensions.indices {
      for number in 0..<5 {
        var form = words
        for word in words.indices where cases[word][declension].count == 5 {
          form[word] = cases[word][declension][number]
          let joined = form.joined(separator: " ")
          if seen.insert(joined).inserted { forms.append(joined) }
        }
      }
    }
    return forms
  }

  /// A single word's cases, whatever its script.
  func casesOfWord(_ word: String) -> [String] { declensions.isEmpty ? [] : cases(ofPiece: word).flatMap { $0 } }

  func transliterations(of name: String) -> [String] { transliterator?.variants(of: name) ?? [] }

  func folded(_ word: String) -> [UInt8] { Folder.shared.fold(word) }

  private func cases(ofPiece word: String) -> [[String]] {
    if let cases = known[word] { return cases }
    let cases = declensions.map { $0.cases(of: word) }
    known[word] = cases
    return cases
  }

  private static func isCyrillic(_ name: String) -> Bool {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return false }
    return name.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
  }
}
