import CICU

/// Which comes first in a date of three numbers, where they do not tell themselves.
public enum DateOrder: String, CaseIterable, Sendable {
  case dmy, mdy
}

/// Reads dates as dumps have them, and writes them by ISO 8601: a day, a month or a year, with a time where there is one.
///
/// Read are ISO 8601, RFC 2822 ("Mon, 22 Feb 2021 10:00:00 GMT"), dates in words in the languages below, numbers with
/// dots (day first) or slashes, `YYYYMMDD` with or without a time, and seconds or milliseconds since 1970.
public struct DateReader: Sendable {
  /// nil: three numbers that could be read either way are no date.
  public var order: DateOrder?

  public init(order: DateOrder? = nil) { self.order = order }

  /// Bytes of the longest text that can be a date.
  private static let longest = 200

  /// - Returns: nil for what is no date, or could be two.
  public func iso(_ text: String) -> String? {
    guard text.utf8.count <= Self.longest else { return nil }
    var text = text
    if text.withUTF8({ Self.isISO($0) }) { return text }
    return read(text)
  }

  /// Is a text what would be written of it? Most dumps have their dates so.
  private static func isISO(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    func number(_ at: Int, _ count: Int = 2) -> Int? {
      var number = 0
      for digit in text[at..<at + count] {
        guard digit >= 48, digit <= 57 else { return nil }
        number = number * 10 + Int(digit) - 48
      }
      return number
    }
    func isSign(_ at: Int, _ sign: Unicode.Scalar) -> Bool { text[at] == UInt8(ascii: sign) }
    guard text.count == 10 || text.count == 19 || text.count == 20 || text.count == 25,
      let year = number(0, 4), isSign(4, "-"), let month = number(5), isSign(7, "-"), let day = number(8),
      CalendarDay(year, month, day) != nil
    else { return false }
    if text.count == 10 { return true }
    guard isSign(10, "T"), let hour = number(11), hour < 24, isSign(13, ":"), let minute = number(14), minute < 60,
      isSign(16, ":"), let second = number(17), second < 60
    else { return false }
    if text.count < 25 { return text.count == 19 || isSign(19, "Z") }
    guard isSign(19, "+") || isSign(19, "-"), let hours = number(20), hours <= 14, isSign(22, ":"),
      let minutes = number(23), minutes < 60
    else { return false }
    return hours + minutes > 0
  }

