import Lexicon
import Segmentation

/// Words of persons' surnames with those who bear them, to be understood when misspelt.
struct SurnameIndex: Sendable {
  private var words = PhraseTable()
  /// Word and actor, once for each name that it stands in.
  private var bearers: [(word: Int32, actor: Int32)] = []

  /// - Parameter word: folded.
  mutating func add(_ word: [UInt8], actor: Int) {
    // Shorter ones are never looked up misspelt: in UTF-8 a letter is a byte at least.
    if word.count < SpellingIndex.shortest || word.contains(where: { $0 >= PhraseTable.separator }) { return }
    let bearer = (Int32(words.number(of: word).number), Int32(actor))
    if let last = bearers.last, last == bearer { return }
    bearers.append(bearer)
  }

  /// A word near those of two owners is left alone, so that all who bear the same ones count as one owner.
  func add(to matcher: inout MatcherBuilder) {
    var actors: [[Int32]] = Array(repeating: [], count: words.count)
    for bearer in bearers where !actors[Int(bearer.word)].contains(bearer.actor) {
      actors[Int(bearer.word)].append(bearer.actor)
    }
    var owners: [[Int32]: Int] = [:]
    let order = (0..<words.count).sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
    for word in order {
      let bearers = actors[word].sorted()
      let owner = owners[bearers] ?? owners.count
      owners[bearers] = owner
      matcher.addSpelling(of: Array(words[word]), owner: owner)
    }
  }
}
