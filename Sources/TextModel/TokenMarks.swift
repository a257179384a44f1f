/// What the grammar lexicons, the mentions and the punctuation make of a token.
@frozen
public struct TokenMarks: OptionSet, Sendable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable public static var mention: TokenMarks { TokenMarks(rawValue: 1) }
  @inlinable public static var predicate: TokenMarks { TokenMarks(rawValue: 2) }
  @inlinable public static var reporting: TokenMarks { TokenMarks(rawValue: 4) }
  @inlinable public static var valence: TokenMarks { TokenMarks(rawValue: 8) }
  @inlinable public static var negator: TokenMarks { TokenMarks(rawValue: 16) }
  @inlinable public static var intensifier: TokenMarks { TokenMarks(rawValue: 32) }
  @inlinable public static var contrast: TokenMarks { TokenMarks(rawValue: 64) }
  @inlinable public static var hedge: TokenMarks { TokenMarks(rawValue: 128) }
  @inlinable public static var passive: TokenMarks { TokenMarks(rawValue: 256) }
  @inlinable public static var agent: TokenMarks { TokenMarks(rawValue: 512) }
  @inlinable public static var preposition: TokenMarks { TokenMarks(rawValue: 1024) }
  @inlinable public static var article: TokenMarks { TokenMarks(rawValue: 2048) }
  @inlinable public static var and: TokenMarks { TokenMarks(rawValue: 4096) }
  @inlinable public static var infinitive: TokenMarks { TokenMarks(rawValue: 8192) }
  @inlinable public static var coordinator: TokenMarks { TokenMarks(rawValue: 1 << 14) }
  @inlinable public static var subordinator: TokenMarks { TokenMarks(rawValue: 1 << 15) }
  @inlinable public static var complementizer: TokenMarks { TokenMarks(rawValue: 1 << 16) }
  @inlinable public static var relative: TokenMarks { TokenMarks(rawValue: 1 << 17) }
  @inlinable public static var comma: TokenMarks { TokenMarks(rawValue: 1 << 18) }
  /// Parts clauses: a semicolon, colon, dash, bracket or quotation mark.
  @inlinable public static var clauseMark: TokenMarks { TokenMarks(rawValue: 1 << 19) }
  /// First token of a clause word or contrast word, where a clause may begin.
  @inlinable public static var clauseWord: TokenMarks { TokenMarks(rawValue: 1 << 20) }
  @inlinable public static var pronoun: TokenMarks { TokenMarks(rawValue: 1 << 21) }
  @inlinable public static var conditional: TokenMarks { TokenMarks(rawValue: 1 << 24) }
  /// The token holds a letter or digit.
  @inlinable public static var word: TokenMarks { TokenMarks(rawValue: 1 << 23) }

  /// Words that may stand between a subject and its verb without being another subject.
  @inlinable public static var function: TokenMarks {
    [
      .negator, .intensifier, .contrast, .hedge, .passive, .coordinator, .subordinator, .complementizer, .relative,
      .and, .infinitive, .comma, .clauseMark, .article,
    ]
  }
}
