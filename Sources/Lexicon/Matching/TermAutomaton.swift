import CMemory
import TextModel

/// The matcher's tree as an automaton over lexical classes, made as far as the text asks for it.
///
/// A token can be several symbols, so that a walk through the tree is at several nodes at once. Each set of symbols that
/// was met is a *class* here, each set of nodes that was reached a *state*, and where a class leads from a state is worked
/// out once: from then on a step is one probe. Whoever has the automaton may make a new one at any time, which changes
/// nothing but the time; classes are those of one automaton.
final class TermAutomaton {
  /// The class of the first token, or, with the highest bit, the number of a state that a step has led to.
  typealias State = UInt32

  /// Leads nowhere and ends nothing: class 0 has no symbols.
  static let dead: State = 0
  private static let byStep: State = 1 << 31

  /// What the search must know of a state.
  struct Reached {
    /// One bit for each symbol that leads on from one of the tree's nodes.
    var leads: UInt64 = 0
    fileprivate var firstEnding: UInt32 = 0
    fileprivate var lastEnding: UInt32 = 0

    /// What ends here, as a run of the automaton's endings: by kind, then node by node in their order.
    var endings: Range<UInt32> { firstEnding..<lastEnding }
  }

  /// A term that ends in a state.
  struct Ending {
    var entry: UInt32
    /// The tree node it is of.
    var node: UInt32
    /// The matcher's output.
    var output: UInt32
    var kind: TermKind
    /// Does it count only where its words have capitals? See `Matcher.Output.shape`.
    var hasShape: Bool

    /// Does it count wherever its words stand, but for longer terms? Dictionaries keep all of theirs.
    var alwaysCounts: Bool { !hasShape && kind != .dictionary }
  }

  /// All that is to be known of a class, half a cache line: what it does as a later token of a term, and as the first
  /// one. Nearly all terms are of one word, and most words are one term: then this says it all.
  struct Start {
    /// One bit for each of its symbols.
    var bits: UInt64 = 0
    var reached = Reached()
    /// Of the first ending.
    var entry: UInt32 = 0
    var kind = TermKind.alias
    /// Do all endings count whatever the text looks like?
    var isPlain = true
  }

  private let matcher: Matcher
  /// By class.
  private var starts = Pool<Start>()
  /// By class: its symbols.
  private var classes = NumberRows()
  /// Of the states that steps have led to, by number.
  private var states = Pool<Reached>()
  /// The same: their tree nodes, in the order of the symbols that led to them.
  private var nodes = NumberRows()
  private var endings = Pool<Ending>()
  /// Steps, by state and class. Open addressing; a power of two, of which at most three quarters are taken.
  private var steps = Pool(repeating: Step(), count: 1 << 10)
  private var stepCount = 0
  private var reached: [UInt32] = []

  private struct Step {
    /// State and class; 0 for a free slot, as no step begins at the dead state.
    var key: UInt64 = 0
    var state: State = 0
  }

  init(_ matcher: Matcher) {
    self.matcher = matcher
    starts.append(Start())
    states.append(Reached())
  }

  /// States that have been made.
  var stateCount: Int { starts.count + states.count }

  /// The class of a set of symbols, made if it is new.
  func number(ofClass symbols: [UInt32]) -> UInt32 {
    let (number, isNew) = classes.number(of: symbols)
    if isNew { makeStart(number) }
    return UInt32(number)
  }

  @inline(__always)
  func start(_ number: UInt32) -> Start { starts[Int(number)] }

  /// - Parameter state: that a step has led to.
  @inline(__always)
  func reached(_ state: State) -> Reached { states[Int(state & ~Self.byStep)] }

  @inline(__always)
  func ending(_ number: UInt32) -> Ending { endings[Int(number)] }

  /// Begins to bring in what will be asked of a class.
  @inline(__always)
  func prefetch(_ number: UInt32) { memory_prefetch(starts.start + Int(number)) }

  /// Begins to bring in what will be asked of two classes that follow each other, the first of which begins a term: the
  /// step from one to the other, or what ends with the first.
  @inline(__always)
  func prefetch(_ first: UInt32, _ second: UInt32) {
    let start = starts.start + Int(first)
    let step = UnsafeRawPointer(steps.start + slot(Self.key(first, second)))
    let ending = UnsafeRawPointer(endings.start + Int(start.pointee.reached.firstEnding))
    memory_prefetch(start.pointee.reached.leads & starts[Int(second)].bits != 0 ? step : ending)
  }

