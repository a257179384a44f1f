import Lexicon
import TextModel

/// Gathers what actors are called, in three rounds: as written, with case endings and transliterated, by their
/// surnames. What comes first wins. Names are rows of word numbers from the moment they are cut; a spelling of
/// `NameDerivation` is cut once.
struct AliasBuilder {
  private let registry: ActorRegistry
  private let derivation: NameDerivation
  private let cutter = NameCutter()
  private var phrases: PhraseTreeBuilder
  private var surnames = SurnameIndex()
  private var candidates: [AliasTable.Candidate] = []
  /// By candidate: the next one of its phrase, or -1.
  private var next: [Int32] = []
  /// By phrase: its first candidate and its last one.
  private var chains: [(first: Int32, last: Int32)] = []
  /// Surnames with their case endings, and whose they are.
  private var bySurname: [(spelling: Int32, actor: Int32)] = []
  /// The last surname taken up, whose it was, and whether it stood in a longer name.
  private var last: (surname: [UInt8], actor: Int, isOfMore: Bool) = ([], -1, false)
  /// By spelling: its run of `pieces`; -1 where it has not been cut yet.
  private var runs: [(start: Int32, count: Int32)] = []
  private var pieces: [(word: UInt32, shape: UInt8)] = []
  /// The present name: its words, and the capitals they ask for.
  private var words: [UInt32] = []
  private var shape: UInt64 = 0

  init(registry: ActorRegistry, declensions: [Declension], transliterations: Transliterations?) {
    self.registry = registry
    derivation = NameDerivation(declensions: declensions, transliterations: transliterations)
    let count = registry.actors.reduce(0) { $0 + 1 + $1.aliases.count + $1.roles.count }
    phrases = PhraseTreeBuilder(phrases: count)
    candidates.reserveCapacity(count)
    next.reserveCapacity(count)
    chains.reserveCapacity(count)
  }

  /// - Throws: `ConfigurationError` where two actors share a name.
  mutating func build() throws {
    try eachName { builder, name, candidate in
      builder.cutter.cut(name)
      builder.readWords(of: name)
      try builder.add(candidate, named: name)
      if candidate.form == .name, builder.registry.actors[candidate.actor].kind == .person {
        builder.addSurname(of: name, candidate.actor)
      }
    }
    var spellings: [Int32] = []
    try eachName { builder, name, candidate in
      guard let script = Transliterations.Script(of: name) else { return }
      builder.derivation.spellings(of: name, into: &spellings)
      if name.contains(where: { (0xD0...0xD3).contains($0) }) {
        try builder.derivation.eachCase(of: spellings) { try builder.add($0, candidate) }
      }
      if candidate.form == .name, builder.registry.actors[candidate.actor].kind == .person {
        try builder.derivation.eachTransliteration(of: spellings, script: script) { try builder.add($0, candidate) }
      }
    }
    // Surnames last, so that they yield to everything that was written down.
    for surname in bySurname { try add([surname.spelling], .init(actor: Int(surname.actor), form: .surname)) }
  }

  private mutating func eachName(
    _ body: (inout AliasBuilder, UnsafeBufferPointer<UInt8>, AliasTable.Candidate) throws -> Void
  ) throws {
    func read(_ name: String, _ candidate: AliasTable.Candidate) throws {
      var name = name
      try name.withUTF8 { try body(&self, $0, candidate) }
    }
    for (number, actor) in registry.actors.enumerated() {
      let named = AliasTable.Candidate(actor: number, form: .name)
      try read(actor.name, named)
      for name in actor.aliases { try read(name, named) }
      for role in actor.roles {
        let held = AliasTable.Candidate(actor: number, form: .role, from: role.from, to: role.to)
        for title in role.titles { try read(title, held) }
      }
    }
  }

  /// Makes the words that the cutter has found the present name.
  private mutating func readWords(of name: UnsafeBufferPointer<UInt8>) {
    words.removeAll(keepingCapacity: true)
    shape = 0
    for word in cutter.words {
      guard let number = number(of: word, in: name) else { continue }
      append(number, NameCutter.shape(word, of: name))
    }
  }

  /// The number of a word; nil where nothing of it is looked up.
  private mutating func number(of word: NameCutter.Word, in name: UnsafeBufferPointer<UInt8>) -> UInt32? {
    cutter.withFolded(word, of: name) { $0.isEmpty || $0[0] == Wildcard.star ? nil : phrases.number(of: $0) }
  }

  @inline(__always)
  private mutating func append(_ word: UInt32, _ capitals: UInt64) {
    if words.count < 32 { shape |= capitals << (2 * UInt64(words.count)) }
    words.append(word)
  }

