/// A network as files of graphs hold it: nodes and edges in a fixed order, each with the same attributes.
public struct NetworkGraph: Sendable, Equatable {
  public enum Edges: String, CaseIterable, Sendable { case stance, cooccurrence, both }

  public enum Value: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
  }

  /// A value that every node or edge has a place for.
  public struct Attribute: Sendable, Equatable {
    public enum Kind: Sendable { case text, integer, number }

    public var name: String
    public var kind: Kind
  }

  public struct Node: Sendable, Equatable {
    public var id: String
    public var name: String
    /// By `nodeAttributes`; nil where there is none.
    public var values: [Value?]
  }

  public struct Edge: Sendable, Equatable {
    public enum Kind: String, Sendable { case stance, cooccurrence }

    public var kind: Kind
    public var source: String
    public var target: String
    /// By `edgeAttributes`; nil where there is none, or it belongs to the other kind.
    public var values: [Value?]
  }

  public static let nodeAttributes = [
    Attribute(name: "mentions", kind: .integer), Attribute(name: "articles", kind: .integer),
    Attribute(name: "stance", kind: .number), Attribute(name: "stance_articles", kind: .integer),
  ]
  private static let stanceAttributes = [
    Attribute(name: "sentences", kind: .integer), Attribute(name: "score", kind: .number),
    Attribute(name: "score_by_article", kind: .number), Attribute(name: "positive", kind: .integer),
    Attribute(name: "negative", kind: .integer), Attribute(name: "neutral", kind: .integer),
  ]
  private static let cooccurrenceAttributes = [
    Attribute(name: "jaccard", kind: .number), Attribute(name: "npmi", kind: .number),
  ]

  /// Articles the network is made of.
  public let articles: Int
  /// Two actors may stand at the ends of several edges.
  public let isMultigraph: Bool
  /// Edges lead from somebody to somebody. Of a graph with both kinds all edges do; a co-occurrence then goes from the
  /// id that sorts first.
  public let isDirected: Bool
  public let edgeAttributes: [Attribute]
  public private(set) var nodes: [Node] = []
  public private(set) var edges: [Edge] = []

  /// - Parameters:
  ///   - network: the whole of it.
  ///   - kinds: edges that are wanted.
  ///   - least: nodes and edges of fewer articles are left out.
  public init(_ network: ActorNetwork, kinds: Edges, least: Int) {
    articles = network.articles
    isMultigraph = kinds == .both
    isDirected = kinds != .cooccurrence
    edgeAttributes =
      [Attribute(name: "kind", kind: .text), Attribute(name: "articles", kind: .integer)]
      + (kinds == .cooccurrence ? [] : Self.stanceAttributes) + (kinds == .stance ? [] : Self.cooccurrenceAttributes)
    if kinds != .cooccurrence { addStances(network, least, withBoth: kinds == .both) }
    if kinds != .stance { addCooccurrences(network, least, withBoth: kinds == .both) }
    // Should a line hold a dyad of somebody whom it does not list, the edge still needs its ends.
    let ends = Set(edges.flatMap { [$0.source, $0.target] })
    let kept = ends.union(network.nodes.filter { $0.value.articles >= least }.keys)
    nodes = kept.sorted().map { id in
      let node = network.nodes[id] ?? .init()
      return Node(
        id: id, name: node.name.isEmpty ? id : node.name,
        values: [
          .integer(node.mentions), .integer(node.articles), node.stance.mean.map { .number($0) },
          .integer(node.stance.count),
        ])
    }
  }

  private mutating func addStances(_ network: ActorNetwork, _ least: Int, withBoth: Bool) {
    let rows = network.stances.filter { $0.value.articles >= least }.sorted { $0.key < $1.key }
    for (pair, stance) in rows {
      var values: [Value?] = [
        .text(Edge.Kind.stance.rawValue), .integer(stance.articles), .integer(stance.sentences),
        stance.bySentence.mean.map { .number($0) }, stance.byArticle.mean.map { .number($0) },
        .integer(stance.positive), .integer(stance.negative), .integer(stance.neutral),
      ]
      if withBoth { values += Self.cooccurrenceAttributes.map { _ in nil } }
      edges.append(Edge(kind: .stance, source: pair.first, target: pair.second, values: values))
    }
  }

  private mutating func addCooccurrences(_ network: ActorNetwork, _ least: Int, withBoth: Bool) {
    let rows = network.cooccurrences.filter { $0.value >= least }.sorted { $0.key < $1.key }
    for (pair, count) in rows {
      let association = network.association(pair)
      var values: [Value?] = [.text(Edge.Kind.cooccurrence.rawValue), .integer(count)]
      if withBoth { values += Self.stanceAttributes.map { _ in nil } }
      values += [.number(association.jaccard), .number(association.npmi)]
      edges.append(Edge(kind: .cooccurrence, source: pair.first, target: pair.second, values: values))
    }
  }
}
