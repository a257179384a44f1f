import Comparison
import Foundation
import Statistics
import Testing
import TextModel

@Suite struct PeriodTests {
  @Test(arguments: [
    (Period.day, "2021-02-22", "2021-02-22"), (.week, "2021-02-22", "2021-W08"), (.week, "2021-01-03", "2020-W53"),
    (.week, "2018-12-31", "2019-W01"), (.week, "2019-12-30", "2020-W01"), (.month, "2021-02-28", "2021-02"),
    (.quarter, "2021-03-31", "2021-Q1"), (.quarter, "2021-12-01", "2021-Q4"), (.year, "1999-12-31", "1999"),
  ])
  func labels(period: Period, date: String, label: String) throws {
    let number = period.number(of: try #require(Day(prefixOf: date)))
    #expect(period.label(number) == label)
    #expect(period.number(ofLabel: label) == number)
  }

  @Test func weeksAreThoseOfFoundation() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var random = SplitMix64(seed: 1)
    for _ in 0..<2000 {
      let date = Date(timeIntervalSince1970: Double.random(in: -3e9...4e9, using: &random))
      let parts = calendar.dateComponents([.year, .month, .day, .weekOfYear, .yearForWeekOfYear], from: date)
      let day = try #require(Day(year: parts.year!, month: parts.month!, day: parts.day!))
      let week = String(format: "%04d-W%02d", parts.yearForWeekOfYear!, parts.weekOfYear!)
      #expect(Period.week.label(Period.week.number(of: day)) == week)
      #expect(Period.day.number(of: day) == Int((date.timeIntervalSince1970 / 86400).rounded(.down)))
    }
  }

  @Test(arguments: Period.allCases)
  func numbersHaveNoGaps(period: Period) {
    for number in (period == .day || period == .week ? [-400, -1, 0, 1] : []) + [4, 52, 53, 8083, 8084] {
      let label = period.label(number)
      #expect(period.number(ofLabel: label) == number, "\(label)")
    }
  }

  @Test(arguments: ["", "2021", "2021-13", "2021-00", "21-01", "2021-1", "x", "2021-W54", "2021-Q5"])
  func otherTextsAreNoMonths(label: String) { #expect(Period.month.number(ofLabel: label) == nil) }
}