  /// Adds a form of a name, which yields to what is there.
  private mutating func add(_ form: [Int32], _ candidate: AliasTable.Candidate) throws {
    words.removeAll(keepingCapacity: true)
    shape = 0
    for spelling in form {
      let run = run(of: spelling)
      for piece in pieces[Int(run.start)..<Int(run.start + run.count)] { append(piece.word, UInt64(piece.shape)) }
    }
    try add(candidate, named: nil)
  }

  private mutating func run(of spelling: Int32) -> (start: Int32, count: Int32) {
    while runs.count <= Int(spelling) { runs.append((-1, 0)) }
    if runs[Int(spelling)].start >= 0 { return runs[Int(spelling)] }
    let start = pieces.count
    derivation.withBytes(spelling) { bytes in
      cutter.cut(bytes)
      for word in cutter.words {
        guard let number = number(of: word, in: bytes) else { continue }
        pieces.append((number, UInt8(NameCutter.shape(word, of: bytes))))
      }
    }
    runs[Int(spelling)] = (Int32(start), Int32(pieces.count - start))
    return runs[Int(spelling)]
  }

  private mutating func addSurname(of name: UnsafeBufferPointer<UInt8>, _ actor: Int) {
    guard let word = cutter.words.last, !word.isBeginning, NameCutter.shape(word, of: name) != 0 else { return }
    let bytes = UnsafeBufferPointer(rebasing: name[word.range])
    let isOfMore = cutter.words.count > 1
    // Most names of somebody end alike.
    if last.actor == actor, last.isOfMore || !isOfMore, last.surname.elementsEqual(bytes) { return }
    last = (Array(bytes), actor, isOfMore)
    cutter.withFolded(word, of: name) { surnames.add($0, actor: actor) }
    let script = Transliterations.Script(of: bytes)
    if script == nil, !isOfMore { return }
    let spelling = derivation.spelling(of: bytes)
    if let script {
      derivation.eachTransliteration(of: [spelling], script: script) { form in
        derivation.withBytes(form[0]) { cutter.withFolded($0) { surnames.add($0, actor: actor) } }
      }
    }
    guard isOfMore else { return }
    bySurname.append((spelling, Int32(actor)))
    derivation.eachCaseOfWord(spelling) { bySurname.append(($0, Int32(actor))) }
  }

  /// Adds the present name.
  /// - Parameter name: as it was written, which nobody else may have; nil for a form that was worked out.
  private mutating func add(_ candidate: AliasTable.Candidate, named name: UnsafeBufferPointer<UInt8>?) throws {
    if words.isEmpty { return }
    let (number, isNew) = phrases.number(of: words, shape: shape)
    let link = Int32(candidates.count)
    if isNew {
      chains.append((link, link))
      candidates.append(candidate)
      next.append(-1)
      return
    }
    let first = candidates[Int(chains[number].first)]
    if let name, first.form == .name, candidate.form == .name, first.actor != candidate.actor {
      throw shared(name, first.actor, candidate.actor)
    }
    // A name beats an office, an office beats a surname; only equals share.
    guard first.form == candidate.form, candidate.form != .name else { return }
    if candidate.form == .surname, isThere(candidate.actor, in: number) { return }
    next[Int(chains[number].last)] = link
    chains[number].last = link
    candidates.append(candidate)
    next.append(-1)
  }

  private func isThere(_ actor: Int, in phrase: Int) -> Bool {
    // Actors come in their order.
    candidates[Int(chains[phrase].last)].actor == actor
  }

  private func shared(_ name: UnsafeBufferPointer<UInt8>, _ first: Int, _ second: Int) -> ConfigurationError {
    let place = registry.place(of: second)
    let words = cutter.words
    let text = String(
      decoding: name[words[0].range.lowerBound..<words[words.count - 1].range.upperBound], as: UTF8.self)
    return ConfigurationError(
      file: place.file, line: place.line,
      what: "'\(text)' names both \(registry.actors[second].id) and \(registry.actors[first].id)",
      mend: "leave it to one of them, or make both longer")
  }

  func spellings() -> SpellingIndex { surnames.spellings { phrases.knows($0) } }

  /// By phrase where its candidates begin, and all candidates in that order.
  func flattened() -> (starts: [Int32], candidates: [AliasTable.Candidate]) {
    if chains.count == candidates.count { return (Array(0...Int32(chains.count)), candidates) }
    var (starts, all): ([Int32], [AliasTable.Candidate]) = ([], [])
    starts.reserveCapacity(chains.count + 1)
    all.reserveCapacity(candidates.count)
    for chain in chains {
      starts.append(Int32(all.count))
      var at = chain.first
      while at >= 0 {
        all.append(candidates[Int(at)])
        at = next[Int(at)]
      }
    }
    starts.append(Int32(all.count))
    return (starts, all)
  }

  consuming func finish() -> PhraseTree { phrases.finish() }
}
