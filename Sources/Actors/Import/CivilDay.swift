import TextModel

/// Days in a row, so that spans of them can be cut: the number of days since 1 March of the year 0 (Gregorian throughout).
struct CivilDay {
  static func number(_ day: Day) -> Int {
    let (year, month) = (Int(day.number / 10000), Int(day.number / 100 % 100))
    let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let days = Int(day.number % 100) - 1
    return y * 365 + floored(y, 4) - floored(y, 100) + floored(y, 400) + (153 * m + 2) / 5 + days
  }

  /// nil before the year 1 and after 9999.
  static func day(_ number: Int) -> Day? {
    // The year by its mean length, mended where that is one off.
    var year = floored(number * 400, 146_097)
    while number < start(year) { year -= 1 }
    while number >= start(year + 1) { year += 1 }
    let rest = number - start(year)
    let month = (5 * rest + 2) / 153
    return Day(
      year: month < 10 ? year : year + 1, month: month < 10 ? month + 3 : month - 9,
      day: rest - (153 * month + 2) / 5 + 1)
  }

  private static func start(_ year: Int) -> Int {
    year * 365 + floored(year, 4) - floored(year, 100) + floored(year, 400)
  }

  private static func floored(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

  /// The last day of a month.
  static func length(year: Int, month: Int) -> Int {
    [31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
      month - 1]
  }
}

/// A time that may have no beginning or no end; both days belong to it.
struct TimeSpan: Hashable {
  var from: Int
  var to: Int

  static let always = TimeSpan(from: .min, to: .max)

  init(from: Int, to: Int) { (self.from, self.to) = (from, to) }

  init(from: Day?, to: Day?) {
    self.from = from.map(CivilDay.number) ?? .min
    self.to = to.map(CivilDay.number) ?? .max
  }

  var days: (from: Day?, to: Day?) {
    (from == .min ? nil : CivilDay.day(from), to == .max ? nil : CivilDay.day(to))
  }

  /// What it shares with another one, in days; nil for nothing.
  func overlap(_ other: TimeSpan) -> TimeSpan? {
    let shared = TimeSpan(from: max(from, other.from), to: min(to, other.to))
    return shared.from <= shared.to ? shared : nil
  }

  /// What is left of it without another one.
  func without(_ other: TimeSpan) -> [TimeSpan] {
    guard let shared = overlap(other) else { return [self] }
    var rest: [TimeSpan] = []
    if from < shared.from { rest.append(TimeSpan(from: from, to: shared.from - 1)) }
    if shared.to < to { rest.append(TimeSpan(from: shared.to + 1, to: to)) }
    return rest
  }
}
