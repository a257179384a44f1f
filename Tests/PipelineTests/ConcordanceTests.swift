import Actors
import Dataset
import Segmentation
import Support
import Testing
import TextModel

@testable import Pipeline

@Suite struct RecordSorterTests {
  private struct Record: Equatable {
    var key: [UInt8]
    var number: Int
  }

  private static func records(_ seed: Int, _ count: Int) -> [Record] {
    var state = UInt64(seed)
    return (0..<count).map { number in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let length = Int(state >> 60) % 5
      let key = (0..<length).map { UInt8(truncatingIfNeeded: state >> (20 + 4 * UInt64($0))) & 3 }
      return Record(key: key, number: number)
    }
  }

  /// A stable sort in memory is the slow twin; from one byte on, every amount of memory gives the same.
  @Test(arguments: [1, 50, 300, 5000, 1 << 20], [0, 1, 2, 7, 400])
  func anyAmountOfMemoryGivesTheSame(memory: Int, count: Int) throws {
    let records = Self.records(memory + count, count)
    let sorter = RecordSorter(memory: memory)
    var batch: [UInt8] = []
    for record in records {
      batch += SortableRecord.bytes(key: record.key, record: Array("\(record.number)\n".utf8))
      if record.number % 13 == 0 {
        try sorter.add(batch)
        batch = []
      }
    }
    try sorter.add(batch)
    var written: [UInt8] = []
    try sorter.drain { written += $0 }
    let expected = records.enumerated().sorted { a, b in
      a.element.key == b.element.key
        ? a.offset < b.offset : a.element.key.lexicographicallyPrecedes(b.element.key)
    }
    #expect(String(decoding: written, as: UTF8.self) == expected.map { "\($0.element.number)\n" }.joined())
    var again: [UInt8] = []
    try sorter.drain { again += $0 }
    #expect(again.isEmpty)
  }
}

@Suite struct CollatorTests {
  @Test(arguments: [
    ("und", ["apfel", "Apfel", "Ärger", "Ofen", "öl", "Zar"]),
    ("sv", ["apfel", "Apfel", "Ofen", "Zar", "Ärger", "öl"]),
    ("de-u-co-phonebk", ["Ad", "Ä", "Af"]), ("ru", ["Ежи", "Ёлка", "Ель", "жук"]), ("und", ["", "a", "a b", "ab"]),
    ("xh", ["a", "b"]),
  ])
  func putsInOrder(tag: String, words: [String]) throws {
    let collator = try #require(Collator(tag: tag))
    let sorted = words.reversed().sorted { collator.key(of: $0).lexicographicallyPrecedes(collator.key(of: $1)) }
    #expect(sorted == words)
  }

  @Test(arguments: ["xx", "russian", "ru_", "!", "e"]) func mistypedTagsAreToldOf(tag: String) {
    #expect(Collator(tag: tag) == nil)
  }

  @Test func composedLettersAreTheSame() throws {
    let collator = try #require(Collator(tag: "und"))
    #expect(collator.key(of: "e\u{301}a") == collator.key(of: "éa"))
    #expect(collator.key(of: String(repeating: "ж", count: 3000)).count > 3000)
  }
}

@Suite struct ConcordanceIdTests {
  private static let ids: ConcordanceIds = {
    var registry = ActorRegistry()
    try! registry.add(
      """
      actors:
        - {id: nato, name: NATO, kind: organisation}
        - {id: peace, name: Peace, kind: issue}
      """, file: "test")
    return ConcordanceIds(registry: registry, frames: ["order", "peace"])
  }()

  @Test(arguments: [
    ("word", Concordance.Query.term), ("\\@nato", .term), ("a@nato", .term), ("@nato", .actor(0)),
    ("@order", .frame(0)),
    ("@actor:peace", .actor(1)), ("@frame:peace", .frame(1)),
  ])
  func tellsIdsFromTerms(text: String, query: Concordance.Query) throws { #expect(try Self.ids.query(text) == query) }

  @Test(arguments: [
    ("@peace", "@actor:peace"), ("@natto", "'nato'"), ("@frame:oder", "'order'"), ("@frame:nato", "codebook"),
    ("@actor:order", "registries"), ("@", "registries"),
  ])
  func tellsWhatWasMeant(text: String, mend: String) {
    #expect { _ = try Self.ids.query(text) } throws: { ($0 as? ConcordanceFault)?.mend.contains(mend) == true }
  }

  @Test(arguments: [
    ("article", Holder.article), ("unresolved", .unresolved), ("@nato", .actor(0)), ("nato", .actor(0)),
    ("@actor:peace", .actor(1)),
  ])
  func holders(text: String, holder: Holder) throws { #expect(try Self.ids.holder(text) == holder) }
}

@Suite struct ConcordanceFinderTests {
  private static func hits(_ queries: [String], _ text: String, _ change: (inout ConcordanceRequest) -> Void = { _ in })
    throws -> [String]
  {
    var request = ConcordanceRequest(queries: queries)
    change(&request)
    let finder = ConcordanceFinder(try Concordance(request, Shipped.analysis))
    let document = Shipped.analyse(text)
    return finder.hits(in: document).map { "\($0.query) \(document.text(first: $0.first, last: $0.last))" }
  }

  @Test(arguments: [
    // Of matches that overlap the first counts, then the longest; but each term counts for itself.
    (["lose ~2 vote"], "They lose a vote vote.", ["0 lose a vote vote"]),
    (["(|very) good"], "A very good man.", ["0 very good"]),
    (["very good", "good"], "A very good man.", ["0 very good", "1 good"]),
    (["a a"], "A a a a a.", ["0 A a", "0 a a"]),
    // In the order of the text, then of the queries.
    (["b", "a", "b"], "A b.", ["1 A", "0 b", "2 b"]),
    // No name hides words from whoever looks for them.
    (["united", "@united-states"], "The United States won.", ["0 United", "1 United States"]),
    (["end begin"], "This is the end. Begin again.", []),
    (["none"], "", []),
  ])
  func finds(queries: [String], text: String, hits: [String]) throws { #expect(try Self.hits(queries, text) == hits) }

  @Test func pronounsAndHolders() throws {
    let text = "Putin praised Lukashenko. \"Minsk is a friend,\" he said."
    #expect(try Self.hits(["@putin"], text).count == 2)
    #expect(try Self.hits(["@putin"], text) { $0.namesOnly = true } == ["0 Putin"])
    #expect(try Self.hits(["friend", "praised"], text) { $0.holder = "@putin" } == ["0 friend"])
    #expect(try Self.hits(["friend", "praised"], text) { $0.holder = "article" } == ["1 praised"])
  }
}
