import Testing

@testable import Lexicon

@Suite struct NumberRowsTests {
  @Test func rowsAreNumberedAsByADictionary() {
    var random = ReferenceMatcherTests.Random(seed: 3)
    var rows = NumberRows()
    var known: [[UInt32]: Int] = [[]: 0]
    for _ in 0..<20_000 {
      let row = (0..<random.below(5)).map { _ in UInt32(random.below(12)) }
      let (number, isNew) = rows.number(of: row)
      #expect(isNew == (known[row] == nil))
      #expect(number == known[row, default: known.count])
      known[row] = number
      #expect(rows.count == known.count)
    }
    #expect(known.count > 5000)
    for (row, number) in known { #expect(Array(rows[number]) == row) }
  }
}
