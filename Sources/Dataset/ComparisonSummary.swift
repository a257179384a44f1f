import Rhetoric
import Statistics

/// How often each side of each contrast was used over a corpus: integer counts under sorted keys, so that merging the
/// summaries of parts, in any order and grouping, gives the bytes of the whole.
public struct ComparisonSummary: Codable, Sendable, Equatable {
  public struct Key: Hashable, Comparable, Codable, Sendable {
    public var contrast: String
    /// Nil: the articles' own words.
    public var actor: String?

    public init(contrast: String, actor: String?) {
      self.contrast = contrast
      self.actor = actor
    }

    public static func < (a: Key, b: Key) -> Bool {
      (a.contrast, a.actor == nil ? 0 : 1, a.actor ?? "") < (b.contrast, b.actor == nil ? 0 : 1, b.actor ?? "")
    }
  }

  public struct Count: Codable, Sendable, Equatable {
    public var articles = 0
    public var left = 0
    public var right = 0
  }

  private var counts: [Key: Count] = [:]
  /// Articles in which anyone used either side, by contrast.
  private var articles: [String: Int] = [:]

  public init() {}

  /// Adds one article's counts of one contrast.
  public mutating func add(contrast: String, _ users: [(actor: String?, left: Int, right: Int)]) {
    guard !users.isEmpty else { return }
    articles[contrast, default: 0] += 1
    for user in users {
      add(Key(contrast: contrast, actor: user.actor), articles: 1, left: user.left, right: user.right)
    }
  }

  /// Adds counts that were summed before, as `--merge` reads them.
  public mutating func add(_ key: Key, articles: Int, left: Int, right: Int) {
    counts[key, default: Count()].articles += articles
    counts[key]!.left += left
    counts[key]!.right += right
  }

  public mutating func add(articles number: Int, to contrast: String) { articles[contrast, default: 0] += number }

  public mutating func merge(_ other: ComparisonSummary) {
    for (key, count) in other.counts { add(key, articles: count.articles, left: count.left, right: count.right) }
    for (contrast, number) in other.articles { articles[contrast, default: 0] += number }
  }

  /// One line a contrast for the corpus, one for the articles' own voice, one for each actor.
  public func write(to json: inout JSONBuffer) {
    for contrast in articles.keys.sorted() {
      var total = Count(articles: articles[contrast]!)
      let rows = counts.filter { $0.key.contrast == contrast }.sorted { $0.key < $1.key }
      for (_, count) in rows {
        total.left += count.left
        total.right += count.right
      }
      write(contrast, "corpus", nil, total, &json)
      for (key, count) in rows { write(contrast, key.actor == nil ? "voice" : "actor", key.actor, count, &json) }
    }
  }

  private func write(
    _ contrast: String, _ scope: String, _ actor: String?, _ count: Count, _ json: inout JSONBuffer
  ) {
    json.beginObject()
    json.key("contrast")
    json.value(contrast)
    json.key("scope")
    json.value(scope)
    json.key("actor")
    json.value(actor)
    json.key("articles")
    json.value(count.articles)
    json.writeLogit(left: count.left, right: count.right)
    json.endObject()
    json.endLine()
  }
}
