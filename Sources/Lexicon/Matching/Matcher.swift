import TextModel

/// The terms of a language as one automaton over token symbols.
///
/// Terms are paths of a tree. From each token the tree is walked as far as the sentence allows, and for each kind of
/// lexicon the longest term that begins there wins, unless a longer one that began earlier covers the token. The tables
/// are plain memory, written once and only read afterwards, so that all workers share them.
public final class Matcher: @unchecked Sendable {
  struct Output: BitwiseCopyable, Sendable {
    var kind: TermKind
    var entry: UInt32
    var shape: UInt64
  }

  struct Node: BitwiseCopyable, Sendable {
    /// Its outputs are a run of `outputs`.
    var firstOutput: UInt32
    var outputCount: UInt32
    /// One bit for each symbol that leads on, by the symbol's last six bits: most words that do not are told at once.
    var leads: UInt64
  }

  let vocabulary: Vocabulary
  /// By symbol: the node it leads to from the root, or 0.
  let roots: UnsafeMutableBufferPointer<UInt32>
  let nodes: UnsafeMutableBufferPointer<Node>
  let outputs: UnsafeMutableBufferPointer<Output>
  let edges: UnsafeMutableBufferPointer<EdgeTable.Edge>

  /// The memory above is its own, not a piece of an image.
  let ownsTables: Bool

  init(_ builder: consuming MatcherBuilder) {
    ownsTables = true
    vocabulary = builder.vocabulary
    roots = .allocate(capacity: Int(builder.vocabulary.count) + 1)
    roots.initialize(repeating: 0)
    nodes = .allocate(capacity: builder.lastOutputs.count)
    nodes.initialize(repeating: Node(firstOutput: 0, outputCount: 0, leads: 0))
    outputs = .allocate(capacity: builder.outputs.count + 1)
    outputs.initialize(repeating: Output(kind: .alias, entry: 0, shape: 0))
    var end = 0
    for (number, last) in builder.lastOutputs.enumerated() {
      // From the last back to the first.
      var (count, output) = (0, last)
      while output >= 0 { (count, output) = (count + 1, builder.outputs[Int(output)].earlier) }
      nodes[number].firstOutput = UInt32(end)
      nodes[number].outputCount = UInt32(count)
      end += count
      (count, output) = (end, last)
      while output >= 0 {
        count -= 1
        outputs[count] = builder.outputs[Int(output)].output
        output = builder.outputs[Int(output)].earlier
      }
    }
    edges = .allocate(capacity: builder.edges.slots.count)
    _ = edges.initialize(from: builder.edges.slots)
    for edge in edges where edge.key != EdgeTable.free {
      let (node, symbol) = (Int(edge.key >> 32), UInt32(edge.key & 0xFFFF_FFFF))
      nodes[node].leads |= Self.bit(symbol)
      if node == 0 { roots[Int(symbol)] = edge.node }
    }
  }

  init(
    vocabulary: Vocabulary, roots: UnsafeBufferPointer<UInt32>, nodes: UnsafeBufferPointer<Node>,
    outputs: UnsafeBufferPointer<Output>, edges: UnsafeBufferPointer<EdgeTable.Edge>
  ) {
    ownsTables = false
    self.vocabulary = vocabulary
    self.roots = .init(mutating: roots)
    self.nodes = .init(mutating: nodes)
    self.outputs = .init(mutating: outputs)
    self.edges = .init(mutating: edges)
  }

  deinit {
    guard ownsTables else { return }
    roots.deallocate()
    nodes.deallocate()
    outputs.deallocate()
    edges.deallocate()
  }

  /// The bit that stands for a symbol in `leads`.
  @inline(__always)
  static func bit(_ symbol: UInt32) -> UInt64 { 1 << UInt64(symbol & 63) }

  /// The symbols that lead on from a node, as bits.
  func leads(from node: UInt32) -> UInt64 { nodes[Int(node)].leads }

  /// The outputs of a node, as a run of `outputs`.
  func outputs(of node: UInt32) -> Range<Int> {
    let node = nodes[Int(node)]
    return Int(node.firstOutput)..<Int(node.firstOutput + node.outputCount)
  }

  /// The node that a symbol leads to, 0 for none.
  func next(_ node: UInt32, _ symbol: UInt32) -> UInt32 {
    if node == 0 { return roots[Int(symbol)] }
    if nodes[Int(node)].leads & Self.bit(symbol) == 0 { return 0 }
    let key = UInt64(node) << 32 | UInt64(symbol)
    var index = EdgeTable.slot(key) & (edges.count - 1)
    while edges[index].key != EdgeTable.free {
      if edges[index].key == key { return edges[index].node }
      index = (index + 1) & (edges.count - 1)
    }
    return 0
  }
}
