import TextModel

/// The search for terms in one document.
///
/// From each token that begins terms the automaton is walked as far as it goes, and for each kind the longest term is a
/// hit, unless an earlier one reaches over the token. A word that no term goes on from, as most are, takes no walk.
struct TermSearch: ~Copyable {
  let matcher: Matcher
  let automaton: TermAutomaton
  var hits: [TermHit]
  /// Every match of a dictionary's entry, in whatever order and some of them twice.
  var dictionaryHits: [TermHit] = []
  /// By kind.
  private let best: UnsafeMutablePointer<Best>
  /// The token up to which an earlier term of any kind reaches.
  private var coveredUntil = 0

  /// The longest term of one kind so far.
  private struct Best {
    var end = 0
    var node: UInt32 = 0
    /// The endings of the state that the node is one of.
    var endings: Range<UInt32> = 0..<0
    /// The token up to which an earlier term of the kind reaches.
    var coveredUntil = 0
  }

  init(matcher: Matcher, automaton: TermAutomaton, hits: [TermHit]) {
    self.matcher = matcher
    self.automaton = automaton
    self.hits = hits
    best = .allocate(capacity: TermKind.allCases.count)
    best.initialize(repeating: Best(), count: TermKind.allCases.count)
  }

  deinit { best.deallocate() }

  /// Tokens whose classes are asked for ahead, and those whose steps are.
  private static let ahead = 20
  private static let stepsAhead = 8

  @inline(__always)
  mutating func search(_ range: Range<Int>, of tokens: UnsafeBufferPointer<Token>) {
    for at in range {
      if at + Self.ahead < tokens.count {
        automaton.prefetch(tokens[at + Self.ahead].lexical)
        automaton.prefetch(tokens[at + Self.stepsAhead].lexical, tokens[at + Self.stepsAhead + 1].lexical)
      }
      guard tokens[at].traits.contains(.startsTerm) else { continue }
      let start = automaton.start(tokens[at].lexical)
      if !start.isPlain || goesOn(start, at, range.upperBound, tokens) {
        walk(start, at, range.upperBound, tokens)
      } else {
        take(start, at)
      }
    }
  }

  /// Does a term of several words end somewhere on the way from a token?
  @inline(__always)
  private func goesOn(
    _ start: TermAutomaton.Start, _ at: Int, _ end: Int, _ tokens: UnsafeBufferPointer<Token>
  ) -> Bool {
    var (state, reached, at) = (tokens[at].lexical, start.reached, at + 1)
    while at < end, automaton.mayLead(reached.leads, tokens[at].lexical) {
      state = automaton.next(state, tokens[at].lexical)
      if state == TermAutomaton.dead { return false }
      reached = automaton.reached(state)
      if !reached.endings.isEmpty { return true }
      at += 1
    }
    return false
  }

  /// Takes the terms that are one word.
  @inline(__always)
  private mutating func take(_ start: TermAutomaton.Start, _ at: Int) {
    func take(_ kind: TermKind, _ entry: UInt32) {
      if at < coveredUntil, at < best[Int(kind.rawValue)].coveredUntil { return }
      hits.append(TermHit(first: Int32(at), last: Int32(at + 1), kind: kind, entry: entry))
    }
    let endings = start.reached.endings
    if endings.isEmpty { return }
    take(start.kind, start.entry)
    for number in endings.dropFirst() {
      let ending = automaton.ending(number)
      take(ending.kind, ending.entry)
    }
  }

  /// Finds the terms that begin at one token.
  @inline(never)
  private mutating func walk(
    _ first: TermAutomaton.Start, _ start: Int, _ end: Int, _ tokens: UnsafeBufferPointer<Token>
  ) {
    var (state, reached, at) = (tokens[start].lexical, first.reached, start + 1)
    /// Kinds with a term that begins here, as bits.
    var found: UInt32 = 0
    while true {
      for number in reached.endings {
        let ending = automaton.ending(number)
        let kind = Int(ending.kind.rawValue)
        if ending.kind == .dictionary {
          dictionaryHits.append(
            TermHit(first: Int32(start), last: Int32(at), kind: .dictionary, entry: ending.entry))
          continue
        }
        if start < best[kind].coveredUntil { continue }
        if ending.hasShape, !Self.fits(matcher.outputs[Int(ending.output)].shape, tokens, start..<at) { continue }
        // Of several nodes the first one counts: a literal comes before a wildcard.
        if found & 1 << UInt32(kind) == 0 || best[kind].end < at {
          found |= 1 << UInt32(kind)
          best[kind].end = at
          best[kind].node = ending.node
          best[kind].endings = reached.endings
        }
      }
      if at >= end || !automaton.mayLead(reached.leads, tokens[at].lexical) { break }
      state = automaton.next(state, tokens[at].lexical)
      if state == TermAutomaton.dead { break }
      reached = automaton.reached(state)
      at += 1
    }
    while found != 0 {
      let kind = found.trailingZeroBitCount
      found &= found - 1
      let longest = best[kind]
      best[kind].coveredUntil = longest.end
      coveredUntil = max(coveredUntil, longest.end)
      for number in longest.endings {
        let ending = automaton.ending(number)
        guard ending.node == longest.node, Int(ending.kind.rawValue) == kind else { continue }
        hits.append(
          TermHit(first: Int32(start), last: Int32(longest.end), kind: ending.kind, entry: ending.entry))
      }
    }
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
