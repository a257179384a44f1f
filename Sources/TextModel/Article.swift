/// One article as it came in: the fields a record carries through to the output, and its text.
public struct Article: Sendable {
  /// The field's text, or nil where the input had none. Never interpreted, only passed on.
  public var id: String?
  /// The id was a JSON number or boolean, and is written as one.
  public var idIsLiteral = false
  /// Date as written in the input; `day` is what roles and group comparisons use.
  public var date: String?
  public var outlet: String?
  /// BCP 47 language tag (`en`, `ru`), as given or as found; `und` where it can't be told.
  public var language: String?
  public var title: String?
  /// Fields of the input that are carried along, in the order in which they are asked for.
  public var kept: [Kept] = []
  /// The body in UTF-8. All offsets of annotations point into it.
  public var text: [UInt8]

  public struct Kept: Sendable, Equatable {
    /// nil where the record has none, or no single value.
    public var text: String?
    /// It was a JSON number or boolean, and is written as one.
    public var isLiteral = false

    public init(text: String?, isLiteral: Bool = false) {
      self.text = text
      self.isLiteral = isLiteral
    }
  }

  public init(
    id: String? = nil, date: String? = nil, outlet: String? = nil, language: String? = nil,
    title: String? = nil, text: [UInt8] = []
  ) {
    self.id = id
    self.date = date
    self.outlet = outlet
    self.language = language
    self.title = title
    self.text = text
  }

  /// The calendar day of `date`, where it begins with one (`2021-02-22…`).
  public var day: Day? { date.flatMap { Day(prefixOf: $0) } }
}

/// A calendar day, ordered; enough of a date to ask who held an office.
public struct Day: BitwiseCopyable, Comparable, Hashable, Sendable {
  /// year × 10000 + month × 100 + day.
  public let number: Int32

  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    number = Int32(year * 10000 + month * 100 + day)
  }

  /// Reads `YYYY-MM-DD` or `YYYYMMDD` at the start of a text, whatever follows it; nil where there is none.
  public init?(prefixOf text: some StringProtocol) {
    var (number, digits) = (0, 0)
    for byte in text.utf8 {
      if digits == 8 { break }
      if byte >= 48, byte <= 57 {
        (number, digits) = (number * 10 + Int(byte) - 48, digits + 1)
      } else if !(byte == 45 && (digits == 4 || digits == 6)) {
        return nil
      }
    }
    guard digits == 8 else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}
