import Segmentation
import TextModel

/// All terms of a language and all aliases of all actors, to be compiled into one `Matcher`.
public struct MatcherBuilder: Sendable {
  var vocabulary = Vocabulary()
  /// Of the tree, whose root is node 0.
  var edges = EdgeTable()
  /// By node: its last output, or -1.
  var lastOutputs: [Int32] = [-1]
  /// Each with the one before it of the same node, or -1.
  var outputs: [(output: Matcher.Output, earlier: Int32)] = []

  /// - Parameter stemmer: of the language, for terms that ask for stems.
  public init(stemmer: Stemmer? = nil) { vocabulary.forms = TokenForms(stemmer: stemmer) }

  /// Adds a term of folded words, with wildcards in them.
  public mutating func add(_ words: [[UInt8]], kind: TermKind, entry: Int, shape: UInt64 = 0) {
    guard !words.isEmpty else { return }
    var node: UInt32 = 0
    for word in words { node = next(node, word.withUnsafeBufferPointer { vocabulary.symbol(of: $0) }) }
    end(at: node, Matcher.Output(kind: kind, entry: UInt32(entry), shape: shape))
  }

  /// The same for a term of a table.
  mutating func add(_ words: PlainWords, kind: TermKind, entry: Int) {
    var node: UInt32 = 0
    words.eachWord { node = next(node, vocabulary.symbol(of: $0)) }
    end(at: node, Matcher.Output(kind: kind, entry: UInt32(entry), shape: 0))
  }

  /// Adds a term.
  /// - Parameters:
  ///   - words: its tokens.
  ///   - shape: two bits a token, the first token lowest: 1 must begin with a capital, 2 must be all capitals.
  public mutating func add(_ words: [WordPattern], kind: TermKind, entry: Int, shape: UInt64 = 0) {
    guard !words.isEmpty else { return }
    var node: UInt32 = 0
    for word in words { node = next(node, vocabulary.symbol(of: word)) }
    end(at: node, Matcher.Output(kind: kind, entry: UInt32(entry), shape: shape))
  }

  /// The node that a symbol leads to, made if it is new.
  mutating func next(_ node: UInt32, _ symbol: UInt32) -> UInt32 {
    let new = UInt32(lastOutputs.count)
    let next = edges.node(behind: UInt64(node) << 32 | UInt64(symbol), orSet: new)
    if next == new { lastOutputs.append(-1) }
    return next
  }

  mutating func end(at node: UInt32, _ output: Matcher.Output) {
    outputs.append((output, lastOutputs[Int(node)]))
    lastOutputs[Int(node)] = Int32(outputs.count - 1)
  }

  /// Makes room for so many more.
  mutating func reserve(words: Int, nodes: Int, outputs more: Int) {
    vocabulary.reserve(words)
    edges.reserve(nodes)
    lastOutputs.reserveCapacity(lastOutputs.count + nodes)
    outputs.reserveCapacity(outputs.count + more)
  }

  /// Lets words of the terms added be found one edit away as well.
  public mutating func add(_ spellings: SpellingIndex) { vocabulary.add(spellings) }

  /// Lets tokens be told that match a learned word: a literal, or a beginning with `*`.
  /// - Parameter number: what the token is to be told by, above 0.
  public mutating func addLearned(_ word: UnsafeBufferPointer<UInt8>, number: UInt16) {
    vocabulary.learn(word, number: number)
  }

  /// - Parameter possessives: endings that a token may bear without being another word ("'s").
  public consuming func compile(possessives: [String]) -> Matcher {
    vocabulary.possessives = possessives.map { Folder.shared.fold($0) }
    return Matcher(self)
  }
}

/// The edges of a tree: node and symbol lead to a node. Open addressing in one piece of memory.
struct EdgeTable {
  struct Edge: BitwiseCopyable, Sendable {
    /// Node and symbol, or `free`.
    var key: UInt64
    var node: UInt32
  }

  static let free = UInt64.max

  /// A power of two, of which at most two thirds are taken.
  private(set) var slots = Array(repeating: Edge(key: free, node: 0), count: 1 << 10)
  private var count = 0

  @inline(__always)
  static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  /// The node an edge leads to; `node` where the edge is new.
  mutating func node(behind key: UInt64, orSet node: UInt32) -> UInt32 {
    if (count + 1) * 3 > slots.count * 2 { grow(to: slots.count * 2) }
    let place = place(of: key)
    if slots[place].key == key { return slots[place].node }
    slots[place] = Edge(key: key, node: node)
    count += 1
    return node
  }

  /// Where an edge stands, or could.
  private func place(of key: UInt64) -> Int {
    slots.withUnsafeBufferPointer { slots in
      var index = Self.slot(key) & (slots.count - 1)
      while slots[index].key != Self.free, slots[index].key != key { index = (index + 1) & (slots.count - 1) }
      return index
    }
  }

  /// Makes room for `more` edges besides those that are there.
  mutating func reserve(_ more: Int) {
    var size = slots.count
    while (count + more) * 3 > size * 2 { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = Array(repeating: Edge(key: Self.free, node: 0), count: size)
    for edge in old where edge.key != Self.free { slots[place(of: edge.key)] = edge }
  }
}
