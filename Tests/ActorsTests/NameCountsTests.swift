import Testing

@testable import Actors

@Suite struct NameCountsTests {
  private func add(_ name: String, to counts: inout NameCounts) {
    counts.add(Array(name.utf8), text: name, language: 0, isInitial: false) { .init(article: nil, sentence: name) }
  }

  /// However little room there is, a name found more often than what was forgotten is there, and its count is short by no
  /// more than that.
  @Test(arguments: [4, 16, 64])
  func whatIsForgottenIsKnown(capacity: Int) {
    var counts = NameCounts(capacity: capacity)
    var exact: [String: Int] = [:]
    var state: UInt64 = 11
    for _ in 0..<300 {
      counts.begin(words: 10)
      for _ in 0..<5 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Few are frequent, many are rare.
        let rank = Int(state >> 33) % 100
        let name = "n\(rank * rank / 100)"
        exact[name, default: 0] += 1
        add(name, to: &counts)
      }
      #expect(counts.names.count <= capacity)
    }
    for (name, count) in exact where count > counts.forgotten {
      let found = counts.names[Array(name.utf8)]?.count ?? 0
      #expect(found <= count && found >= count - counts.forgotten, "\(name)")
    }
    // With as much room as there are names, nothing is.
    if capacity >= exact.count { #expect(counts.forgotten == 0) } else { #expect(counts.forgotten > 0) }
  }

  /// Parts are joined without losing anything.
  @Test func partsAddUp() throws {
    var counts = NameCounts(capacity: 100)
    for document in 0..<1000 {
      counts.begin(words: 3)
      if document % 3 == 0 { add("often", to: &counts) }
      if document < 10 { add("early", to: &counts) }
    }
    #expect(counts.sizes.reduce(0, +) == 3000)
    #expect(counts.sizes.count <= NameCounts.mostParts)
    let (often, early) = (counts.names[Array("often".utf8)]!, counts.names[Array("early".utf8)]!)
    #expect(often.parts.reduce(0, +) == 334 && often.documents == 334)
    #expect(early.parts.reduce(0, +) == 10)
    #expect(try #require(counts.spread(often)) > 0.9)
    #expect(try #require(counts.spread(early)) < 0.1)
  }
}