  /// Can a class lead on from a state with these bits? Most that can't are told by theirs.
  @inline(__always)
  func mayLead(_ leads: UInt64, _ number: UInt32) -> Bool { leads & starts[Int(number)].bits != 0 }

  /// The state that a class leads to from another.
  @inline(__always)
  func next(_ state: State, _ number: UInt32) -> State {
    let key = Self.key(state, number)
    var index = slot(key)
    while steps[index].key != 0 {
      if steps[index].key == key { return steps[index].state }
      index = (index + 1) & (steps.count - 1)
    }
    return makeStep(key)
  }

  @inline(__always)
  private static func key(_ state: State, _ number: UInt32) -> UInt64 { UInt64(state) << 32 | UInt64(number) }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int { EdgeTable.slot(key) & (steps.count - 1) }

  private func makeStart(_ number: Int) {
    reached.removeAll(keepingCapacity: true)
    var start = Start()
    for symbol in classes[number] {
      start.bits |= Matcher.bit(symbol)
      reach(0, symbol)
    }
    start.reached = makeReached()
    for number in start.reached.endings.reversed() {
      let ending = ending(number)
      (start.entry, start.kind) = (ending.entry, ending.kind)
      if !ending.alwaysCounts { start.isPlain = false }
    }
    starts.append(start)
  }

  @inline(never)
  private func makeStep(_ key: UInt64) -> State {
    reached.removeAll(keepingCapacity: true)
    let (from, symbols) = (State(key >> 32), classes[Int(key & 0xFFFF_FFFF)])
    if from & Self.byStep != 0 {
      for node in nodes[Int(from & ~Self.byStep)] { for symbol in symbols { reach(node, symbol) } }
    } else {
      for first in classes[Int(from)] {
        let node = matcher.next(0, first)
        if node != 0 { for symbol in symbols { reach(node, symbol) } }
      }
    }
    let state = stateOfReached()
    if (stepCount + 1) * 4 > steps.count * 3 { grow() }
    put(Step(key: key, state: state))
    stepCount += 1
    return state
  }

  private func grow() {
    var old = Pool(repeating: Step(), count: steps.count * 2)
    swap(&old, &steps)
    for place in 0..<old.count where old[place].key != 0 { put(old[place]) }
  }

  private func put(_ step: Step) {
    var index = slot(step.key)
    while steps[index].key != 0 { index = (index + 1) & (steps.count - 1) }
    steps[index] = step
  }

  private func reach(_ node: UInt32, _ symbol: UInt32) {
    let next = matcher.next(node, symbol)
    if next != 0 { reached.append(next) }
  }

  private func stateOfReached() -> State {
    if reached.isEmpty { return Self.dead }
    let (state, isNew) = nodes.number(of: reached)
    if isNew { states.append(makeReached()) }
    return State(state) | Self.byStep
  }

  private func makeReached() -> Reached {
    let firstEnding = UInt32(endings.count)
    appendEndings()
    return Reached(
      leads: reached.reduce(0) { $0 | matcher.leads(from: $1) }, firstEnding: firstEnding,
      lastEnding: UInt32(endings.count))
  }

  /// Appends what ends in the nodes reached. Where the first node's terms of a kind count whatever the text looks like,
  /// those of other nodes are left out.
  private func appendEndings() {
    var kinds: UInt32 = 0
    for node in reached {
      for number in matcher.outputs(of: node) { kinds |= 1 << UInt32(matcher.outputs[number].kind.rawValue) }
    }
    while kinds != 0 {
      let kind = UInt8(kinds.trailingZeroBitCount)
      kinds &= kinds - 1
      let firstOfKind = endings.count
      /// The only node whose terms of the kind can count.
      var only: UInt32?
      for node in reached where only == nil || only == node {
        for number in matcher.outputs(of: node) where matcher.outputs[number].kind.rawValue == kind {
          let output = matcher.outputs[number]
          let ending = Ending(
            entry: output.entry, node: node, output: UInt32(number), kind: output.kind, hasShape: output.shape != 0)
          if ending.alwaysCounts, endings.count == firstOfKind { only = node }
          endings.append(ending)
        }
      }
    }
  }
}
