import Foundation
import Testing

@testable import Dataset

@Suite struct ExactSumTests {
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func orderAndSplitLeaveNoTrace(seed: UInt64) {
    var numbers = Numbers(state: seed)
    var scores = (0..<200).map { _ in
      (Double.random(in: -1...1, using: &numbers), Int.random(in: 1...9, using: &numbers))
    }
    var whole = ExactSum()
    for (score, weight) in scores { whole.add(score, weight: weight) }
    scores.shuffle(using: &numbers)
    var (first, second) = (ExactSum(), ExactSum())
    for (index, (score, weight)) in scores.enumerated() {
      if index < 77 { first.add(score, weight: weight) } else { second.add(score, weight: weight) }
    }
    second.merge(first)
    #expect(second == whole)
    let plain = scores.reduce(0) { $0 + $1.0 * Double($1.1) } / Double(scores.reduce(0) { $0 + $1.1 })
    #expect(abs(whole.mean! - plain) < 1e-14)
  }

  @Test(arguments: [0.1, -0.1, 1.0 / 3, -2.0 / 3, 0.017, 1, -1, 0]) func theMeanOfEqualScoresIsThatScore(score: Double)
  {
    for weight in [1, 2, 3, 7, 1_000_003] {
      var sum = ExactSum()
      sum.add(score, weight: weight)
      sum.add(score)
      #expect(sum.mean == score)
    }
  }

  @Test func nothingIsNotNought() { #expect(ExactSum().mean == nil) }
}

@Suite struct NetworkTests {
  @Test(arguments: [
    // Named independently: half of the articles each, together in a quarter.
    (1, 2, 2, 4, 1.0 / 3, 0.0),
    // Always together.
    (2, 2, 2, 4, 1, 1), (4, 4, 4, 4, 1, 1),
    // ln(¼ ÷ (¾ · ½)) / −ln ¼
    (1, 3, 2, 4, 0.25, -0.29248125036057809),
  ])
  func association(both: Int, first: Int, second: Int, all: Int, jaccard: Double, npmi: Double) {
    let found = ActorNetwork.Association(both: both, first: first, second: second, all: all)
    #expect(abs(found.jaccard - jaccard) < 1e-15)
    #expect(abs(found.npmi - npmi) < 1e-15)
  }

  @Test(arguments: [
    ("2021-02-22", NetworkFilter(from: "2021-02-22", to: "2021-02-22"), true),
    ("2021-02-22T23:59:59Z", NetworkFilter(to: "2021-02-22"), true),
    ("2021-02-22", NetworkFilter(from: "2021-02-23"), false), ("2021-02-22", NetworkFilter(from: "2021-02"), true),
    ("2021-03-01", NetworkFilter(to: "2021-02"), false), ("2021-12-31", NetworkFilter(to: "2021"), true),
    ("2022-01-01", NetworkFilter(to: "2021"), false), (nil, NetworkFilter(from: "1000"), false),
    ("soon", NetworkFilter(to: "9999"), false), (nil, NetworkFilter(), true),
    ("2021-02-22", NetworkFilter(outlets: ["Wire"]), true), ("2021-02-22", NetworkFilter(outlets: ["Daily"]), false),
  ])
  func filters(date: String?, filter: NetworkFilter, admits: Bool) throws {
    let day = date.map { "\"\($0)\"" } ?? "null"
    let line = "{\"date\":\(day),\"outlet\":\"Wire\",\"actors\":[],\"dyads\":[]}"
    #expect(filter.admits(try NetworkArticle(line: Array(line.utf8)[...])) == admits)
  }

  @Test(arguments: [
    ("2021", true), ("2021-02", true), ("2021-02-22", true), ("2021-13", false), ("2021-02-32", false), ("21", false),
    ("2021-2", false), ("20210222", false), ("2021/02/22", false), ("20-2", false), ("", false), ("spring", false),
    ("2021-02-2२", false),
  ])
  func periods(text: String, isOne: Bool) { #expect(NetworkFilter.isPeriod(text) == isOne) }

  private static func actor(_ id: String, _ score: String) -> String {
    #"{"actor":"\#(id)","name":"\#(id.uppercased())","mentions":2,"stance":{"score":\#(score)}}"#
  }

  private static func dyad(_ holder: String, _ target: String, _ score: String, _ sentences: Int) -> String {
    #"{"holder":"\#(holder)","target":"\#(target)","score":\#(score),"sentences":\#(sentences)}"#
  }

  private static func line(_ actors: [String], _ dyads: [String]) -> String {
    #"{"actors":[\#(actors.joined(separator: ","))],"dyads":[\#(dyads.joined(separator: ","))]}"#
  }

  /// The last one holds a dyad of an actor whom it does not list, and one of an actor toward himself.
  private static let lines = [
    line([actor("b", "0.3"), actor("a", "null")], [dyad("a", "b", "0.3", 2)]),
    line([actor("a", "-0.1")], []),
    line([actor("c", "0.7"), actor("b", "0.1")], [dyad("a", "b", "-0.7", 1), dyad("b", "b", "0.01", 1)]),
  ]

  private static func network(_ lines: [String]) throws -> ActorNetwork {
    var network = ActorNetwork(neutral: 0.05)
    for line in lines { network.add(try NetworkArticle(line: Array(line.utf8)[...])) }
    return network
  }

  @Test func partsAndOrderLeaveNoTrace() throws {
    let whole = try Self.network(Self.lines)
    #expect(try Self.network(Self.lines.reversed()) == whole)
    for cut in 0...Self.lines.count {
      var joined = try Self.network(Array(Self.lines[cut...]))
      joined.merge(try Self.network(Array(Self.lines[..<cut])))
      #expect(joined == whole)
    }
  }

  @Test(arguments: NetworkGraph.Edges.allCases) func everyEdgeHasItsEnds(kinds: NetworkGraph.Edges) throws {
    let network = try Self.network(Self.lines)
    for least in 1...3 {
      let graph = NetworkGraph(network, kinds: kinds, least: least)
      let ids = Set(graph.nodes.map(\.id))
      #expect(graph.edges.allSatisfy { ids.contains($0.source) && ids.contains($0.target) })
      #expect(graph.edges.allSatisfy { $0.values.count == graph.edgeAttributes.count })
      #expect(graph.nodes.allSatisfy { $0.values.count == NetworkGraph.nodeAttributes.count })
      let object = try JSONSerialization.jsonObject(with: Data(graph.json())) as? [String: Any]
      #expect((object?["edges"] as? [Any])?.count == graph.edges.count)
    }
  }

  @Test(arguments: [
    ("plain é", "plain é"), ("a & b", "a &amp; b"), ("<\"x\">", "&lt;&quot;x&quot;&gt;"), ("]]>", "]]&gt;"),
    ("a\nb\tc\rd", "a&#10;b&#9;c&#13;d"),
    ("\u{0}\u{1B}\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ("😀", "😀"),
  ])
  func xmlIsEscaped(text: String, escaped: String) throws {
    #expect(XMLText.escaped(text) == escaped)
  }

  @Test func xmlIsReadBack() throws {
    let line = #"{"actors":[{"actor":"a<&\">'","name":"\n]]>\u0001","mentions":1,"stance":{"score":null}}],"dyads":[]}"#
    let graph = NetworkGraph(try Self.network([line]), kinds: .both, least: 1)
    for bytes in [graph.graphML(), graph.gexf()] {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("\"a&lt;&amp;&quot;&gt;'\""))
      // As many elements are closed as were opened.
      #expect(
        text.matches(of: /<[a-z]/).count == text.matches(of: /<\//).count + text.matches(of: /\/>/).count)
    }
  }
}
