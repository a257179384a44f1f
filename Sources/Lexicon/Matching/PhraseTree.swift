import TextModel

/// Phrases of numbered words as a tree in flat memory: what many phrases begin with is there once. A matcher of any
/// language takes it over word by word and node by node, however many phrases there are.
public struct PhraseTree: Sendable {
  struct Node {
    var parent: UInt32
    /// The word that leads here.
    var word: UInt32
  }

  /// Folded words; `Wildcard.star` at the end of one makes it a beginning.
  public internal(set) var words = ByteStringList()
  /// Parents before their children; node 0 is the root.
  var nodes = [Node(parent: 0, word: 0)]
  /// By phrase: the node it ends at.
  var ends: [UInt32] = []
  /// By phrase: the capitals it asks for (`Matcher.Output.shape`).
  var shapes: [UInt64] = []

  public init() {}

  /// Phrases are numbered in the order in which they came.
  public var count: Int { ends.count }

  /// The words of a phrase.
  public func words(of phrase: Int) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var node = Int(ends[phrase])
    while node != 0 {
      found.append(Array(words[Int(nodes[node].word)]))
      node = Int(nodes[node].parent)
    }
    return found.reversed()
  }
}

extension MatcherBuilder {
  /// Adds all phrases of a tree, which are entries of a kind by their numbers.
  public mutating func add(_ tree: PhraseTree, kind: TermKind) {
    reserve(words: tree.words.count, nodes: tree.nodes.count, outputs: tree.count)
    var symbols: [UInt32] = []
    symbols.reserveCapacity(tree.words.count)
    for word in 0..<tree.words.count { symbols.append(tree.words.withBytes(word) { vocabulary.symbol(of: $0) }) }
    var places: [UInt32] = [0]
    places.reserveCapacity(tree.nodes.count)
    for node in tree.nodes.dropFirst() {
      places.append(next(places[Int(node.parent)], symbols[Int(node.word)]))
    }
    for phrase in 0..<tree.count {
      end(
        at: places[Int(tree.ends[phrase])],
        Matcher.Output(kind: kind, entry: UInt32(phrase), shape: tree.shapes[phrase]))
    }
  }
}
