/// What a lexicon's rows stand for. The raw value orders kinds in memory; names are those of the files' heads.
public enum TermKind: UInt8, BitwiseCopyable, CaseIterable, Sendable {
  case alias, valence, predicates, shifters, negators, intensifiers, contrast, hedges, reporting, clauses
  case pronouns, grammar, frames, irony
  /// Entries of dictionaries brought along: all matches are kept, see `Document.dictionaryHits`.
  case dictionary

  /// The name a file's head gives (`# kind: valence`).
  public var name: String { String(describing: self) }

  public init?(name: String) {
    guard let kind = TermKind.ofLexicons.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// Kinds whose entries are opinions: they are never looked up inside a mention of an actor.
  @inlinable public var isMaskedByMentions: Bool { self != .alias && self != .frames }

  /// Kinds that a language's folder has tables of.
  public static let ofLexicons = allCases.filter { $0 != .alias && $0 != .dictionary }
}

/// A lexicon entry found in the text.
@frozen
public struct TermHit: Sendable {
  /// Token indices, half-open.
  public var first: Int32
  public var last: Int32
  public var kind: TermKind
  /// Index of the entry among those of its kind.
  public var entry: UInt32

  @inlinable
  public init(first: Int32, last: Int32, kind: TermKind, entry: UInt32) {
    self.first = first
    self.last = last
    self.kind = kind
    self.entry = entry
  }
}
