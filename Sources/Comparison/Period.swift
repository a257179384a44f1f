import TextModel

/// A stretch of the calendar that articles are put together by. Periods of a kind are numbered without a gap.
public enum Period: String, CaseIterable, Sendable {
  case day, week, month, quarter, year

  /// The number of the period that a day lies in.
  public func number(of day: Day) -> Int {
    let (year, month) = (Int(day.number) / 10000, Int(day.number) / 100 % 100)
    switch self {
    case .day: return Self.daysSince1970(year, month, Int(day.number) % 100)
    // 1970-01-01 was a Thursday; ISO weeks begin on Mondays.
    case .week: return Self.floor(Period.day.number(of: day) + 3, by: 7)
    case .month: return year * 12 + month - 1
    case .quarter: return year * 4 + (month - 1) / 3
    case .year: return year
    }
  }

  /// As it is written, by ISO 8601: `2021-02-22`, `2021-W08`, `2021-02`, `2021-Q1` (not ISO's), `2021`. Later ones sort after
  /// earlier ones.
  public func label(_ number: Int) -> String {
    switch self {
    case .day:
      let (year, month, day) = Self.civil(number)
      return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    case .week:
      // A week belongs to the year of its Thursday.
      let thursday = number * 7
      let year = Self.civil(thursday).year
      return "\(Self.padded(year, 4))-W\(Self.padded((thursday - Self.daysSince1970(year, 1, 1)) / 7 + 1, 2))"
    case .month: return "\(Self.padded(number / 12, 4))-\(Self.padded(number % 12 + 1, 2))"
    case .quarter: return "\(Self.padded(number / 4, 4))-Q\(number % 4 + 1)"
    case .year: return Self.padded(number, 4)
    }
  }

  /// The number of a label that `label` gave; nil for any other text.
  public func number(ofLabel text: String) -> Int? {
    let parts = text.split(separator: "-").map { $0.drop { "WQ".contains($0) } }.compactMap { Int($0) }
    guard let year = parts.first else { return nil }
    let number: Int? =
      switch (self, parts.count) {
      case (.day, 3): Day(year: year, month: parts[1], day: parts[2]).map(self.number(of:))
      case (.week, 2): Self.floor(Self.daysSince1970(year, 1, 4) + 3, by: 7) + parts[1] - 1
      case (.month, 2): year * 12 + parts[1] - 1
      case (.quarter, 2): year * 4 + parts[1] - 1
      case (.year, 1): year
      default: nil
      }
    return number.flatMap { label($0) == text ? $0 : nil }
  }

  /// In the proleptic Gregorian calendar. Source: Howard Hinnant, chrono-compatible low-level date algorithms.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floor(shifted, by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
  }

  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719468
    let era = floor(shifted, by: 146097)
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func floor(_ number: Int, by divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
