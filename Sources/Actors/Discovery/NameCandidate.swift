/// A name that no actor has, with what is likely the same.
public struct NameCandidate: Sendable {
  public struct Variant: Sendable, Equatable {
    public var text: String
    public var count: Int
    /// Why it is taken for the same.
    public var reason: Reason
  }

  public enum Reason: String, Sendable {
    /// The last word of a longer name.
    case surname
    /// A case ending, in a language that has them.
    case declension = "case"
    case transliteration
    /// A letter more, less or another one.
    case spelling
  }

  public var name: String
  /// A guess by the name's form.
  public var kind: Actor.Kind
  public var language: String
  /// Times found, variants included.
  public var count: Int
  /// Articles with the name or a variant at least: those of the commonest of them.
  public var documents: Int
  /// How evenly it is spread over the corpus, 0…1; nil for a corpus of one part.
  public var spread: Double?
  public var variants: [Variant]
  public var examples: [(article: String?, sentence: String)]
}
