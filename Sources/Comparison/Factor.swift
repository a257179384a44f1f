/// What articles' words are grouped by.
public enum Factor: Hashable, Sendable {
  /// Whose words they are, or who holds a stance: an actor's id, `article`, `unresolved`.
  case speaker
  /// Whom the sentence speaks of, or a stance is toward.
  case target
  case outlet
  case language
  case period(Period)
  /// A field of the input that the records carry.
  case field(String)

  /// - Returns: nil for a name that means none.
  public init?(_ name: String) {
    switch name {
    // Who speaks is an actor as well; the plain name is what people type.
    case "speaker", "actor": self = .speaker
    case "target": self = .target
    case "outlet": self = .outlet
    case "language": self = .language
    default:
      if let period = Period(rawValue: name) {
        self = .period(period)
      } else if name.hasPrefix("field."), name.count > 6 {
        self = .field(String(name.dropFirst(6)))
      } else {
        return nil
      }
    }
  }

  public static let names =
    ["speaker", "target", "outlet", "language"] + Period.allCases.map(\.rawValue) + ["field.NAME"]

  /// Of its column: periods of all kinds stand in one of the same name.
  public var column: String { if case .period = self { "period" } else { name } }

  public var name: String {
    switch self {
    case .speaker: "speaker"
    case .target: "target"
    case .outlet: "outlet"
    case .language: "language"
    case .period(let period): period.rawValue
    case .field(let name): "field." + name
    }
  }
}

/// One value for each factor; nil where the article says none.
public struct Cell: Hashable, Comparable, Sendable {
  public var values: [String?]

  public init(_ values: [String?]) { self.values = values }

  /// nil first, then by bytes.
  public static func < (a: Cell, b: Cell) -> Bool {
    for (left, right) in zip(a.values, b.values) where left != right {
      guard let left else { return true }
      guard let right else { return false }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return false
  }
}
