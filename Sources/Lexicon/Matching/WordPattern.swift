/// What one word of a term asks of one token of text.
public struct WordPattern: Hashable, Sendable {
  /// The form in which both are compared.
  public var form: TokenForm
  /// The word in that form, with `Wildcard` bytes in it; or a regular expression.
  public var bytes: [UInt8]
  public var isExpression = false

  public init(_ bytes: [UInt8], form: TokenForm = [], isExpression: Bool = false) {
    self.bytes = bytes
    self.form = form
    self.isExpression = isExpression
  }

  /// Any token at all.
  public static let any = WordPattern([Wildcard.star])
}

/// Bytes that stand for wildcards in a word; no UTF-8 has them.
public enum Wildcard {
  /// Any characters, or none.
  public static let star: UInt8 = 0xFF
  /// One character.
  static let mark: UInt8 = 0xFE

  static func isIn(_ word: some Sequence<UInt8>) -> Bool { word.contains { $0 >= mark } }
}
