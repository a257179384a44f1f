import Foundation

/// Who is named with whom, and who takes which stance toward whom, over many articles.
///
/// Counts and exact sums under sorted keys: articles may come in any order, and networks of parts merge into that of
/// the whole.
public struct ActorNetwork: Sendable, Equatable {
  public struct Node: Sendable, Equatable {
    public var name = ""
    public var mentions = 0
    /// Articles that name the actor.
    public var articles = 0
    /// Of the stance toward the actor, article by article.
    public var stance = ExactSum()
  }

  public struct Pair: Hashable, Comparable, Sendable {
    public var first: String
    public var second: String

    public init(_ first: String, _ second: String) {
      self.first = first
      self.second = second
    }

    public static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }

  /// What one actor says of another.
  public struct Stance: Sendable, Equatable {
    public var articles = 0
    public var sentences = 0
    public var byArticle = ExactSum()
    public var bySentence = ExactSum()
    /// Articles by the sign of their score.
    public var positive = 0
    public var negative = 0
    public var neutral = 0
  }

  /// Articles that went in.
  public private(set) var articles = 0
  public private(set) var nodes: [String: Node] = [:]
  /// Articles that name both; the id that sorts first stands first.
  public private(set) var cooccurrences: [Pair: Int] = [:]
  /// By holder and target.
  public private(set) var stances: [Pair: Stance] = [:]
  private let neutral: Double

  /// - Parameter neutral: an article's score within ± this counts as neutral.
  public init(neutral: Double) { self.neutral = neutral }

  public mutating func add(_ article: NetworkArticle) {
    articles += 1
    for actor in article.actors {
      nodes[actor.actor, default: Node()].mentions += actor.mentions
      nodes[actor.actor]!.articles += 1
      // Of several names the one that sorts first, so that the order of the articles does not matter.
      let known = nodes[actor.actor]!.name
      nodes[actor.actor]!.name = known.isEmpty ? actor.name : min(known, actor.name)
      if let score = actor.stance.score { nodes[actor.actor]!.stance.add(score) }
    }
    let named = Set(article.actors.map(\.actor)).sorted()
    for (index, first) in named.enumerated() {
      for second in named[(index + 1)...] { cooccurrences[Pair(first, second), default: 0] += 1 }
    }
    for dyad in article.dyads { add(dyad) }
  }

  private mutating func add(_ dyad: NetworkArticle.Dyad) {
    let pair = Pair(dyad.holder, dyad.target)
    stances[pair, default: Stance()].articles += 1
    stances[pair]!.sentences += dyad.sentences
    stances[pair]!.byArticle.add(dyad.score)
    stances[pair]!.bySentence.add(dyad.score, weight: dyad.sentences)
    if dyad.score > neutral {
      stances[pair]!.positive += 1
    } else if dyad.score < -neutral {
      stances[pair]!.negative += 1
    } else {
      stances[pair]!.neutral += 1
    }
  }

  public mutating func merge(_ other: ActorNetwork) {
    articles += other.articles
    for (id, node) in other.nodes {
      let known = nodes[id]?.name ?? ""
      nodes[id, default: Node()].name = known.isEmpty ? node.name : min(known, node.name)
      nodes[id]!.mentions += node.mentions
      nodes[id]!.articles += node.articles
      nodes[id]!.stance.merge(node.stance)
    }
    for (pair, count) in other.cooccurrences { cooccurrences[pair, default: 0] += count }
    for (pair, stance) in other.stances {
      stances[pair, default: Stance()].articles += stance.articles
      stances[pair]!.sentences += stance.sentences
      stances[pair]!.byArticle.merge(stance.byArticle)
      stances[pair]!.bySentence.merge(stance.bySentence)
      stances[pair]!.positive += stance.positive
      stances[pair]!.negative += stance.negative
      stances[pair]!.neutral += stance.neutral
    }
  }

  /// How much two actors go together, in articles.
  public struct Association: Sendable, Equatable {
    /// |A ∩ B| / |A ∪ B|, 0…1.
    public var jaccard: Double
    /// Normalised pointwise mutual information, −1…1: 0 where the two are named independently, 1 where always together.
    /// Bouma (2009), "Normalized (pointwise) mutual information in collocation extraction".
    public var npmi: Double

    /// - Parameters:
    ///   - both: articles that name both, at least one.
    ///   - first: articles that name one, of which `both` are part; the same for `second`.
    ///   - all: articles altogether.
    public init(both: Int, first: Int, second: Int, all: Int) {
      jaccard = Double(both) / Double(first + second - both)
      let (share, expected) = (Double(both) / Double(all), Double(first) * Double(second) / Double(all) / Double(all))
      // Where all articles name both, nothing could be more certain.
      npmi = both == all ? 1 : log(share / expected) / -log(share)
    }
  }

  public func association(_ pair: Pair) -> Association {
    Association(
      both: cooccurrences[pair] ?? 0, first: nodes[pair.first]?.articles ?? 0,
      second: nodes[pair.second]?.articles ?? 0, all: articles)
  }
}
