/// An entry of a dictionary brought from elsewhere, in Rhetor's own writing (docs/matching.md).
public struct DictionaryEntry: Sendable, Equatable {
  /// Names from the outermost category to the one it stands in.
  public var category: [String]
  /// A term with its signs translated.
  public var term: String
  /// The column `match`: empty, `case`, `accents`, `stem`, or several of them.
  public var match = ""
  /// The column `when`: empty, `negated` or `plain`.
  public var when = ""
  /// On the dictionary's own scale; nil where it has none.
  public var weight: Double?
  /// As the source calls it; empty for any. Rhetor tells no parts of speech.
  public var pos = ""
  public var line: Int
  /// Index of the file it comes from.
  var file = 0
  /// One of a word's senses, of which the number has been taken off.
  var isSense = false

  init(_ category: [String], _ term: String, weight: Double? = nil, pos: String = "", match: String = "", line: Int) {
    self.category = category
    self.term = term
    self.weight = weight
    self.pos = pos
    self.match = match
    self.line = line
  }
}
