import Lexicon
import TextModel

/// Registries to be looked at, and what they are held against.
public struct RegistryLint {
  /// A name, alias or title as it is looked up.
  struct Entry {
    enum Form { case name, alias, title }

    var actor: Int
    var form: Form
    var text: String
    var line: Int?
    /// Its words, as a number: the same ones have the same.
    var phrase: Int
    var words: Int
    /// Letters and digits of all its words.
    var letters: Int
    /// Asks the text for a capital.
    var asksForCapital: Bool
    /// It stands in capitals throughout, as abbreviations do.
    var isShouted: Bool
    var span: TimeSpan
  }

  let registry: ActorRegistry
  /// By actor: is he to be looked at?
  let isLinted: [Bool]
  let entries: [Entry]
  /// By phrase: its entries.
  let uses: [[Int]]
  let derivation: NameDerivation
  let phrases: PhraseTable
  /// Words of lexicons by what they are there.
  let words: [[UInt8]: String]

  typealias Rule = @Sendable (RegistryLint) -> [LintFinding]

  static let rules: [Rule] = [
    wordless, owners, sharedNames, repeats, offices, short, ordinary, swallowed,
  ]

  /// - Parameters:
  ///   - linted: files whose actors are looked at.
  ///   - words: folded words of lexicons, with what they are there ("valence").
  public init(
    _ registry: ActorRegistry, linted: Set<String>, words: [[UInt8]: String], declensions: [Declension],
    transliterations: Transliterations?
  ) {
    self.registry = registry
    self.words = words
    isLinted = registry.places.map { linted.contains($0.file) }
    derivation = NameDerivation(declensions: declensions, transliterations: transliterations)
    var entries: [Entry] = []
    for (number, actor) in registry.actors.enumerated() {
      let lines = registry.places[number].names
      var place = 0
      func add(_ text: String, _ form: Entry.Form, _ span: TimeSpan) {
        entries.append(
          Entry(
            actor: number, form: form, text: text, line: place < lines.count ? Int(lines[place]) : nil, phrase: -1,
            words: 0, letters: 0, asksForCapital: false, isShouted: false, span: span))
        place += 1
      }
      add(actor.name, .name, .always)
      for alias in actor.aliases { add(alias, .alias, .always) }
      for role in actor.roles {
        for title in role.titles { add(title, .title, TimeSpan(from: role.from, to: role.to)) }
      }
    }
    var phrases = PhraseTable()
    var uses: [[Int]] = []
    let cutter = NameCutter()
    for number in entries.indices {
      var text = entries[number].text
      let phrase = cutter.phrase(of: text)
      let shapes = text.withUTF8 { text in
        for (place, word) in cutter.words.enumerated() {
          let scalars = String(decoding: text[word.range], as: UTF8.self).unicodeScalars
          entries[number].letters += scalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
          let isShouted = scalars.allSatisfy { !$0.properties.isAlphabetic || $0.properties.isUppercase }
          entries[number].isShouted = (place == 0 || entries[number].isShouted) && isShouted
        }
        return cutter.words.map { NameCutter.shape($0, of: text) }
      }
      entries[number].words = cutter.words.count
      entries[number].asksForCapital = shapes.contains { $0 != 0 }
      if phrase.isEmpty || phrase[0] == Wildcard.star { continue }
      let (known, isNew) = phrases.number(of: phrase)
      if isNew { uses.append([]) }
      uses[known].append(number)
      entries[number].phrase = known
    }
    (self.entries, self.uses, self.phrases) = (entries, uses, phrases)
  }

  /// Names that were looked at.
  public var names: Int { entries.count { isLinted[$0.actor] } }

  /// By file in the order of the registry, then by line.
  public func findings() -> [LintFinding] {
    var order: [String: Int] = [:]
    for place in registry.places where order[place.file] == nil { order[place.file] = order.count }
    return Self.rules.flatMap { $0(self) }.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      return (order[left.file] ?? 0, left.line ?? 0, a.offset) < (order[right.file] ?? 0, right.line ?? 0, b.offset)
    }.map(\.element)
  }

  func finding(
    _ severity: LintFinding.Severity, _ rule: String, at entry: Entry, _ what: String, _ mend: String
  ) -> LintFinding {
    LintFinding(
      severity, rule: rule, file: registry.places[entry.actor].file, line: entry.line, what: what, mend: mend)
  }

  func id(_ actor: Int) -> String { registry.actors[actor].id }

  /// `file:line` of an entry, without the file where it is the other one's.
  func place(_ entry: Entry, seenFrom other: Entry) -> String {
    let (file, line) = (registry.places[entry.actor].file, entry.line.map(String.init) ?? "?")
    return file == registry.places[other.actor].file ? "line \(line)" : "\(file):\(line)"
  }
}
