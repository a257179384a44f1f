import Lexicon
import TextModel

/// What the grammar lexicons, the mentions and the punctuation make of a token.
public struct TokenMarks: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let mention = TokenMarks(rawValue: 1)
  public static let predicate = TokenMarks(rawValue: 2)
  public static let reporting = TokenMarks(rawValue: 4)
  public static let valence = TokenMarks(rawValue: 8)
  public static let negator = TokenMarks(rawValue: 16)
  public static let intensifier = TokenMarks(rawValue: 32)
  public static let contrast = TokenMarks(rawValue: 64)
  public static let hedge = TokenMarks(rawValue: 128)
  public static let passive = TokenMarks(rawValue: 256)
  public static let agent = TokenMarks(rawValue: 512)
  public static let preposition = TokenMarks(rawValue: 1024)
  public static let article = TokenMarks(rawValue: 2048)
  public static let and = TokenMarks(rawValue: 4096)
  public static let infinitive = TokenMarks(rawValue: 8192)
  public static let coordinator = TokenMarks(rawValue: 1 << 14)
  public static let subordinator = TokenMarks(rawValue: 1 << 15)
  public static let complementizer = TokenMarks(rawValue: 1 << 16)
  public static let relative = TokenMarks(rawValue: 1 << 17)
  public static let comma = TokenMarks(rawValue: 1 << 18)
  /// Parts clauses: a semicolon, colon, dash, bracket or quotation mark.
  public static let clauseMark = TokenMarks(rawValue: 1 << 19)
  /// First token of a clause word or contrast word, where a clause may begin.
  public static let clauseWord = TokenMarks(rawValue: 1 << 20)
  public static let pronoun = TokenMarks(rawValue: 1 << 21)
  public static let quoted = TokenMarks(rawValue: 1 << 22)
  /// The token holds a letter or digit.
  public static let word = TokenMarks(rawValue: 1 << 23)

  /// Words that may stand between a subject and its verb without being another subject.
  static let function: TokenMarks = [
    .negator, .intensifier, .contrast, .hedge, .passive, .coordinator, .subordinator, .complementizer, .relative,
    .and, .infinitive, .comma, .clauseMark, .article,
  ]
}
