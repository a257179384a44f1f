import Segmentation
import Statistics
import Testing
import TextModel

@testable import Lexicon

/// The matcher against an obvious one that tries every term at every token, over random terms and texts.
@Suite struct ReferenceMatcherTests {
  /// A term as a structure, from which both its writing and its meaning follow.
  indirect enum Part {
    case word(String)
    case choice([[Part]])
    case gap(Int)

    var written: String {
      switch self {
      case .word(let word): word
      case .gap(let most): "~\(most)"
      case .choice(let choices): "(" + choices.map(Part.written).joined(separator: "|") + ")"
      }
    }

    static func written(_ parts: [Part]) -> String { parts.map(\.written).joined(separator: " ") }

    /// All ends of matches of `parts` that begin at a token.
    static func ends(_ parts: ArraySlice<Part>, _ tokens: [String], from at: Int) -> Set<Int> {
      guard let part = parts.first else { return [at] }
      let rest = parts.dropFirst()
      switch part {
      case .word(let pattern):
        guard at < tokens.count, matches(Array(pattern)[...], Array(tokens[at])[...]) else { return [] }
        return ends(rest, tokens, from: at + 1)
      case .gap(let most):
        return (0...most).reduce(into: []) { found, skipped in
          if at + skipped <= tokens.count { found.formUnion(ends(rest, tokens, from: at + skipped)) }
        }
      case .choice(let choices):
        return choices.reduce(into: []) { found, choice in
          for end in ends(choice[...], tokens, from: at) { found.formUnion(ends(rest, tokens, from: end)) }
        }
      }
    }

    static func matches(_ pattern: ArraySlice<Character>, _ word: ArraySlice<Character>) -> Bool {
      guard let sign = pattern.first else { return word.isEmpty }
      switch sign {
      case "*": return matches(pattern.dropFirst(), word) || (!word.isEmpty && matches(pattern, word.dropFirst()))
      case "?": return !word.isEmpty && matches(pattern.dropFirst(), word.dropFirst())
      default: return word.first == sign && matches(pattern.dropFirst(), word.dropFirst())
      }
    }
  }

  struct Random {
    private var generator: SplitMix64
    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
    mutating func of<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// Few letters, so that nearly everything overlaps.
    mutating func word() -> String { (0...below(3)).map { _ in of(["a", "b", "ж"]) }.joined() }

    mutating func pattern() -> String {
      switch below(6) {
      case 0: return word() + "*"
      case 1: return "*" + word()
      case 2: return "?" + word()
      case 3: return of(["*", "a?b", "a*b*", "*ж*"])
      default: return word()
      }
    }

    /// Words, with choices and gaps between them.
    mutating func term(depth: Int = 0) -> [Part] {
      var parts: [Part] = [.word(pattern())]
      for _ in 0..<below(3) {
        if below(5) == 0 { parts.append(.gap(1 + below(2))) }
        if depth == 0, below(4) == 0 {
          parts.append(.choice((0...below(2)).map { _ in term(depth: 1) } + (below(3) == 0 ? [[]] : [])))
          parts.append(.word(pattern()))
        } else {
          parts.append(.word(pattern()))
        }
      }
      return parts
    }
  }

  /// Of terms of an own kind those that may stand: leftmost, then longest, none over another.
  static func leftmostLongest(_ matches: [(first: Int, last: Int, entry: Int)]) -> [String] {
    var kept: [String] = []
    var covered = 0
    for first in Set(matches.map(\.first)).sorted() where first >= covered {
      let longest = matches.filter { $0.first == first }.map(\.last).max()!
      kept += matches.filter { $0.first == first && $0.last == longest }.map { "\(first)-\(longest) \($0.entry)" }
      covered = longest
    }
    return kept
  }

  static func places(_ hits: [TermHit]) -> [String] { hits.map { "\($0.first)-\($0.last) \($0.kind) \($0.entry)" } }

  static func place(_ match: String) -> Substring { match.prefix { $0 != " " } }

