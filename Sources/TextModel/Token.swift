/// One non-blank segment of the text between two word boundaries: a word, a number, or a mark.
///
/// Offsets are bytes of the UTF-8 text, half-open. They are turned into scalars only where a record is written.
@frozen
public struct Token: Sendable {
  public var start: UInt32
  public var end: UInt32
  /// The token's lexical class: 0 where no lexicon and no actor knows it, otherwise an index into the lookup that
  /// gave it. Meaningful only together with that lookup.
  public var lexical: UInt32
  public var traits: TokenTraits
  /// Number of the learned word it is, 0 for none. Meaningful only together with the calibration the lookup knows.
  public var learned: UInt16 = 0

  @inlinable
  public init(start: UInt32, end: UInt32, lexical: UInt32 = 0, traits: TokenTraits = []) {
    self.start = start
    self.end = end
    self.lexical = lexical
    self.traits = traits
  }
}

/// What can be told from a token's shape alone.
@frozen
public struct TokenTraits: OptionSet, Sendable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Holds a letter or a digit.
  @inlinable public static var word: TokenTraits { TokenTraits(rawValue: 1) }
  /// Begins with a capital letter.
  @inlinable public static var capitalised: TokenTraits { TokenTraits(rawValue: 2) }
  /// Has two letters or more, none of them small.
  @inlinable public static var allCapitals: TokenTraits { TokenTraits(rawValue: 4) }
  /// Bore a possessive ending that was taken off to look it up.
  @inlinable public static var possessive: TokenTraits { TokenTraits(rawValue: 8) }
  /// Was read as a known name one edit away.
  @inlinable public static var respelled: TokenTraits { TokenTraits(rawValue: 16) }
  /// Can stand first in a lexicon entry or alias: the matcher passes over all others.
  @inlinable public static var startsTerm: TokenTraits { TokenTraits(rawValue: 32) }
  /// Begins a quotation, ends one, or may do either (a straight quote).
  @inlinable public static var opensQuote: TokenTraits { TokenTraits(rawValue: 64) }
  @inlinable public static var closesQuote: TokenTraits { TokenTraits(rawValue: 128) }
  /// A comma; a mark that parts clauses (semicolon, colon, dash, bracket).
  @inlinable public static var comma: TokenTraits { TokenTraits(rawValue: 256) }
  @inlinable public static var clauseMark: TokenTraits { TokenTraits(rawValue: 512) }
}

/// A run of tokens that ends where the text's sentence does.
@frozen
public struct Sentence: Sendable {
  /// Token indices, half-open.
  public var first: Int32
  public var last: Int32
  /// Does a paragraph end with it? Quotations and their speakers are not carried over such an end.
  public var endsParagraph: Bool

  @inlinable
  public init(first: Int32, last: Int32, endsParagraph: Bool) {
    self.first = first
    self.last = last
    self.endsParagraph = endsParagraph
  }

  @inlinable public var tokens: Range<Int> { Int(first)..<Int(last) }
}
