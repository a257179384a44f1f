import TextModel

/// `YYMMDD` or `YYYYMMDD`; of two digits, 00 to 30 are years after 2000, as KEDS, TABARI and PETRARCH read them.
enum PetrarchDate {
  static func day(_ text: Substring) -> Day? {
    let digits = Array(text.utf8)
    guard digits.count == 6 || digits.count == 8, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    var year = number / 10000
    if digits.count == 6 { year += year <= 30 ? 2000 : 1900 }
    let (month, day) = (number / 100 % 100, number % 100)
    guard (1...12).contains(month), day <= CivilDay.length(year: year, month: month) else { return nil }
    return Day(year: year, month: month, day: day)
  }
}
