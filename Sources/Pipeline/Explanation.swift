import Actors
import Lexicon
import TextModel

/// What lexicons, dictionaries and names make of a text in one language: all that could match, what wins, and what stance
/// came of it.
public struct Explanation: Sendable {
  public struct Candidate: Sendable {
    /// Token indices, half-open.
    public var first: Int32
    public var last: Int32
    public var kind: TermKind
    /// The kind with its frame; a dictionary's name with the category; an actor's id.
    public var what: String
    public var term: String
    public var form: TokenForm
    /// nil for names, which registries tell in several places.
    public var file: String?
    public var line: Int?
    /// What it does, for people.
    public var meaning: String
    public var weight: Double?
    /// nil where it counts.
    public var loss: Loss?
  }

  /// Why a match does not count.
  public enum Loss: Sendable, Equatable {
    /// It lies within the name of an actor.
    case masked(actor: String)
    /// Another one begins before it.
    case coveredByEarlier(String)
    /// Another one begins with it and reaches further.
    case longer(String)
    /// Another one's words are written out.
    case literal(String)
    /// A negator stands before it, or none does.
    case condition(ContentDictionary.Condition)
    /// It is not clear who is meant.
    case unresolved
    /// Another actor is meant by the same words.
    case otherActor(String)
  }

  public let language: String
  /// Index among the pipeline's.
  public let languageNumber: Int
  /// With all layers.
  public let document: Document
  /// By place, longest first, then by kind.
  public let candidates: [Candidate]
  /// Words that nothing knows, with words that may have been meant.
  public let unknown: [(word: String, near: [String])]
}

extension Explanation.Loss: CustomStringConvertible {
  public var description: String {
    switch self {
    case .masked(let actor): "within the name of \(actor), where it is not looked up"
    case .coveredByEarlier(let text): "\"\(text)\" begins before it"
    case .longer(let text): "\"\(text)\" is longer"
    case .literal(let term): "'\(term)' is written out, which wins over wildcards"
    case .condition(.negated): "counts only after a negator"
    case .condition: "counts only without a negator before it"
    case .unresolved: "who is meant can't be told: an office needs --date, a surname its full name before"
    case .otherActor(let actor): "\(actor) is meant here"
    }
  }

  /// A word for programs.
  public var name: String {
    switch self {
    case .masked: "masked"
    case .coveredByEarlier: "later"
    case .longer: "shorter"
    case .literal: "wildcard"
    case .condition: "condition"
    case .unresolved: "unresolved"
    case .otherActor: "other-actor"
    }
  }
}