  @Test func agreesOverRandomTermsAndTexts() throws {
    var random = Random(seed: 2021)
    let reader = PatternReader(locale: "en")
    let segmenter = Segmenter(locale: "en")
    var (cases, found) = (0, 0)
    for _ in 0..<500 {
      let terms = (0..<8).map { _ in random.term() }
      var builder = MatcherBuilder()
      for (number, term) in terms.enumerated() {
        for words in try reader.patterns(of: Part.written(term)) {
          builder.add(words, kind: .dictionary, entry: number)
          builder.add(words, kind: .valence, entry: number)
        }
      }
      let matcher = builder.compile(possessives: [])
      let lookup = TokenLookup(matcher: matcher)
      /// Works everything out anew for each text.
      let forgetful = TokenLookup(matcher: matcher, mostStates: 0)
      for _ in 0..<25 {
        let words = (0...random.below(9)).map { _ in random.word() }
        var document = Document()
        document.begin(Article(text: Array(words.joined(separator: " ").utf8)))
        segmenter.segment(&document)
        try #require(document.tokens.count == words.count)
        lookup.look(&document)
        matcher.match(&document, lookup: lookup)
        var again = document
        again.hits = []
        again.dictionaryHits = []
        forgetful.look(&again)
        matcher.match(&again, lookup: forgetful)
        #expect(Self.places(again.hits) == Self.places(document.hits))
        #expect(Self.places(again.dictionaryHits) == Self.places(document.dictionaryHits))
        var expected: [(first: Int, last: Int, entry: Int)] = []
        for first in words.indices {
          for (number, term) in terms.enumerated() {
            for last in Part.ends(term[...], words, from: first).sorted() { expected.append((first, last, number)) }
          }
        }
        expected.sort { ($0.first, $0.last, $0.entry) < ($1.first, $1.last, $1.entry) }
        let all = document.dictionaryHits.map { "\($0.first)-\($0.last) \($0.entry)" }
        #expect(all == expected.map { "\($0.first)-\($0.last) \($0.entry)" }, "\(terms.map(Part.written)) in \(words)")
        // One entry a place; which of them is the first word's rule: literal before wildcard.
        let kept = Self.leftmostLongest(expected)
        let own = document.hits.map { "\($0.first)-\($0.last) \($0.entry)" }
        #expect(Set(own).isSubset(of: kept) && own.count == Set(own).count, "\(own) of \(kept)")
        #expect(Set(own.map(Self.place)) == Set(kept.map(Self.place)), "\(terms.map(Part.written)) in \(words)")
        cases += terms.count
        found += expected.count
      }
    }
    #expect(cases == 100_000)
    // A test over texts in which nothing is found would show nothing.
    #expect(found > 20_000)
  }

  /// Terms of one word are taken without a walk where nothing depends on the text. A dictionary's entry in each state has
  /// them all walked, which must not change what is found of other kinds.
  @Test func wordsTakenAtOnceAreThoseOfAWalk() throws {
    var random = Random(seed: 7)
    let reader = PatternReader(locale: "en")
    let segmenter = Segmenter(locale: "en")
    var (found, shaped) = (0, 0)
    for _ in 0..<300 {
      var (swift, walked) = (MatcherBuilder(), MatcherBuilder())
      for number in 0..<12 {
        // Half of them are single words.
        let term = random.below(2) == 0 ? random.word() : Part.written(random.term())
        let kinds = (0..<1 + random.below(2)).map { _ in random.of([TermKind.valence, .frames, .grammar]) }
        let shape = UInt64(random.below(8) == 0 ? 1 + random.below(2) : 0)
        for words in try reader.patterns(of: term) {
          for kind in kinds {
            swift.add(words, kind: kind, entry: number, shape: shape)
            walked.add(words, kind: kind, entry: number, shape: shape)
          }
          walked.add(words, kind: .dictionary, entry: number)
        }
        if shape != 0 { shaped += 1 }
      }
      let matchers = [swift.compile(possessives: ["b"]), walked.compile(possessives: ["b"])]
      let lookups = matchers.map { TokenLookup(matcher: $0) }
      for _ in 0..<25 {
        let words = (0...random.below(30)).map { _ in
          let word = random.word()
          return random.below(4) == 0 ? word.uppercased() : word
        }
        let hits = zip(matchers, lookups).map { matcher, lookup in
          var document = Document()
          document.begin(Article(text: Array(words.joined(separator: " ").utf8)))
          segmenter.segment(&document)
          lookup.look(&document)
          matcher.match(&document, lookup: lookup)
          return Self.places(document.hits)
        }
        #expect(hits[0] == hits[1], "\(words)")
        found += hits[0].count
      }
    }
    // A test over texts in which nothing is found, or nothing depends on capitals, would show nothing.
    #expect(found > 20_000 && shaped > 100)
  }
}
