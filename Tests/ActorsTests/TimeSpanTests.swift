import Testing
import TextModel

@testable import Actors

@Suite struct TimeSpanTests {
  /// Every day from 1880 to 2120 by counting, month by month.
  @Test func daysFollowEachOther() throws {
    var number = CivilDay.number(try #require(Day(year: 1880, month: 1, day: 1)))
    for year in 1880...2120 {
      for month in 1...12 {
        for day in 1...CivilDay.length(year: year, month: month) {
          let date = try #require(Day(year: year, month: month, day: day))
          #expect(CivilDay.number(date) == number)
          #expect(CivilDay.day(number) == date)
          number += 1
        }
      }
    }
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29)])
  func leapYears(year: Int, days: Int) { #expect(CivilDay.length(year: year, month: 2) == days) }

  /// Against sets of days.
  @Test func whatIsLeftIsWhatWasThere() {
    for a in 0..<6 {
      for b in a..<6 {
        for c in 0..<6 {
          for d in c..<6 {
            let (first, second) = (TimeSpan(from: a, to: b), TimeSpan(from: c, to: d))
            let left = first.without(second).flatMap { Array($0.from...$0.to) }
            #expect(left == (a...b).filter { !(c...d).contains($0) })
            let shared = first.overlap(second).map { Array($0.from...$0.to) } ?? []
            #expect(shared == (a...b).filter { (c...d).contains($0) })
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("990101", "1999-01-01"), ("300101", "2030-01-01"), ("310101", "1931-01-01"), ("18970101", "1897-01-01"),
    ("000229", "2000-02-29"), ("010229", nil), ("991301", nil), ("9901", nil), ("99010a", nil), ("", nil),
    ("1999-01-01", nil),
  ])
  func petrarchDates(text: String, date: String?) {
    #expect(PetrarchDate.day(text[...]).map(RegistryWriter.date) == date)
  }

  @Test(arguments: [
    ("1994-07-20T00:00:00Z", 11, false, "1994-07-20"), ("+1994-00-00T00:00:00Z", 9, false, "1994-01-01"),
    ("+1994-00-00T00:00:00Z", 9, true, "1994-12-31"), ("+1996-02-00T00:00:00Z", 10, true, "1996-02-29"),
    ("+1990-00-00T00:00:00Z", 8, false, nil), ("-0044-03-15T00:00:00Z", 11, false, nil), ("some day", 11, false, nil),
    ("t123", 11, false, nil),
  ])
  func wikidataDates(text: String, precision: Int, isEnd: Bool, date: String?) {
    #expect(WikidataImporter.day(text, precision: precision, isEnd: isEnd).map(RegistryWriter.date) == date)
  }
}
