/// What a dictionary's head says of it.
public struct DictionaryHead: Sendable, Equatable {
  public var name: String
  /// As in BCP 47: `en`.
  public var language: String
  public var version: String?
  public var source: String
  public var licence: String?
  /// `-5…5`; nil where weights are on none, or there are none.
  public var scale: String?
  /// `dictionary` where matches must not overlap across categories; nil for `key`.
  public var nested: String?
  /// Paths of the categories that make up the poles.
  public var positive: [[String]] = []
  public var negative: [[String]] = []

  /// What those say who bring a dictionary, and its file does not.
  public struct Statement: Sendable, Equatable {
    public var name: String?
    public var language: String?
    public var source: String?
    public var licence: String?

    public init(name: String? = nil, language: String? = nil, source: String? = nil, licence: String? = nil) {
      self.name = name
      self.language = language
      self.source = source
      self.licence = licence
    }
  }
}
