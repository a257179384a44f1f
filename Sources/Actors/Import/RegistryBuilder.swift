import Lexicon
import TextModel

/// Gathers what importers read into actors, and then looks at them as a whole: who shares a name, what stands twice.
///
/// Every name that stands in a file is given to it once for each actor and time that it stands for; each such use lives, is
/// lost with a finding, or is one with another.
struct RegistryBuilder {
  struct Use {
    var name: String
    var span: TimeSpan
    var line: Int
    /// By which of several names an actor is called: the lowest wins; nil for one that is no name to be called by.
    var rank: Int?
  }

  struct Draft {
    /// What the source calls the actor: a code, an item.
    var key: String
    var id: String?
    var uses: [Use] = []
    var kind: Actor.Kind?
    var gender: Actor.Gender?
    /// Keys of actors it may belong to, the nearest first.
    var owners: [String] = []
    var file: Int
    var line: Int
  }

  private(set) var drafts: [Draft] = []
  private(set) var findings: [Finding] = []
  private(set) var seen = 0
  private(set) var lost = 0
  private(set) var merged = 0
  private var index: [String: Int] = [:]
  private var files: [String] = []
  private var sums: [Sum: Int] = [:]
  private var sumOrder: [(sum: Sum, line: Int)] = []

  private struct Sum: Hashable {
    var file: Int
    var severity: Finding.Severity
    var kind: Finding.Kind
    var message: String
    var mend: String
  }

  mutating func begin(_ path: String) { files.append(path) }

  /// Changes what is known of an actor, who is made if he is new.
  mutating func actor(_ key: String, line: Int, _ change: (inout Draft) -> Void) {
    if index[key] == nil {
      index[key] = drafts.count
      drafts.append(Draft(key: key, file: files.count - 1, line: line))
    }
    change(&drafts[index[key]!])
  }

  mutating func add(_ use: Use, to key: String) {
    seen += 1
    actor(key, line: use.line) { $0.uses.append(use) }
  }

  /// Counts uses of names that become none.
  mutating func lose(_ kind: Finding.Kind, _ line: Int, _ message: String, _ mend: String, count: Int = 1) {
    seen += count
    lost += count
    say(.error, kind, line, message, mend)
  }

  mutating func merge(count: Int = 1) {
    seen += count
    merged += count
  }

  mutating func say(
    _ severity: Finding.Severity, _ kind: Finding.Kind, _ line: Int?, _ message: String, _ mend: String,
    file: Int? = nil
  ) {
    findings.append(
      Finding(
        file: files.isEmpty ? "" : files[file ?? files.count - 1], line: line, severity: severity, kind: kind,
        message: Self.oneLine(message), mend: mend))
  }

  /// Says the same of many lines once, with their number and the first of them.
  mutating func sum(
    _ severity: Finding.Severity, _ kind: Finding.Kind, _ line: Int, _ message: String, _ mend: String, file: Int? = nil
  ) {
    let sum = Sum(
      file: file ?? files.count - 1, severity: severity, kind: kind, message: Self.oneLine(message), mend: mend)
    if sums[sum] == nil { sumOrder.append((sum, line)) }
    sums[sum, default: 0] += 1
  }

  /// What comes from a file may hold anything.
  static func oneLine(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars.prefix(200) {
      out.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return out.unicodeScalars.count < 200 ? out : out + "…"
  }
}

// MARK: - The whole

extension RegistryBuilder {
  /// The actors, in the order in which they came, no two of whom share a name.
  mutating func finish() -> [Actor] {
    var names = NameClaims()
    let ids = identifiers()
    for draft in drafts.indices {
      // Whoever a name is claimed by first has it.
      drafts[draft].uses = drafts[draft].uses.filter { claim($0, draft, &names) }
    }
    var actors: [Actor] = []
    for (number, draft) in drafts.enumerated() {
      if draft.uses.isEmpty {
        say(
          .warning, .category, draft.line, "'\(draft.key)' is left without a name", "give the actor a name",
          file: draft.file)
        continue
      }
      actors.append(actor(draft, id: ids[number], &names))
    }
    settleOwners(&actors, ids)
    tellSums()
    return actors
  }

