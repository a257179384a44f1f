import TextModel

/// What is to be added up of a batch's articles: sorted at its end, so that each actor is looked up once.
struct BatchTally {
  /// Numbers that are sorted as they stand, the actor first.
  private struct Entry: Comparable {
    let number: UInt64

    init(_ actor: Int32, _ rest: UInt32) { number = UInt64(UInt32(bitPattern: actor)) << 32 | UInt64(rest) }

    var actor: Int32 { Int32(bitPattern: UInt32(number >> 32)) }
    var rest: UInt32 { UInt32(truncatingIfNeeded: number) }

    static func < (a: Entry, b: Entry) -> Bool { a.number < b.number }
  }

  private var sums = Tallies()
  /// By article and actor: how often he is mentioned.
  private var mentions: [Entry] = []
  /// Pieces of evidence: whose, and their polarity.
  private var evidence: [Entry] = []
  /// Uses of frames by actors: the frame.
  private var uses: [Entry] = []
  /// Actors of one article's mentions.
  private var named: [Int32] = []

  mutating func add(_ document: Document) {
    sums.addSize(of: document)
    named.removeAll(keepingCapacity: true)
    for mention in document.mentions { named.append(mention.actor) }
    named.sort()
    var first = 0
    for index in named.indices where index + 1 == named.count || named[index + 1] != named[index] {
      mentions.append(Entry(named[index], UInt32(index + 1 - first)))
      first = index + 1
    }
    for piece in document.evidence {
      let polarity: UInt32 = piece.contribution > 0 ? 2 : piece.contribution < 0 ? 0 : 1
      evidence.append(Entry(piece.actor, Self.code(piece.holder) << 2 | polarity))
    }
    for use in document.frameUses { if let actor = use.actor { uses.append(Entry(actor, use.frame)) } }
  }

  /// The sums of all that was added since they were taken last.
  mutating func take() -> Tallies {
    var sums = Tallies()
    swap(&sums, &self.sums)
    Self.takeRuns(of: &mentions, by: \.actor) { run in
      sums.add(run.reduce(0) { $0 + Int($1.rest) }, mentionsIn: run.count, of: run.first!.actor)
    }
    Self.takeRuns(of: &evidence, by: \.number) { run in
      let entry = run.first!
      sums.add(
        run.count, piecesOf: Self.holder(entry.rest >> 2), polarity: Int(entry.rest & 3) - 1, about: entry.actor)
    }
    Self.takeRuns(of: &uses, by: \.number) { sums.add($0.count, usesOf: $0.first!.rest, by: $0.first!.actor) }
    return sums
  }

  /// Calls `body` with each run of entries whose keys are the same, and empties the list.
  private static func takeRuns(
    of entries: inout [Entry], by key: (Entry) -> some Equatable, _ body: (ArraySlice<Entry>) -> Void
  ) {
    entries.sort()
    var first = 0
    for index in entries.indices where index + 1 == entries.count || key(entries[index + 1]) != key(entries[index]) {
      body(entries[first...index])
      first = index + 1
    }
    entries.removeAll(keepingCapacity: true)
  }

  private static func code(_ holder: Holder) -> UInt32 {
    switch holder {
    case .article: 0
    case .unresolved: 1
    case .actor(let index): UInt32(index) + 2
    }
  }

  private static func holder(_ code: UInt32) -> Holder {
    code == 0 ? .article : code == 1 ? .unresolved : .actor(Int32(code - 2))
  }
}
