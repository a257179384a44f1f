/// What one dictionary found in an article.
public struct DictionaryCount: Sendable {
  public struct Category: Sendable {
    /// Matches of its entries and of those of the categories within it.
    public var count = 0
    /// Sum of their weights; entries without one weigh nothing.
    public var weight = 0.0

    public init() {}
  }

  /// Index of the dictionary among its language's.
  public var dictionary: Int
  /// By the dictionary's category.
  public var categories: [Category]
  /// Matches that count; one over the same words in two categories counts twice.
  public var matches = 0
  /// Words and sentences with a match on them.
  public var words = 0
  public var sentences = 0
  /// Matches of the two poles' entries.
  public var positive = 0
  public var negative = 0
  /// Matches of entries with a weight, and its sum.
  public var weighted = 0
  public var weight = 0.0

  public init(dictionary: Int, categories: Int) {
    self.dictionary = dictionary
    self.categories = Array(repeating: Category(), count: categories)
  }
}
