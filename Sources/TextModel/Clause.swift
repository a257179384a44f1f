/// A stretch of a sentence with at most one subject of its own.
@frozen
public struct Clause: Sendable {
  @frozen
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
  /// The clause of the sentence whose subject it takes over; -1 for none.
  public var inherits: Int

  @inlinable
  public init(kind: Kind, first: Int32, last: Int32, inherits: Int) {
    self.kind = kind
    self.first = first
    self.last = last
    self.inherits = inherits
  }
}
