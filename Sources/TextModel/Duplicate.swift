/// The earlier article that an article repeats.
public struct Duplicate: Equatable, Sendable {
  /// The earlier article's id, as in `Article`.
  public var id: String?
  public var idIsLiteral: Bool
  /// The line of the output that holds it, from 1.
  public var line: Int
  /// Share of the word sequences of the two that both have, 0…1: estimated, unless they agree word for word.
  public var similarity: Double
  /// The two have the same words in the same order.
  public var isExact: Bool

  public init(id: String?, idIsLiteral: Bool = false, line: Int, similarity: Double, isExact: Bool) {
    self.id = id
    self.idIsLiteral = idIsLiteral
    self.line = line
    self.similarity = similarity
    self.isExact = isExact
  }
}
