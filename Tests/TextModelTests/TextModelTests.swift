import Testing
import TextModel

@Suite struct DayTests {
  @Test(arguments: [
    ("2021-02-22", 2021_02_22), ("2021-02-22T10:15:00Z", 2021_02_22), ("20210222", 2021_02_22),
    ("2021-02-22 (Mon)", 2021_02_22),
  ])
  func readsTheDayAtTheStart(text: String, number: Int) {
    #expect(Day(prefixOf: text)?.number == Int32(number))
  }

  @Test(arguments: ["", "2021", "2021-02", "22.02.2021", "2021-13-01", "2021-00-10", "yesterday", "2021/02/22"])
  func refusesWhatIsNoDay(text: String) { #expect(Day(prefixOf: text) == nil) }

  @Test func daysAreOrdered() {
    #expect(Day(prefixOf: "2020-12-31")! < Day(prefixOf: "2021-01-01")!)
  }
}

@Suite struct ByteStringTableTests {
  /// Against a Dictionary, over keys that collide often and grow the table several times.
  @Test func agreesWithADictionary() {
    var table = ByteStringTable<Int>()
    var dictionary: [[UInt8]: Int] = [:]
    for number in 0..<5000 {
      let key = Array("\(number * 7919 % 2003)".utf8) + Array(repeating: UInt8(number % 3), count: number % 13)
      table.set(number, for: key)
      dictionary[key] = number
    }
    #expect(table.count == dictionary.count)
    for (key, value) in dictionary { #expect(table.value(for: key) == value) }
    #expect(table.value(for: Array("missing".utf8)) == nil)
  }

  @Test func theEmptyKeyIsAKey() {
    var table = ByteStringTable<Int>()
    #expect(table.value(for: [UInt8]()) == nil)
    table.set(1, for: [UInt8]())
    #expect(table.value(for: [UInt8]()) == 1)
  }
}

@Suite struct EvidenceTests {
  @Test func contributionIsWeightTimesFactors() {
    let rules = [AppliedRule(rule: .negation, factor: -0.5), AppliedRule(rule: .hedge, factor: 0.5)]
    var piece = Evidence(
      actor: 0, holder: .article, sentence: 0, first: 0, last: 1, kind: .valence, entry: 0, weight: -2)
    #expect(piece.contribution == -2)
    piece.apply(rules[...])
    #expect(piece.contribution == 0.5)
    #expect(piece.rules == 0..<2)
  }
}
