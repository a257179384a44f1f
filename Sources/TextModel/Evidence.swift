/// What can change a term's weight; the raw values are the names under which evidence lists them.
public enum Rule: String, Sendable {
  case negation, shifter, intensifier, contrast, concession, hedge, question, conditional, irony, idiom
  /// The target is far away, in another clause, behind a preposition, a pronoun, or in a sentence before.
  case distance
  case otherClause = "other-clause"
  case preposition, pronoun, carried
}

/// A rule that changed a weight, and the factor it was multiplied by.
public struct AppliedRule: Sendable, Equatable {
  public var rule: Rule
  public var factor: Double

  public init(rule: Rule, factor: Double) {
    self.rule = rule
    self.factor = factor
  }
}

/// One reason for a score: a term, whom it is about, who holds it, and how its weight came to be what it is.
public struct Evidence: Sendable {
  /// How the term bears on the target: as a word about it, or as a verb whose subject or object (who acts, who is acted
  /// on) it is.
  public enum Role: UInt8, Sendable { case word, subject, object }

  /// Index of the target in the registry.
  public var actor: Int32
  public var holder: Holder
  public var role: Role
  /// Index of the sentence in the article.
  public var sentence: Int32
  /// Token indices of the term, half-open.
  public var first: Int32
  public var last: Int32
  public var kind: TermKind
  public var entry: UInt32
  /// The lexicon's weight, −4…4.
  public var weight: Double
  /// Places in `Document.rules`.
  public var rules: Range<Int32>
  /// `weight` times all the factors. Contributions of a sentence add up to its linear score.
  public var contribution: Double

  public init(
    actor: Int32, holder: Holder, role: Role = .word, sentence: Int32, first: Int32, last: Int32, kind: TermKind,
    entry: UInt32, weight: Double
  ) {
    self.actor = actor
    self.holder = holder
    self.role = role
    self.sentence = sentence
    self.first = first
    self.last = last
    self.kind = kind
    self.entry = entry
    self.weight = weight
    rules = 0..<0
    contribution = weight
  }

  /// Takes up rules that stand in `Document.rules`, told by their places there.
  public mutating func apply(_ rules: ArraySlice<AppliedRule>) {
    self.rules = Int32(rules.startIndex)..<Int32(rules.endIndex)
    contribution = rules.reduce(weight) { $0 * $1.factor }
  }
}

/// A phrase of a frame, and the actor who uses it or is credited with it (nil: the article's own words).
public struct FrameUse: Sendable {
  public var frame: UInt32
  public var actor: Int32?
  /// Token indices, half-open.
  public var first: Int32
  public var last: Int32
  public var weight: Double

  public init(frame: UInt32, actor: Int32?, first: Int32, last: Int32, weight: Double) {
    self.frame = frame
    self.actor = actor
    self.first = first
    self.last = last
    self.weight = weight
  }
}
