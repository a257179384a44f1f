import Testing
import TextModel

@testable import Corpus

@Suite struct TextSignatureTests {
  private static func signature(_ text: String) -> TextSignature {
    SignatureMaker(shingle: 3).signature(of: Array(text.utf8))
  }

  /// Texts that agree word for word, whatever their case, marks, spaces and composition.
  @Test(arguments: [
    ("He said: \"No, it isn't.\"", "He said, “No, it isn’t!”"),
    ("Minsk – the capital", "MINSK\n\nthe\tcapital"),
    ("Тихановская уехала в Вильнюс. Всё.", "«ТИХАНОВСКАЯ» уехала — в вильнюс: все"),
    ("na\u{EF}ve caf\u{E9}", "nai\u{308}ve cafe\u{301}"),
    ("inter\u{AD}national zero\u{200B}width", "international zerowidth"),
    ("straße", "STRASSE"),
    ("白俄罗斯。总统", "白俄罗斯 总统"),
  ])
  func sameWords(a: String, b: String) { #expect(Self.signature(a) == Self.signature(b)) }

  @Test(arguments: [
    ("He said no", "He said now"), ("a b", "b a"), ("ab c", "a bc"), ("aaaaaaaa", "aaaaaaaaa"), ("a a", "a a a"),
    ("том", "дом"), ("白俄", "俄白"), ("1 2", "12"),
  ])
  func otherWords(a: String, b: String) { #expect(Self.signature(a).text != Self.signature(b).text) }

  @Test(arguments: ["", " \n", "— … “”", "\u{AD}"])
  func textsWithoutWords(text: String) {
    #expect(Self.signature(text).text == 0)
    #expect(!Self.signature(text).isSampled)
  }

  /// A text is told by itself alone, not by what its maker read before.
  @Test func makersForget() {
    let (long, other) = (Self.words(1..<90), Self.words(7..<40))
    let flood = "e" + String(repeating: "\u{301}", count: 50_000)
    let texts = ["one two", "", long, flood, "one", other]
    let maker = SignatureMaker(shingle: 3)
    for text in texts { #expect(maker.signature(of: Array(text.utf8)) == Self.signature(text)) }
  }

  private static func words(_ range: Range<Int>) -> String { range.map { "w\($0)" }.joined(separator: " ") }

  /// The estimate against the exact index of the sets, over random pairs of every likeness: it leans to no side, and
  /// strays as far as its formula says.
  @Test(arguments: [60, 200, 1000])
  func theEstimateKeepsToItsError(length: Int) {
    var random = Sequence64(state: UInt64(length))
    var (sum, squares, most) = (0.0, 0.0, 0.0)
    let pairs = 400
    for pair in 0..<pairs {
      let first = (0..<length).map { _ in random.below(1 << 20) }
      var second = first
      // Up to a fifth of the words, so that J goes from 0.2 to 1.
      for _ in 0..<(length * pair / pairs / 5) { second[random.below(length)] = random.below(1 << 20) }
      let exact = Self.jaccard(first, second)
      let (a, b) = (Self.signature(Self.text(first)), Self.signature(Self.text(second)))
      let error = TextSignature.similarity(a.sample, b.sample) - exact
      let deviation = (exact * (1 - exact) / Double(TextSignature.bins)).squareRoot()
      sum += error
      squares += deviation > 0 ? error * error / (deviation * deviation) : 0
      most = max(most, deviation > 0 ? abs(error) / deviation : abs(error))
    }
    #expect(abs(sum / Double(pairs)) < 0.006)
    // Short texts fill only a part of the bins.
    #expect((squares / Double(pairs)).squareRoot() < (length < 128 ? 1.6 : 1.1))
    #expect(most < (length < 128 ? 6 : 4.5))
  }

  private static func text(_ words: [Int]) -> String { words.map(String.init).joined(separator: " ") }

  private static func jaccard(_ a: [Int], _ b: [Int]) -> Double {
    func shingles(_ words: [Int]) -> Set<[Int]> { Set((0...words.count - 3).map { Array(words[$0..<$0 + 3]) }) }
    let (left, right) = (shingles(a), shingles(b))
    let common = left.intersection(right).count
    return Double(common) / Double(left.count + right.count - common)
  }
}

@Suite struct DuplicateIndexTests {
  private static func signature(_ words: [Int]) -> TextSignature {
    SignatureMaker(shingle: 3).signature(of: Array(words.map(String.init).joined(separator: " ").utf8))
  }

  private static func index(window: Int) -> DuplicateIndex {
    var settings = DuplicateSettings()
    settings.window = window
    return DuplicateIndex(settings)
  }

  /// Short texts against a plain list of the last originals: the same answers over many forgettings and growths.
  @Test(arguments: [1, 7, 100, 3000])
  func agreesWithAPlainList(window: Int) {
    let index = Self.index(window: window)
    var random = Sequence64(state: UInt64(window))
    var list: [(word: Int, id: String?, line: Int)] = []
    for line in 1...window * 3 + 200 {
      let word = random.below(window * 2)
      let id = word % 5 == 0 ? nil : String(repeating: "i", count: random.below(40)) + "\(line)"
      let found = index.original(of: Self.signature([word]))
      let expected = list.first { $0.word == word }
      #expect(
        found
          == expected.map {
            Duplicate(id: $0.id, idIsLiteral: $0.id != nil, line: $0.line, similarity: 1, isExact: true)
          })
      if expected != nil { continue }
      index.add(Self.signature([word]), id: id, idIsLiteral: true, line: line)
      list.append((word, id, line))
      if list.count > window { list.removeFirst() }
    }
  }

  /// Ids may be of any length: memory stays, the oldest are forgotten sooner, and one too long is told by its line alone.
  @Test func longIds() {
    let index = Self.index(window: 1000)
    let id = String(repeating: "ж", count: 2000)
    for word in 1...100 { index.add(Self.signature([word]), id: id, idIsLiteral: false, line: word) }
    #expect(index.original(of: Self.signature([100]))?.id == id)
    #expect(index.original(of: Self.signature([86]))?.id == id)
    #expect(index.original(of: Self.signature([84])) == nil)
    index.add(Self.signature([101]), id: id + id, idIsLiteral: false, line: 101)
    #expect(
      index.original(of: Self.signature([101]))
        == Duplicate(id: nil, line: 101, similarity: 1, isExact: true))
  }

  /// Random texts and copies of them with one word in sixty changed: each copy is found and nothing else.
  @Test func copiesAreFoundAmongMany() {
    let index = Self.index(window: 2000)
    var random = Sequence64(state: 5)
    var originals: [[Int]] = []
    for line in 1...2000 {
      let words = (0..<80).map { _ in random.below(5000) }
      #expect(index.original(of: Self.signature(words)) == nil)
      index.add(Self.signature(words), id: "\(line)", idIsLiteral: true, line: line)
      originals.append(words)
    }
    for (line, original) in originals.enumerated() {
      #expect(index.original(of: Self.signature(original))?.isExact == true)
      var copy = original
      copy[40] = -1
      let found = index.original(of: Self.signature(copy))
      #expect(found?.line == line + 1)
      #expect(found?.isExact == false)
      #expect((0.7...1).contains(found?.similarity ?? 0))
    }
  }

  /// A thousand reports of one form, too unlike to be copies, hide neither an exact copy nor a near one of a late one.
  @Test func formsHideNothing() {
    let index = Self.index(window: 2000)
    let form = Array(0..<60)
    func report(_ number: Int) -> [Int] { form + (0..<60).map { 1000 * number + $0 } }
    for number in 1...1000 {
      index.add(Self.signature(report(number)), id: nil, idIsLiteral: false, line: number)
    }
    for number in 1...1000 {
      #expect(
        index.original(of: Self.signature(report(number)))
          == Duplicate(id: nil, line: number, similarity: 1, isExact: true))
    }
    for number in 1...1000 {
      var copy = report(number)
      copy[90] = -1
      let found = index.original(of: Self.signature(copy))
      #expect(found == nil || found?.line == number)
      if number > 970 { #expect(found?.line == number) }
    }
  }
}

/// A fixed sequence of numbers, so that a failure can be had again.
struct Sequence64 {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &+ 1
    return Int(mixed(state) % UInt64(limit))
  }
}
