import TextModel

extension Matcher {
  /// Appends the hits of all kinds in the document's sentences, in order of their first token.
  public func match(_ document: inout Document, lookup: TokenLookup) {
    var all: [TermHit] = []
    var hits = document.hits
    document.hits = []
    lookup.withAutomaton { automaton, classes in
      withUnsafeTemporaryAllocation(of: Best.self, capacity: TermKind.allCases.count) { best in
        best.initialize(repeating: Best())
        document.tokens.withUnsafeBufferPointer { tokens in
          for sentence in document.sentences {
            let end = Int(sentence.last)
            for at in sentence.tokens {
              if at + 12 < tokens.count { automaton.prefetch(tokens[at + 12].lexical, tokens[at + 6].lexical) }
              guard tokens[at].traits.contains(.startsTerm) else { continue }
              search(at, end, tokens, automaton, classes, best, &hits, &all)
            }
          }
        }
      }
    }
    document.hits = hits
    if !all.isEmpty { document.dictionaryHits = Self.ordered(all) }
  }

  /// The longest term of one kind so far.
  private struct Best {
    var end = 0
    var node: UInt32 = 0
    /// The outputs of the state that the node is one of.
    var outputs: Range<UInt32> = 0..<0
    /// The token up to which an earlier term of the kind reaches.
    var coveredUntil = 0
  }

  /// Finds the terms that begin at one token.
  /// - Parameters:
  ///   - best: by kind.
  ///   - all: takes every match of a dictionary's entry, in whatever order and some of them twice.
  @inline(__always)
  private func search(
    _ start: Int, _ end: Int, _ tokens: UnsafeBufferPointer<Token>, _ automaton: TermAutomaton,
    _ classes: TokenClasses, _ best: UnsafeMutableBufferPointer<Best>, _ hits: inout [TermHit], _ all: inout [TermHit]
  ) {
    var at = start
    var state = automaton.root(tokens[at].lexical, classes)
    /// Kinds with a term that begins here, as bits.
    var found: UInt32 = 0
    while state != TermAutomaton.dead {
      let reached = automaton.states[Int(state)]
      at += 1
      for number in reached.outputs {
        let candidate = automaton.outputs[Int(number)]
        let output = candidate.output
        let kind = Int(output.kind.rawValue)
        if output.kind == .dictionary {
          all.append(TermHit(first: Int32(start), last: Int32(at), kind: .dictionary, entry: output.entry))
          continue
        }
        if start < best[kind].coveredUntil { continue }
        if output.shape != 0, !Self.fits(output.shape, tokens, start..<at) { continue }
        // Of several nodes the first one counts: a literal comes before a wildcard.
        if found & 1 << UInt32(kind) == 0 || best[kind].end < at {
          found |= 1 << UInt32(kind)
          best[kind].end = at
          best[kind].node = candidate.node
          best[kind].outputs = reached.outputs
        }
      }
      if at >= end || !automaton.mayLead(reached, tokens[at].lexical) { break }
      state = automaton.next(state, tokens[at].lexical, classes)
    }
    while found != 0 {
      let kind = found.trailingZeroBitCount
      found &= found - 1
      let longest = best[kind]
      best[kind].coveredUntil = longest.end
      for number in longest.outputs {
        let candidate = automaton.outputs[Int(number)]
        guard candidate.node == longest.node, Int(candidate.output.kind.rawValue) == kind else { continue }
        hits.append(
          TermHit(
            first: Int32(start), last: Int32(longest.end), kind: candidate.output.kind, entry: candidate.output.entry))
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

  private static func fits(_ shape: UInt64, _ tokens: UnsafeBufferPointer<Token>, _ range: Range<Int>) -> Bool {
    var shape = shape
    for index in range {
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
