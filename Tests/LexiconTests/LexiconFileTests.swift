import Statistics
import Testing
import TextModel

@testable import Lexicon

@Suite struct LexiconFileTests {
  static let head = "# name: T\n# language: en\n# kind: valence\n# version: 1\n# source: s\n# licence: MIT\n"

  static func pack(_ files: String...) throws -> LanguagePack {
    var pack = LanguagePack(language: "en")
    for (number, file) in files.enumerated() { try pack.add(try LexiconFile(parsing: file, path: "f\(number).tsv")) }
    return pack
  }

  @Test(arguments: ["\n", "\r\n"])
  func lineEndingsAndMarksDoNotMatter(ending: String) throws {
    let text =
      "\u{FEFF}" + (Self.head + "term\tweight\n# good things\nwise\t1.5\n\nbad\t-2").replacing("\n", with: ending)
    let pack = try Self.pack(text)
    #expect(pack.entries[Int(TermKind.valence.rawValue)].map(\.term) == ["wise", "bad"])
  }

  @Test func laterFilesOverride() throws {
    let pack = try Self.pack(Self.head + "term\tweight\nwise\t1\n", Self.head + "term\tweight\nwise\t-1\n")
    #expect(pack.entries[Int(TermKind.valence.rawValue)].map(\.meaning) == [.valence(-1)])
  }

  @Test(arguments: [
    (head + "term\tweight\nwise\n", "f0.tsv:8: 1 columns where the header has 2"),
    (head + "term\tweight\nwise\tvery\n", "f0.tsv:8: 'very' is not a number of -4.0…4.0"),
    (head + "term\tweight\nwise\t9\n", "f0.tsv:8: '9' is not a number of -4.0…4.0"),
    (head + "term\tweight\nwise\tnan\n", "f0.tsv:8: 'nan' is not a number of -4.0…4.0"),
    (head + "word\tweight\nwise\t1\n", "f0.tsv: no column 'term'"),
    (head.replacing("valence", with: "valance") + "term\tweight\n", "f0.tsv: unknown kind 'valance'"),
    ("# kind: valence\nterm\tweight\n", "f0.tsv: no '# name:' in the head"),
    ("term\tweight\nwise\t1\n", "f0.tsv: no '# kind:' in the head"),
    (head.replacing("valence", with: "reporting") + "term\tkind\nsaid\tspeech\n", "f0.tsv:8: 'speech' is no kind"),
    (
      head.replacing("valence", with: "predicates") + "term\tsubject\tobject\tholder\nhit\t0\t0\tme\n",
      "f0.tsv:8: 'me' is no holder"
    ),
  ])
  func complaintsNameThePlace(text: String, beginning: String) {
    do {
      _ = try Self.pack(text)
      Issue.record("no complaint about \(text)")
    } catch {
      #expect("\(error)".hasPrefix(beginning), "\(error)")
      #expect("\(error)".split(separator: ": ").count >= 3, "place: what: how to mend")
    }
  }

  /// Numbers are read as the library reads them, to the last bit.
  @Test func numbersAreTheNearest() {
    var random = SplitMix64(seed: 20_240_501)
    var texts = ["", "-", ".", "1.", ".5", "-0", "+1", "1e3", "0x1p2", "inf", " 1", "1 ", "1.5.2", "--1", "1,5"]
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...18, using: &random)).map { _ in
        Character("\(Int.random(in: 0...9, using: &random))")
      }
      let point = Int.random(in: 0...digits.count, using: &random)
      let sign = Bool.random(using: &random) ? "-" : ""
      let whole = String(digits[..<point])
      texts.append(sign + (point == digits.count ? whole : whole + "." + String(digits[point...])))
    }
    for text in texts {
      let read = Array(text.utf8).withUnsafeBufferPointer(decimalNumber)
      #expect(read?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }
}
