import Segmentation
import Testing
import TextModel

@testable import Lexicon

/// What is made for many names at once, held against what says the same slowly.
@Suite struct NameTableTests {
  /// A fixed sequence of numbers below `below`.
  struct Numbers {
    var state: UInt64
    mutating func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    /// A word of few letters, so that many are near each other.
    mutating func word(_ length: Int) -> String { (0..<length).map { _ in ["a", "b", "ж", "é"][next(4)] }.joined() }
    /// A word with up to two slips of the hand.
    mutating func slip(_ word: String) -> String {
      var letters = Array(word)
      for _ in 0..<next(3) {
        let place = next(letters.count - 1)
        switch next(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("b", at: place)
        case 2: letters[place] = "ж"
        default: letters.swapAt(place, place + 1)
        }
      }
      return String(letters)
    }
  }

  @Test func misspellingsAreFoundAsByTryingAllNames() {
    var (numbers, outcomes) = (Numbers(state: 11), [String: Int]())
    for _ in 0..<60 {
      var index = SpellingIndex()
      var names: [(letters: [Unicode.Scalar], owner: Int)] = []
      let parent = numbers.word(10)
      for _ in 0..<20 {
        let name = numbers.next(2) == 0 ? numbers.word(7 + numbers.next(4)) : numbers.slip(parent)
        let letters = Array(name.unicodeScalars)
        if letters.count < SpellingIndex.shortest || names.contains(where: { $0.letters == letters }) { continue }
        names.append((letters, numbers.next(4)))
        Array(name.utf8).withUnsafeBufferPointer { index.add($0, owner: names.last!.owner) }
      }
      index.symbols = FlatList(names.indices.map { UInt32(100 - $0) })
      for _ in 0..<60 {
        let text = numbers.slip(
          numbers.next(3) == 0
            ? parent
            : names.isEmpty
              ? parent
              : String(
                String.UnicodeScalarView(names[numbers.next(names.count)].letters)))
        let letters = Array(text.unicodeScalars)
        let near = names.indices.filter {
          letters.count >= SpellingIndex.shortest - 1 && SpellingIndex.isOneEdit(names[$0].letters, letters)
        }
        let isClear = Set(near.map { names[$0].owner }).count == 1
        let expected = isClear ? near.map { index.symbols[$0] }.min() : nil
        #expect(index.symbol(near: Array(text.utf8)) == expected, "\(text)")
        outcomes[near.isEmpty ? "none" : isClear ? "one" : "several", default: 0] += 1
      }
    }
    #expect(outcomes.values.allSatisfy { $0 > 100 } && outcomes.count == 3)
  }

  /// A tree of phrases is found as its phrases are that are added one by one.
  @Test func treesOfPhrasesMatchAsPhrasesDo() {
    var (numbers, hits) = (Numbers(state: 3), 0)
    let words = ["ab", "cd*", "cde", "x", "ж", "abc*"]
    for _ in 0..<60 {
      var (tree, one, all) = (PhraseTreeBuilder(phrases: 4), MatcherBuilder(), MatcherBuilder())
      // Terms that phrases share words with.
      for builder in [0, 1] {
        let terms = [["ab", "x"], ["ж"]].map { $0.map { WordPattern(Array($0.utf8)) } }
        for (number, term) in terms.enumerated() {
          if builder == 0 {
            one.add(term, kind: .valence, entry: number)
          } else {
            all.add(term, kind: .valence, entry: number)
          }
        }
      }
      var phrases: [[[UInt8]]] = []
      for _ in 0..<12 {
        let phrase = (0...numbers.next(3)).map { _ in
          Array(words[numbers.next(words.count)].utf8).map { $0 == UInt8(ascii: "*") ? 0xFF : $0 }
        }
        let shape = UInt64(numbers.next(3))
        let symbols = phrase.map { $0.withUnsafeBufferPointer { tree.number(of: $0) } }
        let (number, isNew) = tree.number(of: symbols, shape: shape)
        #expect(isNew == !phrases.contains(phrase))
        #expect(number == phrases.firstIndex(of: phrase) ?? phrases.count)
        if !isNew { continue }
        phrases.append(phrase)
        one.add(phrase, kind: .alias, entry: number, shape: shape)
      }
      let finished = tree.finish()
      #expect(phrases.indices.map { finished.words(of: $0) } == phrases)
      all.add(finished, kind: .alias)
      let text = (0..<40).map { _ in ["ab", "Ab", "cd", "cde", "CDE", "x", "X", "Ж", "abcd", "q"][numbers.next(10)] }
      let found = [one, all].map { Self.hits($0.compile(possessives: []), text.joined(separator: " ")) }
      #expect(found[0] == found[1])
      hits += found[0].count
    }
    #expect(hits > 1000)
  }

  private static func hits(_ matcher: Matcher, _ text: String) -> [String] {
    matcher.matched(text).hits.map { "\($0.kind) \($0.first) \($0.last) \($0.entry)" }
  }

  /// Words in any letters are declined as a text is that is put into small letters and cut by its characters.
  @Test(arguments: ["ИВАНОВ", "Иванов", "Ив́анов", "ЁЛКИН", "Ёлкинъ", "Mïн", "SMITHин", "İин", "ин", "ЎІЇин", "Ӂин"])
  func declinedInAnyLetters(word: String) throws {
    let file = try LexiconFile(
      parsing: "# name: D\nending\tgenitive\tdative\taccusative\tinstrumental\tprepositional\n"
        + "ин\tина\tину\t=\tиным\tине\nанов\tанова\tанову\tанова\tановым\tанове\n", path: "d.tsv")
    var declension = Declension()
    try declension.add(file)
    let small = word.lowercased()
    var expected: [String] = []
    for (ending, forms) in [
      ("анов", ["анова", "анову", "анова", "ановым", "анове"]), ("ин", ["ина", "ину", "=", "иным", "ине"]),
    ]
    where expected.isEmpty && small.utf8.count > ending.utf8.count
      && Array(small.utf8).suffix(ending.utf8.count) == Array(ending.utf8)[...]
    {
      expected = forms.map { $0 == "=" ? word : word.dropLast(ending.count) + $0 }
    }
    #expect(declension.cases(of: word) == expected)
  }
}
