/// The values that a column may have, read from the words in which its definition says so.
public enum ColumnRange: Sendable, Equatable {
  case any
  /// Bounds that are values themselves; nil where there is none.
  case between(Double?, Double?)
  case above(Double)
  case oneOf([String])

  /// - Parameter text: `0…`, `-1…1`, `above 0`, or values parted by commas; empty for any.
  public init(_ text: String) {
    if text.isEmpty {
      self = .any
    } else if text.hasPrefix("above "), let bound = Double(text.dropFirst(6)) {
      self = .above(bound)
    } else if let dots = text.firstIndex(of: "…") {
      self = .between(Double(text[..<dots]), Double(text[text.index(after: dots)...]))
    } else {
      self = .oneOf(text.split(separator: ",").map { String($0.drop { $0 == " " }) })
    }
  }

  public func contains(_ value: TableValue) -> Bool {
    switch (self, value) {
    case (.any, _), (_, .null): true
    case (.between(let least, let most), .integer(let number)):
      (least ?? -.infinity) <= Double(number) && Double(number) <= (most ?? .infinity)
    case (.between(let least, let most), .number(let number)):
      (least ?? -.infinity) <= number && number <= (most ?? .infinity)
    case (.above(let bound), .integer(let number)): Double(number) > bound
    case (.above(let bound), .number(let number)): number > bound
    case (.oneOf(let values), .text(let text)): values.contains(text)
    default: false
    }
  }
}
