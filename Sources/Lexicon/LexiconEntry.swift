import TextModel

/// One row of a lexicon: a term and what it means to the analysis.
public struct LexiconEntry: Sendable {
  public var term: String
  /// How its words are compared with the text's.
  public var form: TokenForm = []
  /// Name of the lexicon it comes from, as its head gives it, and where the row stands.
  public var lexicon: Int
  public var line: Int
  public var meaning: Meaning

  public enum Meaning: BitwiseCopyable, Sendable, Equatable {
    /// Valence, −4…4.
    case valence(Double)
    /// What a verb or its noun says of who acts and who is acted on, each −4…4, and whose opinion that is.
    case predicate(subject: Double, object: Double, isOpinionOfSubject: Bool, form: Form)
    /// Shifters, negators, intensifiers, hedges and marks of irony: what a weight in reach is multiplied by, −2…3.
    case factor(Double)
    /// A contrast word's factors on the clauses before and after it.
    case contrast(before: Double, after: Double)
    case reporting(Reporting)
    case clause(Clause)
    case pronoun(Pronoun)
    case grammar(Grammar)
    /// Index of the frame, and the phrase's weight in it.
    case frame(Int, Double)
    /// Index of an alias group in the registry of actors.
    case alias(Int)
  }

  public enum Form: String, BitwiseCopyable, Sendable, CaseIterable {
    /// A verb; in languages without cases, any of its forms, told apart by the words around it.
    case active
    /// Who is acted on is the subject ("осужден").
    case passive
    /// A noun whose genitive is acted on ("арест Навального") or acts ("победа Путина").
    case noun, deed
  }

  public enum Reporting: String, BitwiseCopyable, Sendable, CaseIterable {
    /// The speaker is its subject ("said"); or follows it ("according to").
    case verb, prefix
  }

  public enum Clause: String, BitwiseCopyable, Sendable, CaseIterable {
    case coordinator, subordinator, complementizer, relative
    /// A subordinator whose clause says what may be, not what is: "if".
    case conditional
  }

  public enum Grammar: String, BitwiseCopyable, Sendable, CaseIterable {
    /// `place` is a preposition after which a capital is a city, not its government; `title` a noun that makes the group
    /// before it part of somebody's description ("opposition leader").
    case passive, agent, preposition, place, infinitive, article, and, title
  }

  public struct Pronoun: BitwiseCopyable, Sendable, Equatable {
    public enum Gender: String, BitwiseCopyable, Sendable, CaseIterable { case m, f, n, any }
    public enum Number: String, BitwiseCopyable, Sendable, CaseIterable { case singular, plural }
    public enum Case: String, BitwiseCopyable, Sendable, CaseIterable { case subject, object, possessive }
    public var gender: Gender
    public var number: Number
    public var grammaticalCase: Case
  }
}