  private mutating func claim(_ use: Use, _ draft: Int, _ names: inout NameClaims) -> Bool {
    let file = drafts[draft].file
    switch names.claim(use.name, by: draft, during: use.span) {
    case .free: return true
    case .empty:
      lost += 1
      say(.error, .neverMatches, use.line, "'\(use.name)' has no word in it", "leave it out", file: file)
    case .twice:
      merged += 1
      sum(.note, .duplicate, use.line, "a name that its actor has already", "nothing is to be done", file: file)
    case .taken(let other):
      lost += 1
      say(
        .error, .conflict, use.line,
        "'\(use.name)' names \(drafts[other].key) already, and \(drafts[draft].key) does not get it",
        "leave it to one of them, or give both dates", file: file)
    }
    return false
  }

  private mutating func actor(_ draft: Draft, id: String, _ names: inout NameClaims) -> Actor {
    let undated = draft.uses.filter { $0.span == .always }
    // No beginning of a word is a name to be called by.
    let best = undated.enumerated().filter { $0.element.rank != nil && !$0.element.name.contains("*") }
      .min { ($0.element.rank!, $0.offset) < ($1.element.rank!, $1.offset) }
    var actor = Actor(id: id, name: best?.element.name ?? draft.key, kind: draft.kind ?? .group, gender: draft.gender)
    if best == nil {
      // Called by its code, unless that is somebody's name.
      let number = drafts.count + names.count
      actor.name =
        [draft.key, id, "\(id) \(number)"].first { names.claim($0, by: number, during: .always) == .free } ?? draft.key
    }
    actor.aliases = undated.enumerated().filter { $0.offset != best?.offset }.map(\.element.name)
    for use in draft.uses where use.span != .always {
      let (from, to) = use.span.days
      if let role = actor.roles.firstIndex(where: { $0.from == from && $0.to == to }) {
        actor.roles[role].titles.append(use.name)
      } else {
        actor.roles.append(Actor.Role(titles: [use.name], from: from, to: to))
      }
    }
    if draft.kind == nil {
      sum(
        .warning, .category, draft.line, "an actor whose kind nothing tells, taken for a group",
        "mend 'kind' in the registry, or add the code to Lexicons/actor-codes.tsv", file: draft.file)
    }
    return actor
  }

  private mutating func settleOwners(_ actors: inout [Actor], _ ids: [String]) {
    let there = Set(actors.map(\.id))
    var number: [String: Int] = [:]
    for (place, id) in ids.enumerated() { number[id] = place }
    let index = self.index
    for place in actors.indices {
      let draft = drafts[number[actors[place].id]!]
      let owner = draft.owners.compactMap { index[$0] }.map { ids[$0] }.first { there.contains($0) }
      if let owner, owner != actors[place].id { actors[place].belongsTo = owner }
      if owner == nil, let wanted = draft.owners.first {
        sum(
          .note, .category, draft.line, "what an actor belongs to (\(wanted)) is no actor here, and is left out",
          "import both, or write 'of' yourself", file: draft.file)
      }
    }
  }

  /// Ids as small letters and hyphens, none twice.
  private func identifiers() -> [String] {
    var taken = Set(ActorRegistry.reservedIds)
    return drafts.map { draft in
      let stem = Self.identifier(draft.id ?? draft.key) ?? Self.identifier(draft.key) ?? "actor"
      var (id, number) = (stem, 2)
      while !taken.insert(id).inserted {
        id = "\(stem)-\(number)"
        number += 1
      }
      return id
    }
  }

  /// nil for a text in which ASCII has no share.
  static func identifier(_ text: String) -> String? {
    var id = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        id += scalar.properties.lowercaseMapping
      } else if scalar.properties.isAlphabetic {
        return nil
      } else if scalar != "'", !id.isEmpty, id.last != "-" {
        id += "-"
      }
    }
    while id.last == "-" { id.removeLast() }
    return id.isEmpty ? nil : id
  }

  private mutating func tellSums() {
    for (sum, line) in sumOrder {
      let count = sums[sum]!
      findings.append(
        Finding(
          file: files[sum.file], line: line, severity: sum.severity, kind: sum.kind,
          message: sum.message + (count == 1 ? "" : " (\(count) lines, this the first)"), mend: sum.mend))
    }
    let order = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    findings = findings.enumerated().sorted {
      (order[$0.element.file] ?? 0, $0.element.line ?? 0, $0.offset)
        < (order[$1.element.file] ?? 0, $1.element.line ?? 0, $1.offset)
    }.map(\.element)
  }
}
