/// A word of the target's sentence, as a calibration sees it.
public struct ContextWord: Sendable {
  /// Index of the token.
  public var token: Int32
  /// Words of the document before it.
  var wordsBefore: Int32
  /// Number of the learned word it is, 0 for none.
  var learned: UInt16
  /// Index in `WordContext.all`.
  var context: UInt8 = 0

  public var side: InducedLexicon.Side { WordContext.all[Int(context)].side }
  public var weight: Double { WordContext.all[Int(context)].lexiconWeight }
}
