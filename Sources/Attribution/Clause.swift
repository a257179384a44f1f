/// A stretch of a sentence with at most one subject of its own.
public struct Clause: Sendable {
  public enum Kind: Sendable {
    case main
    /// After "and", "but": goes on with the subject before, if it names none.
    case coordinated
    /// After "who", "which": its subject is what stands before it.
    case relative
    /// After "because", "when".
    case subordinate
    /// After "that".
    case complement
    /// Goes on where a relative or subordinate clause had broken in.
    case resumed
  }

  public var kind: Kind
  /// Token indices, half-open.
  public var first: Int32
  public var last: Int32
  /// The clause whose subject it takes over; -1 for none.
  public var inherits: Int
}
