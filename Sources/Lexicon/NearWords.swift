import Segmentation
import TextModel

/// Words of a language's tables that a word which is in none of them may have been meant for.
public struct NearWords {
  private let words: [(word: String, stem: [UInt8])]
  private let stemmer: Stemmer?

  public init(_ pack: LanguagePack) {
    let stemmer = Stemmer(language: pack.language)
    var seen: Set<String> = []
    words = TermKind.ofLexicons.flatMap { pack.entries[Int($0.rawValue)] }.compactMap { entry in
      let word = String(decoding: Folder.shared.fold(entry.term), as: UTF8.self)
      guard word.allSatisfy(\.isLetter), seen.insert(word).inserted else { return nil }
      return (word, stemmer?.stem(Array(word.utf8)) ?? [])
    }
    self.stemmer = stemmer
  }

  /// Up to `most` words: inflections of the same stem first, then those of the fewest edits.
  public func near(_ text: String, most: Int = 3) -> [String] {
    let word = String(decoding: Folder.shared.fold(text), as: UTF8.self)
    let stem = stemmer?.stem(Array(word.utf8)) ?? []
    let furthest = word.count >= 8 ? 2 : 1
    var found: [(distance: Int, word: String)] = []
    for (known, itsStem) in words {
      if !stem.isEmpty, itsStem == stem {
        found.append((0, known))
      } else if abs(known.utf8.count - word.utf8.count) <= 2 * furthest, word.count > 2 {
        let distance = YAMLValue.distance(known, word)
        if distance <= furthest { found.append((distance, known)) }
      }
    }
    return found.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(most).map(\.word)
  }
}
