/// Who holds a stance: the article's own voice, an actor who is quoted or reported, or someone who could not be named.
@frozen
public enum Holder: Hashable, Codable, Sendable {
  case article
  case actor(Int32)
  case unresolved

  /// Order in the output: the article first, actors by index, the unresolved last.
  @inlinable
  public var order: Int64 {
    switch self {
    case .article: return -1
    case .actor(let index): return Int64(index)
    case .unresolved: return Int64.max
    }
  }
}

/// A stretch of tokens whose words are someone's: a quotation or a report of speech.
@frozen
public struct Attribution: Sendable {
  /// Token indices, half-open.
  public var first: Int32
  public var last: Int32
  public var holder: Holder
  /// Quoted words beat reported ones where both cover a token.
  public var isQuotation: Bool

  public init(first: Int32, last: Int32, holder: Holder, isQuotation: Bool) {
    self.first = first
    self.last = last
    self.holder = holder
    self.isQuotation = isQuotation
  }
}
