import Segmentation
import TextModel

/// All terms of a language and all aliases of all actors, compiled into one automaton over token symbols.
///
/// Terms are paths of a tree. From each token the tree is walked as far as the sentence allows, and for each kind of
/// lexicon the longest term that begins there wins, unless a longer one that began earlier covers the token.
public struct Matcher: Sendable {
  @usableFromInline
  struct Output: Sendable {
    var kind: TermKind
    var entry: UInt32
    /// Two bits a token, the first token lowest: 1 must begin with a capital, 2 must be all capitals.
    var shape: UInt64
  }

  public internal(set) var vocabulary = Vocabulary()
  /// Tree edges: node and symbol to node.
  private var edges: [UInt64: UInt32] = [:]
  private var flatEdges: [(key: UInt64, node: UInt32)] = []
  private var flatMask = 0
  private var outputs: [[Output]] = [[]]
  private var hasEdges: [Bool] = [false]
  /// By symbol: may it begin a term?
  private(set) var startsTerm: [Bool] = []

  public init() {}

  /// Adds a term.
  /// - Parameters:
  ///   - words: its folded tokens, wildcards allowed in them.
  ///   - shape: see `Output.shape`.
  public mutating func add(_ words: [[UInt8]], kind: TermKind, entry: Int, shape: UInt64 = 0) {
    guard !words.isEmpty else { return }
    var node: UInt32 = 0
    for word in words {
      let symbol = vocabulary.symbol(of: word)
      let edge = UInt64(node) << 32 | UInt64(symbol)
      if let next = edges[edge] {
        node = next
      } else {
        hasEdges[Int(node)] = true
        outputs.append([])
        hasEdges.append(false)
        edges[edge] = UInt32(outputs.count - 1)
        node = UInt32(outputs.count - 1)
      }
    }
    outputs[Int(node)].append(Output(kind: kind, entry: UInt32(entry), shape: shape))
  }

  /// Lets a word of the terms added be found one edit away as well.
  public mutating func addSpelling(of word: [UInt8], owner: Int) {
    let symbol = vocabulary.symbol(of: word)
    vocabulary.spellings.add(word, symbol: symbol, owner: owner)
  }

  /// Makes the tables that matching reads; to be called once, after the last term.
  public mutating func compile(possessives: [String]) {
    vocabulary.possessives = possessives.map { Folder.shared.fold($0) }
    startsTerm = Array(repeating: false, count: Int(vocabulary.count) + 1)
    var size = 64
    while size < edges.count * 2 { size *= 2 }
    flatEdges = Array(repeating: (UInt64.max, 0), count: size)
    flatMask = size - 1
    for (key, node) in edges {
      if key >> 32 == 0 { startsTerm[Int(key & 0xFFFF_FFFF)] = true }
      var index = Self.slot(key) & flatMask
      while flatEdges[index].key != UInt64.max { index = (index + 1) & flatMask }
      flatEdges[index] = (key, node)
    }
    edges = [:]
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  @inline(__always)
  private func next(_ node: UInt32, _ symbol: UInt32) -> UInt32? {
    let key = UInt64(node) << 32 | UInt64(symbol)
    return flatEdges.withUnsafeBufferPointer { flat in
      var index = Self.slot(key) & flatMask
      while flat[index].key != UInt64.max {
        if flat[index].key == key { return flat[index].node }
        index = (index + 1) & flatMask
      }
      return nil
    }
  }

  /// Appends the hits of all kinds in the document's sentences, in order of their first token.
  public func match(_ document: inout Document, lookup: TokenLookup) {
    var search = Search(matcher: self, lookup: lookup)
    let kinds = TermKind.allCases.count
    document.tokens.withUnsafeBufferPointer { tokens in
      for sentence in document.sentences {
        var at = Int(sentence.first)
        let end = Int(sentence.last)
        while at < end {
          guard tokens[at].traits.contains(.startsTerm) else {
            at += 1
            continue
          }
          search.walk(tokens, from: at, end: end)
          if search.found != 0 {
            for kind in 0..<kinds where search.found & 1 << kind != 0 {
              search.emit(kind, at: at, into: &document.hits)
            }
            search.found = 0
          }
          at += 1
        }
      }
    }
  }

  /// The state of one document's matching.
  private struct Search {
    let matcher: Matcher
    let lookup: TokenLookup
    /// Kinds with a term that begins at the present token, as bits.
    var found: UInt32 = 0
    var bestEnd = Array(repeating: 0, count: TermKind.allCases.count)
    var bestNode = Array(repeating: UInt32(0), count: TermKind.allCases.count)
    /// By kind: the token up to which an earlier term reaches.
    var coveredUntil = Array(repeating: 0, count: TermKind.allCases.count)

    mutating func walk(_ tokens: UnsafeBufferPointer<Token>, from start: Int, end: Int) {
      step(tokens, start: start, at: start, end: end, node: 0)
    }

    private mutating func step(
      _ tokens: UnsafeBufferPointer<Token>, start: Int, at: Int, end: Int, node: UInt32
    ) {
      let symbols = lookup.symbols(of: tokens[at].lexical)
      for index in symbols {
        guard let next = matcher.next(node, lookup.symbolPool[index]) else { continue }
        for output in matcher.outputs[Int(next)] {
          let kind = Int(output.kind.rawValue)
          if start < coveredUntil[kind] { continue }
          if output.shape != 0, !Self.fits(output.shape, tokens, start, at) { continue }
          if found & 1 << kind == 0 || bestEnd[kind] < at + 1 {
            found |= 1 << kind
            bestEnd[kind] = at + 1
            bestNode[kind] = next
          }
        }
        if matcher.hasEdges[Int(next)], at + 1 < end, tokens[at + 1].lexical != 0 {
          step(tokens, start: start, at: at + 1, end: end, node: next)
        }
      }
    }

    mutating func emit(_ kind: Int, at start: Int, into hits: inout [TermHit]) {
      coveredUntil[kind] = bestEnd[kind]
      for output in matcher.outputs[Int(bestNode[kind])] where Int(output.kind.rawValue) == kind {
        hits.append(
          TermHit(first: Int32(start), last: Int32(bestEnd[kind]), kind: output.kind, entry: output.entry))
      }
    }

    private static func fits(_ shape: UInt64, _ tokens: UnsafeBufferPointer<Token>, _ start: Int, _ last: Int)
      -> Bool
    {
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
}
