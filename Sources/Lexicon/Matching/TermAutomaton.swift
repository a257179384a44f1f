import CMemory

/// The matcher's tree as an automaton over lexical classes, made as far as the text asks for it.
///
/// A token can be several symbols, so that a walk through the tree is at several nodes at once. Each set of nodes that
/// was reached is a *state* here, and where a class leads from it is worked out once: from then on a step is one probe.
/// What has been worked out may be forgotten at any time, which changes nothing but the time. Classes are those of one
/// `TokenLookup`, whose own the automaton is.
final class TermAutomaton {
  typealias State = UInt32

  /// Leads nowhere and ends nothing.
  static let dead: State = 0
  private static let unknown = State.max

  /// What the search must know of a state.
  struct Reached {
    /// One bit for each symbol that leads on from one of the tree's nodes.
    var leads: UInt64
    /// What ends here, as a run of `outputs`: node by node, in their order.
    var outputs: Range<UInt32>
  }

  /// An output of a state's node.
  struct Output {
    var output: Matcher.Output
    /// The tree node it is of.
    var node: UInt32
  }

  private let matcher: Matcher
  private(set) var states: [Reached] = []
  private(set) var outputs: [Output] = []
  /// By state: its tree nodes as a run of `nodes`, in the order of the symbols that led to them.
  private var runs: [Range<Int>] = []
  private var nodes: [UInt32] = []
  /// By class.
  private var starts: [Start] = []
  /// Steps, by state and class. Open addressing; a power of two, of which at most half are taken.
  private var steps: [Step] = []
  private var stepCount = 0
  /// States by their nodes.
  private var known: [[UInt32]: State] = [:]
  private var reached: [UInt32] = []

  /// What a class does as the first of a term and as a later one, in one place of memory.
  private struct Start {
    /// One bit for each of its symbols.
    var bits: UInt64
    /// The state it leads to from the root.
    var root: State
  }

  private struct Step {
    /// State and class; 0 for a free slot, as no step begins at the dead state.
    var key: UInt64 = 0
    var state: State = 0
  }

  /// States beyond which all is forgotten.
  private let mostStates: Int

  init(_ matcher: Matcher, mostStates: Int) {
    self.matcher = matcher
    self.mostStates = mostStates
    forget()
  }

  /// Takes up classes that are new, and makes room, before a text is walked.
  func prepare(_ classes: TokenClasses) {
    if states.count > mostStates { forget() }
    while starts.count < classes.count {
      starts.append(Start(bits: classes.bits(of: starts.count), root: Self.unknown))
    }
  }

  private func forget() {
    states = [Reached(leads: 0, outputs: 0..<0)]
    outputs = []
    runs = [0..<0]
    nodes = []
    starts = []
    steps = Array(repeating: Step(), count: 1 << 12)
    stepCount = 0
    known = [:]
  }

  /// The state that a class leads to from the root.
  @inline(__always)
  func root(_ number: UInt32, _ classes: TokenClasses) -> State {
    let root = starts[Int(number)].root
    return root == Self.unknown ? makeRoot(Int(number), classes) : root
  }

  /// Begins to bring in what will be asked of a class that comes in a while, and of one that comes soon.
  @inline(__always)
  func prefetch(_ later: UInt32, _ soon: UInt32) {
    starts.withUnsafeBufferPointer { starts in
      memory_prefetch(starts.baseAddress! + Int(later))
      let root = starts[Int(soon)].root
      states.withUnsafeBufferPointer { memory_prefetch($0.baseAddress! + (root == Self.unknown ? 0 : Int(root))) }
    }
  }

  /// Can a class lead on from a state? Most that can't are told by their bits.
  @inline(__always)
  func mayLead(_ reached: Reached, _ number: UInt32) -> Bool { reached.leads & starts[Int(number)].bits != 0 }

  /// The state that a class leads to from another.
  @inline(__always)
  func next(_ state: State, _ number: UInt32, _ classes: TokenClasses) -> State {
    let key = UInt64(state) << 32 | UInt64(number)
    var index = EdgeTable.slot(key) & (steps.count - 1)
    while steps[index].key != 0 {
      if steps[index].key == key { return steps[index].state }
      index = (index + 1) & (steps.count - 1)
    }
    return makeStep(key, classes)
  }

  @inline(never)
  private func makeRoot(_ number: Int, _ classes: TokenClasses) -> State {
    reached.removeAll(keepingCapacity: true)
    for symbol in classes.symbols(of: number) { reach(0, symbol) }
    let state = stateOfReached()
    starts[number].root = state
    return state
  }

  @inline(never)
  private func makeStep(_ key: UInt64, _ classes: TokenClasses) -> State {
    reached.removeAll(keepingCapacity: true)
    let symbols = classes.symbols(of: Int(key & 0xFFFF_FFFF))
    for node in runs[Int(key >> 32)] { for symbol in symbols { reach(nodes[node], symbol) } }
    let state = stateOfReached()
    if (stepCount + 1) * 2 > steps.count {
      let old = steps
      steps = Array(repeating: Step(), count: old.count * 2)
      for step in old where step.key != 0 { put(step) }
    }
    put(Step(key: key, state: state))
    stepCount += 1
    return state
  }

  private func put(_ step: Step) {
    var index = EdgeTable.slot(step.key) & (steps.count - 1)
    while steps[index].key != 0 { index = (index + 1) & (steps.count - 1) }
    steps[index] = step
  }

  private func reach(_ node: UInt32, _ symbol: UInt32) {
    let next = matcher.next(node, symbol)
    if next != 0 { reached.append(next) }
  }

  private func stateOfReached() -> State {
    if reached.isEmpty { return Self.dead }
    if let state = known[reached] { return state }
    let firstOutput = UInt32(outputs.count)
    var leads: UInt64 = 0
    for node in reached {
      leads |= matcher.leads(from: node)
      for output in matcher.outputs(of: node) { outputs.append(Output(output: output, node: node)) }
    }
    states.append(Reached(leads: leads, outputs: firstOutput..<UInt32(outputs.count)))
    runs.append(nodes.count..<nodes.count + reached.count)
    nodes.append(contentsOf: reached)
    known[reached] = State(states.count - 1)
    return State(states.count - 1)
  }
}
