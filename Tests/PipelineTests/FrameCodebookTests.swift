import Lexicon
import Pipeline
import Support
import Testing
import TextModel

@testable import Rhetoric

/// The shipped frames: their definitions and their phrases hold each other up.
@Suite struct FrameCodebookTests {
  static let codebook = try! FrameCodebook(
    parsing: readText(Shipped.root + "/Lexicons/frames.yaml")!, file: "frames.yaml")

  static let packs = Shipped.analysis.languages.map(\.pack)

  struct Case: CustomTestStringConvertible {
    var frame: String
    var example: FrameDefinition.Example
    var testDescription: String { "\(frame), \(example.language)" }
  }

  static let cases = codebook.frames.flatMap { frame in
    frame.examples.map { Case(frame: frame.id, example: $0) }
  }

  static func frames(in text: String, language: String) -> Set<String> {
    Set(Shipped.analyse(text, language: language).frameUses.map { Shipped.analysis.frames[Int($0.frame)] })
  }

  @Test(arguments: cases)
  func anExampleHasItsFrameAndANearMissHasNot(row: Case) {
    let (frame, example) = (row.frame, row.example)
    #expect(Self.frames(in: example.positive, language: example.language).contains(frame))
    #expect(!Self.frames(in: example.negative, language: example.language).contains(frame))
  }

  @Test func everyFrameHasAnExampleInEveryLanguage() {
    #expect(Self.codebook.frames.count >= 34)
    for frame in Self.codebook.frames {
      #expect(frame.examples.map(\.language) == Self.packs.map(\.language), "\(frame.id)")
    }
  }

  @Test func everyFrameIsDefinedAndHasPhrasesInEveryLanguage() {
    let defined = Self.codebook.frames.map(\.id)
    for pack in Self.packs {
      var counts: [String: Int] = [:]
      for entry in pack.entries[Int(TermKind.frames.rawValue)] {
        guard case .frame(let frame, _) = entry.meaning else { continue }
        counts[pack.frames[frame], default: 0] += 1
      }
      #expect(Set(counts.keys) == Set(defined), "\(pack.language)")
      #expect(counts.values.reduce(0, +) >= 1500, "\(pack.language)")
      for frame in defined { #expect(counts[frame, default: 0] >= 20, "\(pack.language): \(frame)") }
    }
  }

  /// Phrases that are meant to count for two frames, as "language: one | other".
  static let meant: Set<String> = []

  @Test(arguments: packs.map(\.language))
  func noWordsAreAPhraseOfTwoFrames(language: String) {
    let pack = Self.packs.first { $0.language == language }!
    let reader = PatternReader(locale: language)
    struct Phrase {
      var term: String
      var frame: Int
      var words: [[UInt8]]
    }
    // Only phrases of as many words that begin alike can be found in the same words.
    var alike: [[UInt8]: [Phrase]] = [:]
    for entry in pack.entries[Int(TermKind.frames.rawValue)] {
      guard case .frame(let frame, _) = entry.meaning else { continue }
      let words = reader.words(of: entry.term)
      let beginning = words[0].prefix(2)
      #expect(!beginning.contains(UInt8(ascii: "*")), "'\(entry.term)' begins with a wildcard")
      alike[[UInt8(words.count)] + beginning, default: []].append(
        Phrase(term: entry.term, frame: frame, words: words))
    }
    var shared: Set<String> = []
    for phrases in alike.values {
      for (number, one) in phrases.enumerated() {
        for other in phrases[..<number] where other.frame != one.frame {
          if zip(one.words, other.words).allSatisfy({ Self.meet($0[...], $1[...]) }) {
            shared.insert("\(language): \(other.term) | \(one.term)")
          }
        }
      }
    }
    #expect(shared == Self.meant.filter { $0.hasPrefix(language) })
  }

  /// Is there a word that both patterns match?
  static func meet(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    let star = UInt8(ascii: "*")
    if a.isEmpty && b.isEmpty { return true }
    if a.first == star { return meet(a.dropFirst(), b) || (!b.isEmpty && meet(a, b.dropFirst())) }
    if b.first == star { return meet(b, a) }
    guard let first = a.first, first == b.first else { return false }
    return meet(a.dropFirst(), b.dropFirst())
  }

  @Test(arguments: [
    ("corrupt*", "corruption", true), ("corrupt*", "corrupt", true), ("corrupt", "corruption", false),
    ("ab*", "a*c", true), ("ab*", "ac*", false), ("*", "any", true),
  ])
  func patternsMeetWhereOneWordFitsBoth(one: String, other: String, expected: Bool) {
    #expect(Self.meet(Array(one.utf8)[...], Array(other.utf8)[...]) == expected)
    #expect(Self.meet(Array(other.utf8)[...], Array(one.utf8)[...]) == expected)
  }

  static let head = "# name: N\n# version: 1\n# source: S\n# licence: MIT\nfamilies: {f: F}\nframes:\n"
  static let frame = """
      - id: a
        title: A
        family: f
        definition: D.
        coding: C.
        examples:
          en: {positive: "Yes.", negative: "No."}

    """

  @Test func aDefinitionIsReadWhole() throws {
    let codebook = try FrameCodebook(parsing: Self.head + Self.frame, file: "f.yaml")
    #expect(codebook.licence == "MIT")
    #expect(codebook.families == [.init(id: "f", title: "F")])
    #expect(
      codebook["a"]
        == FrameDefinition(
          id: "a", title: "A", family: "f", definition: "D.", coding: "C.",
          examples: [.init(language: "en", positive: "Yes.", negative: "No.")]))
    #expect(codebook["b"] == nil)
  }

  @Test(arguments: [
    (
      "# licence: MIT\n", "",
      "f.yaml: no '# licence:' in the head: add the line; every codebook says where it comes from"
    ),
    ("title: A\n", "titles: A\n", "f.yaml:8: unknown key 'titles': did you mean 'title'?"),
    ("    title: A\n", "", "f.yaml:7: a frame without 'title': add 'title: …'"),
    ("title: A\n", "title: ' '\n", "f.yaml:8: nothing stands here: write a word or a sentence"),
    ("family: f\n", "family: ff\n", "f.yaml:9: no family 'ff': did you mean 'f'?"),
    (
      ", negative: \"No.\"", "",
      "f.yaml:13: an example without its counterpart: give both: 'positive', which has the frame, and 'negative', "
        + "a near miss"
    ),
    (
      "en: {positive: \"Yes.\", negative: \"No.\"}", "{}",
      "f.yaml:13: no example: give one a language, as in 'en: {positive: …}'"
    ),
    (
      "families: {f: F}\n", "",
      "f.yaml:5: no 'families:' or no 'frames:': list the families by id and title, then the frames"
    ),
    (frame, frame + frame, "f.yaml:14: the frame 'a' stands twice: keep one, or give this one another id"),
  ])
  func whatIsWrongIsNamedWithItsLine(old: String, new: String, complaint: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try FrameCodebook(parsing: (Self.head + Self.frame).replacing(old, with: new), file: "f.yaml")
    }
    #expect(error?.description == complaint)
  }
}
