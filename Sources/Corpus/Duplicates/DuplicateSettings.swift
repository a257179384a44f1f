/// What counts as a near-duplicate, and what becomes of it.
public struct DuplicateSettings: Sendable {
  /// Least share of common word sequences (Jaccard index) by which an article repeats another, ½…1.
  ///
  /// 0.6 is met when a quarter of the text is replaced, four tenths are cut off, or one word in eleven is another. Texts that
  /// have half their sentences in common lie about 0.3.
  public var threshold = 0.6
  /// Words of a sequence.
  public var shingle = 3
  /// Originals that are remembered; the oldest is forgotten first.
  public var window = 1_000_000
  /// Duplicates are left out of the output instead of being marked.
  public var drops = false

  public init() {}
}
