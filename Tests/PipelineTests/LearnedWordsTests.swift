import Testing
import TextModel

@testable import Stance

/// `LearnedWords` works with bytes and lists; here the same is done with texts and dictionaries, word by word.
@Suite struct LearnedWordsTests {
  /// Few letters, so that words share their beginnings.
  private static func word(_ random: inout Numbers) -> String {
    (0...random.below(8)).map { _ in ["a", "b", "ж"][random.below(3)] }.joined() + (random.below(4) == 0 ? "*" : "")
  }

  private struct Numbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: (state >> 33) % UInt64(bound))
    }

    mutating func weight() -> Double { Double(below(4001) - 2000) / 1000 }
  }

  @Test(arguments: 1...20)
  func whatIsKnownOfAWordIsLaidOutByContext(seed: UInt64) throws {
    var random = Numbers(state: seed)
    var induced: [InducedLexicon.Side: [String: InducedLexicon.Entry]] = [:]
    var stems: [WordWeights.Space: [String: [Double]]] = [:]
    var meanings: [String: SemanticWeights.Entry] = [:]
    for _ in 0..<60 {
      let (side, space) = (
        InducedLexicon.Side.allCases[random.below(3)], WordWeights.Space.allCases[random.below(8)]
      )
      induced[side, default: [:]][Self.word(&random)] = .init(polarity: random.weight(), intensity: random.weight())
      stems[space, default: [:]][Self.word(&random)] = (0..<3).map { _ in random.weight() }
      meanings[Self.word(&random)] = .init(figures: (0..<SemanticWeights.Entry.count).map { _ in random.weight() })
    }
    let (lexicon, words, semantics) = (InducedLexicon(induced), WordWeights(stems), SemanticWeights(meanings))
    let learned = LearnedWords(lexicon, words, semantics)
    let (table, tells) = learned.table()
    let known = Set(induced.values.flatMap(\.keys)).union(stems.values.flatMap(\.keys)).union(meanings.keys)
    let patterns = (0..<learned.count).map { learned.patterns.withBytes($0) { String(decoding: $0, as: UTF8.self) } }
    #expect(patterns.sorted() == known.sorted())
    for (number, word) in patterns.enumerated() {
      let entries = InducedLexicon.Side.allCases.map {
        lexicon.entry(word, $0) ?? InducedLexicon.Entry(polarity: 0, intensity: 0)
      }
      #expect(tells[number + 1] == entries.contains { abs($0.polarity) >= 0.5 })
      let weights = words.weights(of: WordWeights.stem(word))
      for (place, context) in WordContext.all.enumerated() {
        let expected = LearnedWord(
          entries[context.side.index], WordSum(context) { weights[$0] },
          SemanticSum(semantics.entries[word], context), context)
        let found = table[number * WordContext.count + place]
        #expect(found.sums == expected.sums && found.intensitySum == expected.intensitySum, "\(word) \(place)")
        #expect(found.polarityCell == expected.polarityCell && found.intensityCell == expected.intensityCell)
      }
    }
  }
}
