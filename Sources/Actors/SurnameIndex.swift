import Lexicon
import TextModel

/// Words of persons' surnames with those who bear them, to be understood when misspelt.
struct SurnameIndex: Sendable {
  private var words = ByteStringNumbers()
  /// Word and actor, once for each name that it stands in.
  private var bearers: [(word: Int32, actor: Int32)] = []

  /// - Parameter word: folded.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>, actor: Int) {
    // Shorter ones are never looked up misspelt: in UTF-8 a letter is a byte at least.
    if word.count < SpellingIndex.shortest || word.contains(where: { $0 >= PhraseTable.separator }) { return }
    let bearer = (Int32(words.number(of: word).number), Int32(actor))
    if let last = bearers.last, last == bearer { return }
    bearers.append(bearer)
  }

  /// A word near those of two owners is left alone, so that all who bear the same ones count as one owner.
  /// - Parameter isThere: is a word known otherwise? Those that are not come last, by their letters: their order says
  ///   which of two as near is taken.
  func spellings(isThere: (UnsafeBufferPointer<UInt8>) -> Bool) -> SpellingIndex {
    // Actors come in their order, so that a word's stand in theirs.
    var counts = [Int32](repeating: 0, count: words.count + 1)
    for bearer in bearers { counts[Int(bearer.word) + 1] += 1 }
    for word in 0..<words.count { counts[word + 1] += counts[word] }
    var (places, actors) = (counts, [Int32](repeating: 0, count: bearers.count))
    for bearer in bearers {
      actors[Int(places[Int(bearer.word)])] = bearer.actor
      places[Int(bearer.word)] += 1
    }
    // One bearer is his own number, several are one behind all actors.
    var several: [[Int32]: Int32] = [:]
    let first = 1 + (actors.max() ?? 0)
    func owner(_ word: Int) -> Int32 {
      let all = actors[Int(counts[word])..<Int(counts[word + 1])]
      if all.allSatisfy({ $0 == all.first }) { return all.first! }
      var distinct: [Int32] = []
      for actor in all where distinct.last != actor { distinct.append(actor) }
      let owner = several[distinct] ?? first + Int32(several.count)
      several[distinct] = owner
      return owner
    }
    var index = SpellingIndex()
    var others: [Int] = []
    for word in 0..<words.count {
      words.strings.withBytes(word) { bytes in
        if isThere(bytes) { index.add(bytes, owner: Int(owner(word))) } else { others.append(word) }
      }
    }
    others.sort { words.strings[$0].lexicographicallyPrecedes(words.strings[$1]) }
    for word in others { words.strings.withBytes(word) { index.add($0, owner: Int(owner(word))) } }
    return index
  }
}
