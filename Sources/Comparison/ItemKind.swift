/// Kinds of what is counted, by the mark their items begin with.
public enum ItemKind: String, CaseIterable, Sendable {
  case word
  /// Its mark is its number of words.
  case phrase
  /// Uses of a frame, by its id.
  case frame
  /// Articles with a phrase of a frame: the frame's id, a blank, the phrase.
  case term
  /// Stance toward an actor: his id, a blank, and which of its counts.
  case stance

  var mark: UInt8 {
    switch self {
    case .word: UInt8(ascii: "1")
    case .phrase: UInt8(ascii: "2")
    case .frame: UInt8(ascii: "f")
    case .stance: UInt8(ascii: "s")
    case .term: UInt8(ascii: "t")
    }
  }

  /// - Returns: nil for a mark that means nothing.
  static func of(mark: UInt8) -> ItemKind? {
    (UInt8(ascii: "2")...UInt8(ascii: "4")).contains(mark) ? .phrase : allCases.first { $0.mark == mark }
  }
}

/// What is counted of stance toward an actor; an actor's counts follow each other in the index.
public enum StanceCount: String, CaseIterable, Sendable {
  /// Articles, by the label they have.
  case positive = "+"
  case negative = "-"
  case neutral = "0"
  /// Names, titles and pronouns.
  case mentions = "@"
  /// Scores of articles, in units of 10⁻¹¹: whole numbers add up to the same whatever their order.
  case score = "s"

  /// What a score of 1 counts as.
  static let scoreUnits = 1e11

  /// An item's name.
  func name(_ actor: String) -> String { "\(actor) \(rawValue)" }

  /// The actor and the count that an item's name means.
  static func read(_ name: String) -> (actor: String, count: StanceCount)? {
    guard let blank = name.lastIndex(of: " "), let count = Self(rawValue: String(name[name.index(after: blank)...]))
    else { return nil }
    return (String(name[..<blank]), count)
  }
}
