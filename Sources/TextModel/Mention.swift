/// A place where the text speaks of an actor.
@frozen
public struct Mention: Sendable {
  public enum Form: UInt8, BitwiseCopyable, Sendable {
    /// By name, by office ("the Belarusian leader"), by the surname of someone named before, or by a pronoun.
    case name, role, surname, pronoun
  }

  /// The "actor" of the target that `Document.target` gives; it stands in no registry.
  public static let given: Int32 = -1

  /// Index of the actor in the registry, or `given`.
  public var actor: Int32
  /// Token indices, half-open.
  public var first: Int32
  public var last: Int32
  public var form: Form
  public var isPossessive: Bool
  /// Grammatical case of a pronoun allows it to be a subject; names always may.
  public var canBeSubject: Bool
  /// The cases its form allows; all of them in languages that do not show cases.
  public var cases: GrammaticalCases = .all
  /// How sure the reading is, 0…1: 1 for names, less for pronouns with several candidates.
  public var confidence: Double

  public init(
    actor: Int32, first: Int32, last: Int32, form: Form, isPossessive: Bool = false,
    canBeSubject: Bool = true, confidence: Double = 1
  ) {
    self.actor = actor
    self.first = first
    self.last = last
    self.form = form
    self.isPossessive = isPossessive
    self.canBeSubject = canBeSubject
    self.confidence = confidence
  }
}