  /// The same for a text of any form.
  func read(_ text: String) -> String? {
    if text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 }), let found = ofDigits(text) { return found }
    var parts = Parts(text)
    guard let day = takeDay(&parts) else { return nil }
    guard let time = Time(&parts) else { return parts.isEmpty ? day.text : nil }
    return day.hasDay ? day.text + time.text : nil
  }

  // MARK: Parts

  /// A date's pieces: runs of digits, of letters, and single signs.
  private struct Parts {
    var pieces: [Substring] = []

    init(_ text: String) {
      var rest = text[...]
      while let first = rest.first {
        let piece: Substring
        if first.isASCII, first.isNumber {
          piece = rest.prefix { $0.isASCII && $0.isNumber }
        } else if first.isLetter {
          piece = rest.prefix { $0.isLetter || $0 == "'" }
        } else {
          piece = rest.prefix(1)
        }
        rest = rest.dropFirst(piece.count)
        if !first.isWhitespace { pieces.append(piece) }
      }
    }

    var isEmpty: Bool { pieces.isEmpty }

    func number(_ index: Int, digits: ClosedRange<Int>) -> Int? {
      guard index < pieces.count, digits.contains(pieces[index].utf8.count) else { return nil }
      return Int(pieces[index])
    }

    func isSign(_ index: Int, _ sign: Character) -> Bool { index < pieces.count && pieces[index] == String(sign) }
  }

  private struct CalendarDay {
    var year: Int
    var month: Int?
    var day: Int?

    var hasDay: Bool { day != nil }

    var text: String {
      let parts = [Self.padded(year, 4)] + [month, day].compactMap { $0.map { Self.padded($0, 2) } }
      return parts.joined(separator: "-")
    }

    init?(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) {
      guard (1...9999).contains(year), month.map((1...12).contains) ?? true else { return nil }
      if let day, let month, !(1...Self.days(year, month)).contains(day) { return nil }
      (self.year, self.month, self.day) = (year, month, day)
    }

    static func days(_ year: Int, _ month: Int) -> Int {
      if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
      return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    static func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
  }

  /// Takes the day off the pieces.
  private func takeDay(_ parts: inout Parts) -> CalendarDay? {
    if let named = takeNamedDay(&parts) { return named }
    if let year = parts.number(0, digits: 4...4) {
      guard parts.isSign(1, "-") || parts.isSign(1, "/") || parts.isSign(1, ".") else {
        parts.pieces.removeFirst()
        return CalendarDay(year)
      }
      guard let month = parts.number(2, digits: 1...2) else { return nil }
      if parts.isSign(3, String(parts.pieces[1]).first!), let day = parts.number(4, digits: 1...2) {
        parts.pieces.removeFirst(5)
        return CalendarDay(year, month, day)
      }
      parts.pieces.removeFirst(3)
      return CalendarDay(year, month)
    }
    guard let first = parts.number(0, digits: 1...2), let second = parts.number(2, digits: 1...2),
      let year = parts.number(4, digits: 4...4), parts.pieces[1] == parts.pieces[3],
      let sign = parts.pieces[1].first, "./-".contains(sign)
    else { return nil }
    parts.pieces.removeFirst(5)
    // Dots are written with the day first; other signs are told apart by the numbers, if at all.
    if sign == "." || first > 12 || first == second || order == .dmy { return CalendarDay(year, second, first) }
    if second > 12 || order == .mdy { return CalendarDay(year, first, second) }
    return nil
  }

  /// A day whose month stands in letters: the day is the number before it, or else after it.
  private func takeNamedDay(_ parts: inout Parts) -> CalendarDay? {
    // One letter is a time's T or Z; the names, which take ICU a while, are asked for where there may be one.
    guard
      let at = parts.pieces.firstIndex(where: {
        $0.utf8.count > 1 && $0.first!.isLetter && Self.months[$0.lowercased()] != nil
      })
    else { return nil }
    let month = Self.months[parts.pieces[at].lowercased()]!
    var rest = parts.pieces
    rest.remove(at: at)
    /// A number of one or two digits that is no part of a time.
    func isDay(_ index: Int) -> Bool {
      rest[index].utf8.count <= 2 && Int(rest[index]) != nil && !(index > 0 && rest[index - 1] == ":")
        && !(index + 1 < rest.count && rest[index + 1] == ":")
    }
    let dayAt = rest.indices.prefix(at).last(where: isDay) ?? rest.indices.dropFirst(at).first(where: isDay)
    let day = dayAt.flatMap { Int(rest[$0]) }
    if let dayAt { rest.remove(at: dayAt) }
    guard let yearAt = rest.firstIndex(where: { $0.utf8.count == 4 && Int($0) != nil }), let year = Int(rest[yearAt])
    else { return nil }
    rest.remove(at: yearAt)
    // Names of days, "of", "г.", endings as in "22nd", signs; what is left should be a time.
    let zones = Self.zones
    parts.pieces = rest.filter { piece in
      Int(piece) != nil || piece == ":" || piece == "+" || piece == "-" && rest.contains(":")
        || zones[piece.lowercased()] != nil || Self.halves[piece.lowercased()] != nil
    }
    while let first = parts.pieces.first, Int(first) == nil { parts.pieces.removeFirst() }
    return CalendarDay(year, month, day)
  }

  /// A time of day and its zone.
  private struct Time {
    var text: String

    init?(_ parts: inout Parts) {
      if let mark = parts.pieces.first, ["t", ",", "at", "в"].contains(mark.lowercased()) {
        parts.pieces.removeFirst()
      }
      guard var hour = parts.number(0, digits: 1...2), parts.isSign(1, ":"),
        let minute = parts.number(2, digits: 2...2),
        hour < 24, minute < 60
      else { return nil }
      var at = 3
      var second = 0
      if parts.isSign(at, ":"), let found = parts.number(at + 1, digits: 2...2) {
        second = min(found, 59)
        at += 2
        if parts.isSign(at, ".") || parts.isSign(at, ",") { at += 2 }
      }
      let pieces = parts.pieces.dropFirst(min(at, parts.pieces.count)).map { $0.lowercased() }
      if let half = pieces.first.flatMap({ DateReader.halves[$0] }) {
        guard (1...12).contains(hour) else { return nil }
        hour = hour % 12 + half
      }
      parts.pieces = []
      text =
        "T" + [hour, minute, second].map { CalendarDay.padded($0, 2) }.joined(separator: ":") + Self.zone(pieces)
    }

    /// `Z`, `+03:00`, or nothing where none is told.
    private static func zone(_ pieces: [String]) -> String {
      for (index, piece) in pieces.enumerated() {
        if let known = DateReader.zones[piece], index + 1 >= pieces.count || !"+-".contains(pieces[index + 1]) {
          return known
        }
        guard piece == "+" || piece == "-", index + 1 < pieces.count else { continue }
        let digits = pieces[index + 1]
        let hours: Substring
        let minutes: String
        if digits.count == 4 {
          (hours, minutes) = (digits.prefix(2), String(digits.suffix(2)))
        } else {
          (hours, minutes) = (digits[...], index + 3 < pieces.count ? pieces[index + 3] : "00")
        }
        guard let hour = Int(hours), hour <= 14, let minute = Int(minutes), minute < 60 else { return "" }
        if hour == 0, minute == 0 { return "Z" }
        return piece + CalendarDay.padded(hour, 2) + ":" + CalendarDay.padded(minute, 2)
      }
      return ""
    }
  }

  // MARK: Digits alone

  private func ofDigits(_ text: String) -> String? {
    let whole = text.prefix { $0 != "." }
    let isNumber = whole.count == text.count
    func part(_ from: Int, _ count: Int) -> Int { Int(whole.dropFirst(from).prefix(count))! }
    switch whole.count {
    case 8 where isNumber: return CalendarDay(part(0, 4), part(4, 2), part(6, 2))?.text
    case 14 where isNumber:
      guard let day = CalendarDay(part(0, 4), part(4, 2), part(6, 2)), part(8, 2) < 24, part(10, 2) < 60,
        part(12, 2) < 60
      else { return nil }
      let time = [part(8, 2), part(10, 2), part(12, 2)].map { CalendarDay.padded($0, 2) }.joined(separator: ":")
      return day.text + "T" + time
    case 9, 10: return Self.instant(seconds: Int(whole)!)
    case 12, 13: return Self.instant(seconds: Int(whole)! / 1000)
    default: return nil
    }
  }

  private static func instant(seconds: Int) -> String {
    let (days, second) = (seconds / 86400, seconds % 86400)
    // Source: Hinnant, chrono-compatible low-level date algorithms (civil_from_days).
    let z = days + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let time = [second / 3600, second / 60 % 60, second % 60].map { CalendarDay.padded($0, 2) }
    return CalendarDay(year, month, day)!.text + "T" + time.joined(separator: ":") + "Z"
  }

  // MARK: Names

  /// Hours that "AM" and "PM" add to an hour of twelve.
  private static let halves = ["am": 0, "pm": 12]

  private static let zones = [
    "z": "Z", "utc": "Z", "gmt": "Z", "msk": "+03:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
    "eest": "+03:00", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00",
  ]

  private static let locales = [
    "en", "ru", "uk", "be", "de", "fr", "es", "it", "pt", "pl", "nl", "cs", "sk", "bg", "sr", "hr", "ro", "hu", "sv",
    "da", "nb", "fi", "et", "lv", "lt", "tr",
  ]

  /// Months by their names in ICU's data, in small letters, without the dots of abbreviations.
  private static let months: [String: Int] = {
    var months: [String: Int] = ["sept": 9]
    var buffer = [UInt8](repeating: 0, count: 200)
    for locale in locales {
      let format = icu_months_open(locale)
      defer { icu_months_close(format) }
      for month in 0..<12 {
        for (isShort, isAlone) in [(false, false), (false, true), (true, false), (true, true)] {
          let count = icu_month_name(format, Int32(month), isShort, isAlone, &buffer, Int32(buffer.count))
          let name = String(decoding: buffer.prefix(Int(count)), as: UTF8.self).lowercased().filter { $0 != "." }
          // The first language that has a name keeps it.
          if !name.isEmpty, Int(name) == nil, months[name] == nil { months[name] = month + 1 }
        }
      }
    }
    return months
  }()
}
