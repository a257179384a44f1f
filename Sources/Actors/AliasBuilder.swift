import Lexicon
import TextModel

/// Gathers what actors are called, in three rounds: as written, with case endings and transliterated, by their surnames. What
/// comes first wins.
struct AliasBuilder {
  private let registry: ActorRegistry
  private let derivation: NameDerivation
  private(set) var phrases = PhraseTable()
  private(set) var shapes: [UInt64] = []
  private(set) var surnames = SurnameIndex()
  private var candidates: [AliasTable.Candidate] = []
  /// By candidate: the next one of its phrase, or -1.
  private var next: [Int32] = []
  /// By phrase: its first candidate and its last one.
  private var chains: [(first: Int32, last: Int32)] = []
  private var phrase: [UInt8] = []
  private var scratch: [UInt8] = []

  init(registry: ActorRegistry, declensions: [Declension], transliterations: Transliterations?) {
    self.registry = registry
    derivation = NameDerivation(declensions: declensions, transliterations: transliterations)
  }

  /// Names, and what each is to mean.
  private struct Round {
    var names = NameList()
    var candidates: [AliasTable.Candidate] = []

    mutating func append(_ name: String, _ candidate: AliasTable.Candidate) {
      names.append(name)
      candidates.append(candidate)
    }
  }

  /// - Throws: `ConfigurationError` where two actors share a name.
  mutating func build() throws {
    var (written, derived, bySurname) = (Round(), Round(), Round())
    for (number, actor) in registry.actors.enumerated() {
      for name in [actor.name] + actor.aliases { written.append(name, .init(actor: number, form: .name)) }
      for role in actor.roles {
        for title in role.titles {
          written.append(title, .init(actor: number, form: .role, from: role.from, to: role.to))
        }
      }
    }
    var name = 0
    for (number, actor) in registry.actors.enumerated() {
      for text in [actor.name] + actor.aliases + actor.roles.flatMap(\.titles) {
        let candidate = written.candidates[name]
        name += 1
        for form in derivation.cases(of: text) { derived.append(form, candidate) }
        if actor.kind == .person, candidate.form == .name {
          for form in derivation.transliterations(of: text) { derived.append(form, .init(actor: number, form: .name)) }
        }
      }
    }
    try written.names.cut { name, words in
      let candidate = written.candidates[name]
      try add(words, of: written.names, candidate, mustBeUnique: true)
      if candidate.form == .name, registry.actors[candidate.actor].kind == .person {
        addSurname(words, of: written.names, candidate.actor, to: &bySurname)
      }
    }
    for round in [derived, bySurname] {
      try round.names.cut { name, words in
        try add(words, of: round.names, round.candidates[name], mustBeUnique: false)
      }
    }
  }

  /// Surnames last, so that they yield to everything that was written down.
  private mutating func addSurname(_ words: [NameList.Word], of names: NameList, _ actor: Int, to round: inout Round) {
    guard let last = words.last, !last.isBeginning, names.shape(last) != 0 else { return }
    phrase.removeAll(keepingCapacity: true)
    names.fold(last, scratch: &scratch, into: &phrase)
    surnames.add(phrase, actor: actor)
    let isASCII = names.text[last.range].allSatisfy { $0 < 0x80 }
    if isASCII, words.count == 1 { return }
    let surname = names.string(last)
    for variant in derivation.transliterations(of: surname) {
      phrase = derivation.folded(variant)
      surnames.add(phrase, actor: actor)
    }
    guard words.count > 1 else { return }
    round.append(surname, .init(actor: actor, form: .surname))
    for form in derivation.casesOfWord(surname) { round.append(form, .init(actor: actor, form: .surname)) }
  }

  private mutating func add(
    _ words: [NameList.Word], of names: NameList, _ candidate: AliasTable.Candidate, mustBeUnique: Bool
  ) throws {
    if words.isEmpty { return }
    phrase.removeAll(keepingCapacity: true)
    for (number, word) in words.enumerated() {
      if number > 0 { phrase.append(PhraseTable.separator) }
      names.fold(word, scratch: &scratch, into: &phrase)
    }
    if phrase.isEmpty || phrase.first == 0xFF { return }
    let (number, isNew) = phrases.number(of: phrase)
    let link = Int32(candidates.count)
    if isNew {
      var shape: UInt64 = 0
      for (place, word) in words.prefix(32).enumerated() { shape |= names.shape(word) << (2 * UInt64(place)) }
      shapes.append(shape)
      chains.append((link, link))
      candidates.append(candidate)
      next.append(-1)
      return
    }
    let first = candidates[Int(chains[number].first)]
    if mustBeUnique, first.form == .name, candidate.form == .name, first.actor != candidate.actor {
      throw shared(words, of: names, first.actor, candidate.actor)
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

  private func shared(_ words: [NameList.Word], of names: NameList, _ first: Int, _ second: Int) -> ConfigurationError {
    let place = registry.place(of: second)
    let name = String(
      decoding: names.text[words[0].range.lowerBound..<words[words.count - 1].range.upperBound], as: UTF8.self)
    return ConfigurationError(
      file: place.file, line: place.line,
      what: "'\(name)' names both \(registry.actors[second].id) and \(registry.actors[first].id)",
      mend: "leave it to one of them, or make both longer")
  }

  /// By phrase where its candidates begin, and all candidates in that order.
  func flattened() -> (starts: [Int32], candidates: [AliasTable.Candidate]) {
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
}
