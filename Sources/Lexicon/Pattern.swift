import Segmentation
import TextModel

/// Turns a term as a researcher writes it into the folded tokens the matcher wants, by the same word rules as the text.
public struct PatternReader {
  private let segmenter: Segmenter

  public init(locale: String) { segmenter = Segmenter(locale: locale) }

  /// Letters that stand for the wildcards while ICU's word rules are applied, which would part a word at `*`.
  private static let star: Character = "\u{298}"
  private static let mark: Character = "\u{294}"

  /// The folded tokens of a term; `*` and `?` stay in them as wildcards.
  public func words(of term: String) -> [[UInt8]] {
    pieces(of: term).map { Folder.shared.fold($0).map { $0 } }.map(Self.restoreWildcards)
  }

  /// The term's tokens as written.
  public func pieces(of term: String) -> [String] {
    // The common case, one plain word, needs no rules.
    if term.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) { return [term] }
    var text = term
    if term.utf8.contains(where: { $0 == Vocabulary.star || $0 == Vocabulary.mark }) {
      text = String(term.map { $0 == "*" ? Self.star : $0 == "?" ? Self.mark : $0 })
    }
    let bytes = Array(text.utf8)
    return segmenter.tokens(of: text).map {
      String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
    }
  }

  private static func restoreWildcards(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(0xCA) else { return word }
    var out: [UInt8] = []
    var at = 0
    while at < word.count {
      if word[at] == 0xCA, at + 1 < word.count, word[at + 1] == 0x98 || word[at + 1] == 0x94 {
        out.append(word[at + 1] == 0x98 ? Vocabulary.star : Vocabulary.mark)
        at += 2
      } else {
        out.append(word[at])
        at += 1
      }
    }
    return out
  }
}
