import TextModel

/// The terms of a language as one automaton over token symbols.
///
/// Terms are paths of a tree. From each token the tree is walked as far as the sentence allows, and for each kind of
/// lexicon the longest term that begins there wins, unless a longer one that began earlier covers the token. The tables
/// are plain memory, written once and only read afterwards, so that all workers share them.
public final class Matcher: @unchecked Sendable {
  struct Output {
    var kind: TermKind
    var entry: UInt32
    var shape: UInt64
  }

  struct Node {
    /// Its outputs are a run of `outputs`.
    var firstOutput: UInt32
    var outputCount: UInt32
    /// One bit for each symbol that leads on, by the symbol's last six bits: most words that do not are told at once.
    var leads: UInt64
  }

  let vocabulary: Vocabulary
  /// By symbol: the node it leads to from the root, or 0.
  let roots: UnsafeMutableBufferPointer<UInt32>
  private let nodes: UnsafeMutableBufferPointer<Node>
  private let outputs: UnsafeMutableBufferPointer<Output>
  private let edges: UnsafeMutableBufferPointer<EdgeTable.Edge>

  init(_ builder: consuming MatcherBuilder) {
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

  deinit {
    roots.deallocate()
    nodes.deallocate()
    outputs.deallocate()
    edges.deallocate()
  }

  /// The bit that stands for a symbol in `leads`.
  @inline(__always)
  static func bit(_ symbol: UInt32) -> UInt64 { 1 << UInt64(symbol & 63) }

  /// Which symbols can follow a term's first one, as bits, and whether it is a term by itself.
  func root(_ symbol: UInt32) -> (followers: UInt64, isTerm: Bool) {
    let node = nodes[Int(roots[Int(symbol)])]
    return roots[Int(symbol)] == 0 ? (0, false) : (node.leads, node.outputCount > 0)
  }

  @inline(__always)
  private func next(_ node: UInt32, _ symbol: UInt32) -> UInt32 {
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

  /// Appends the hits of all kinds in the document's sentences, in order of their first token.
  public func match(_ document: inout Document, lookup: TokenLookup) {
    lookup.withSymbols { classes, pool in
      withUnsafeTemporaryAllocation(of: Best.self, capacity: TermKind.allCases.count) { best in
        best.initialize(repeating: Best())
        document.tokens.withUnsafeBufferPointer { tokens in
          var search = Search(classes: classes, pool: pool, tokens: tokens, best: best)
          for sentence in document.sentences {
            var at = Int(sentence.first)
            let end = Int(sentence.last)
            while at < end {
              if tokens[at].traits.contains(.startsTerm), search.mayMatch(at, end) {
                search.found = 0
                step(&search, start: at, at: at, end: end, node: 0)
                if search.found != 0 { emit(&search, at: at, into: &document.hits) }
              }
              at += 1
            }
          }
          if !search.all.isEmpty { document.dictionaryHits = Self.ordered(search.all) }
        }
      }
    }
  }

  /// The longest term of one kind so far.
  private struct Best {
    var end = 0
    var node: UInt32 = 0
    /// The token up to which an earlier term of the kind reaches.
    var coveredUntil = 0
  }

  private struct Search {
    let classes: UnsafeBufferPointer<LexicalClass>
    let pool: UnsafeBufferPointer<UInt32>
    let tokens: UnsafeBufferPointer<Token>
    let best: UnsafeMutableBufferPointer<Best>
    /// Kinds with a term that begins at the present token, as bits.
    var found: UInt32 = 0
    /// Matches of dictionary entries, in whatever order and some of them twice.
    var all: [TermHit] = []

    /// Most function words begin terms of several words; that the next word is none of theirs is told by two bit sets.
    @inline(__always)
    func mayMatch(_ at: Int, _ end: Int) -> Bool {
      let record = classes[Int(tokens[at].lexical)]
      if record.isTerm { return true }
      return at + 1 < end && record.followerBits & classes[Int(tokens[at + 1].lexical)].symbolBits != 0
    }
  }

  private func step(_ search: inout Search, start: Int, at: Int, end: Int, node: UInt32) {
    let run = search.classes[Int(search.tokens[at].lexical)].run
    for index in run {
      let next = next(node, search.pool[Int(index)])
      if next == 0 { continue }
      let reached = nodes[Int(next)]
      for number in reached.firstOutput..<reached.firstOutput + reached.outputCount {
        let output = outputs[Int(number)]
        let kind = Int(output.kind.rawValue)
        if output.kind == .dictionary {
          search.all.append(
            TermHit(first: Int32(start), last: Int32(at + 1), kind: .dictionary, entry: output.entry))
          continue
        }
        if start < search.best[kind].coveredUntil { continue }
        if output.shape != 0, !Self.fits(output.shape, search.tokens, start, at) { continue }
        if search.found & 1 << UInt32(kind) == 0 || search.best[kind].end < at + 1 {
          search.found |= 1 << UInt32(kind)
          search.best[kind].end = at + 1
          search.best[kind].node = next
        }
      }
      if reached.leads != 0, at + 1 < end, search.tokens[at + 1].lexical != 0 {
        step(&search, start: start, at: at + 1, end: end, node: next)
      }
    }
  }

  private func emit(_ search: inout Search, at start: Int, into hits: inout [TermHit]) {
    var found = search.found
    while found != 0 {
      let kind = found.trailingZeroBitCount
      found &= found - 1
      let best = search.best[kind]
      search.best[kind].coveredUntil = best.end
      let reached = nodes[Int(best.node)]
      for number in reached.firstOutput..<reached.firstOutput + reached.outputCount {
        let output = outputs[Int(number)]
        guard Int(output.kind.rawValue) == kind else { continue }
        hits.append(
          TermHit(first: Int32(start), last: Int32(best.end), kind: output.kind, entry: output.entry))
      }
    }
  }

  /// By place and entry, none twice: a token may be several symbols that lead to the same entry.
  private static func ordered(_ hits: [TermHit]) -> [TermHit] {
    let sorted = hits.sorted { ($0.first, $0.last, $0.entry) < ($1.first, $1.last, $1.entry) }
    var out: [TermHit] = []
    for hit in sorted {
      if let last = out.last, last.first == hit.first, last.last == hit.last, last.entry == hit.entry { continue }
      out.append(hit)
    }
    return out
  }

  private static func fits(_ shape: UInt64, _ tokens: UnsafeBufferPointer<Token>, _ start: Int, _ last: Int) -> Bool {
    var shape = shape
    for index in start...last {
      switch shape & 3 {
      case 1 where !tokens[index].traits.contains(.capitalised): return false
      case 2 where !tokens[index].traits.contains(.allCapitals): return false
      default: break
      }
      shape >>= 2
    }
    return true
  }
}
