import Segmentation

/// Gathers what importers read, and then looks at it as a whole: what stands twice, what can't be found.
struct DictionaryBuilder {
  private(set) var entries: [DictionaryEntry] = []
  private(set) var findings: [Finding] = []
  /// Entries that were there; each is now an entry, lost, or one with another.
  private(set) var seen = 0
  private(set) var lost = 0
  private(set) var merged = 0
  /// The dictionary's name, where its file has it.
  var name: String?
  var nested: String?
  var scale: String?

  private var files: [String] = []
  private var sums: [Sum: (count: Int, line: Int)] = [:]
  private var sumOrder: [Sum] = []

  /// What is said once for many lines of a file.
  private struct Sum: Hashable {
    var file: Int
    var severity: Finding.Severity
    var kind: Finding.Kind
    var message: String
    var mend: String
  }

  mutating func begin(_ path: String) { files.append(path) }

  /// Bytes of a term, and of a path of categories, which stands in each of its rows.
  private static let longest = 1000

  mutating func add(_ entry: DictionaryEntry) {
    let path = entry.category.reduce(0) { $0 + $1.utf8.count }
    if path > Self.longest || entry.term.utf8.count > Self.longest {
      let what = path > Self.longest ? "the name of its category" : "an entry"
      return lose(.badLine, entry.line, "\(what) is longer than \(Self.longest) bytes", "see whether it is one")
    }
    seen += 1
    if Self.matchesAll(entry.term) {
      say(.warning, .matchesAll, entry.line, "'\(entry.term)' finds every word", "leave it out")
    }
    entries.append(entry)
    entries[entries.count - 1].file = files.count - 1
  }

  /// Counts entries that become none.
  mutating func lose(
    _ kind: Finding.Kind, _ line: Int?, _ message: String, _ mend: String, count: Int = 1
  ) {
    seen += count
    lost += count
    say(.error, kind, line, message, mend)
  }

  mutating func say(
    _ severity: Finding.Severity, _ kind: Finding.Kind, _ line: Int?, _ message: String, _ mend: String
  ) {
    findings.append(
      Finding(
        file: files.last ?? "", line: line, severity: severity, kind: kind, message: Self.oneLine(message), mend: mend))
  }

  /// Says the same of many lines once, with their number and the first of them.
  /// - Parameter file: its index; nil for the one that is being read.
  mutating func sum(
    _ severity: Finding.Severity, _ kind: Finding.Kind, _ line: Int, _ message: String, _ mend: String, file: Int? = nil
  ) {
    let sum = Sum(
      file: file ?? files.count - 1, severity: severity, kind: kind, message: Self.oneLine(message), mend: mend)
    if let known = sums[sum] {
      sums[sum] = (known.count + 1, min(known.line, line))
    } else {
      sums[sum] = (1, line)
      sumOrder.append(sum)
    }
  }

  private static func matchesAll(_ term: String) -> Bool {
    !term.isEmpty && term.utf8.allSatisfy { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: " ") }
  }

  /// What comes from a file may hold anything.
  private static func oneLine(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars.prefix(300) {
      out.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return out.unicodeScalars.count < 300 ? out : out + "…"
  }
}

// MARK: - The whole

extension DictionaryBuilder {
  /// Where an entry stands, as far as it decides whether two are the same.
  private struct Key: Hashable {
    var category: [String]
    var term: [UInt8]
    var when: String

    init(_ entry: DictionaryEntry) {
      category = entry.category
      when = entry.when
      let isExact = entry.term.utf8.first == UInt8(ascii: "/") || entry.match.contains("case")
      term = isExact ? Array(entry.term.utf8) : Folder.shared.fold(entry.term)
    }
  }

  /// Leaves out what can't be found or stands twice, and puts the findings in the files' order.
  /// - Parameter language: whose words and stems they are.
  mutating func finish(language: String) {
    dropUnmatchable(language)
    mergeRepeated()
    dropImplied()
    for sum in sumOrder {
      let (count, line) = sums[sum]!
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

  private mutating func dropUnmatchable(_ language: String) {
    let reader = PatternReader(locale: language)
    if entries.contains(where: { $0.match.contains("stem") }), Stemmer(language: language) == nil {
      findings.append(
        Finding(
          file: files.first ?? "", line: nil, severity: .warning, kind: .approximated,
          message: "no stemmer for '\(language)': entries stand for themselves, not for their inflections",
          mend: "name the language with --language, or write the inflections out"))
      for index in entries.indices where entries[index].match == "stem" { entries[index].match = "" }
    }
    entries = entries.filter { entry in
      do throws(TermFault) {
        _ = try reader.patterns(of: entry.term, form: TokenForm(names: entry.match[...]) ?? [])
        return true
      } catch {
        lost += 1
        let message = entry.term.isEmpty ? "an empty entry" : "'\(entry.term)': \(error.what)"
        findings.append(
          Finding(
            file: files[entry.file], line: entry.line, severity: .error, kind: .neverMatches,
            message: Self.oneLine(message), mend: error.mend))
        return false
      }
    }
  }

  /// Where an entry stands, and what else tells it from others there.
  private struct Twin<Trait: Hashable>: Hashable {
    var key: Key
    var trait: Trait
  }

  private mutating func mergeRepeated() {
    var first: [Key: Int] = [:]
    var byPart: [Twin<String>: Int] = [:]
    var byWeight: [Twin<Double?>: Int] = [:]
    var isKept = [Bool](repeating: true, count: entries.count)
    for index in entries.indices {
      let entry = entries[index]
      let key = Key(entry)
      let (part, weight) = (Twin(key: key, trait: entry.pos), Twin(key: key, trait: entry.weight))
      if let twin = byPart[part] {
        let loser = entries[twin].weight == entry.weight ? repeated(twin, index) : contradicted(twin, index)
        isKept[loser] = false
        merged += 1
        if loser == twin { (byPart[part], byWeight[weight]) = (index, index) }
      } else if let twin = byWeight[weight], isKept[twin] {
        if entries[twin].pos.isEmpty || entry.pos.isEmpty {
          entries[twin].pos = ""
        } else {
          entries[twin].pos += "|" + entry.pos
        }
        entries[twin].match = Self.union(entries[twin].match, entry.match)
        isKept[index] = false
        merged += 1
        byPart[part] = twin
        sum(
          .note, .partOfSpeech, entry.line, "the same word as another part of speech: one entry is made of them",
          "nothing is to be done", file: entry.file)
      } else {
        (byPart[part], byWeight[weight]) = (index, index)
        guard let other = first[key] else {
          first[key] = index
          continue
        }
        let twin = entries[other]
        findings.append(
          finding(
            .warning, .partOfSpeech, entry,
            "'\(entry.term)' (\(entry.pos), \(Self.number(entry.weight))) stands as \(twin.pos) too, with "
              + "\(Self.number(twin.weight)) (line \(twin.line)): Rhetor tells no parts of speech, and both count",
            "leave one of them out"))
      }
    }
    entries = entries.indices.filter { isKept[$0] }.map { entries[$0] }
  }

  /// - Returns: the one that goes: the later.
  private mutating func repeated(_ first: Int, _ second: Int) -> Int {
    // That senses become one has been said.
    if entries[first].isSense, entries[second].isSense { return second }
    let spelled = entries[first].term == entries[second].term ? "" : " as '\(entries[second].term)'"
    findings.append(
      finding(
        .note, .duplicate, entries[second],
        "'\(entries[first].term)' stands twice\(spelled) (first in line \(entries[first].line))",
        "leave one of them out"))
    entries[first].match = Self.union(entries[first].match, entries[second].match)
    return second
  }

  /// - Returns: the one that goes. The last counts, as in a program that reads line by line; of two that differ in capitals,
  ///   the one without any, as programs look up small letters.
  private mutating func contradicted(_ first: Int, _ second: Int) -> Int {
    let (a, b) = (entries[first], entries[second])
    let isFirstSmall = a.term != b.term && a.term == a.term.lowercased() && b.term != b.term.lowercased()
    let loser = isFirstSmall ? second : first
    let winner = isFirstSmall ? a : b
    findings.append(
      finding(
        .warning, .conflict, b,
        "'\(b.term)' has the weight \(Self.number(b.weight)), '\(a.term)' in line \(a.line) \(Self.number(a.weight)): "
          + "\(Self.number(winner.weight)) counts", "leave one of them out"))
    return loser
  }

  /// A category counts what those within it find: what stands in both would count twice.
  private mutating func dropImplied() {
    var weights: [Key: Double?] = [:]
    for entry in entries { weights[Key(entry)] = .some(entry.weight) }
    var implied: Set<Key> = []
    for entry in entries where entry.category.count > 1 {
      var key = Key(entry)
      while key.category.count > 1 {
        key.category.removeLast()
        if let weight = weights[key], weight == entry.weight { implied.insert(key) }
      }
    }
    if implied.isEmpty { return }
    entries = entries.filter { entry in
      guard implied.contains(Key(entry)) else { return true }
      merged += 1
      sum(
        .note, .nested, entry.line, "it stands in a category and in one above it, which counts it anyway",
        "nothing is to be done", file: entry.file)
      return false
    }
  }

  private func finding(
    _ severity: Finding.Severity, _ kind: Finding.Kind, _ entry: DictionaryEntry, _ message: String, _ mend: String
  ) -> Finding {
    Finding(
      file: files[entry.file], line: entry.line, severity: severity, kind: kind, message: Self.oneLine(message),
      mend: mend)
  }

  /// What either finds is found.
  private static func union(_ a: String, _ b: String) -> String { a.isEmpty ? b : b.isEmpty ? a : a }

  private static func number(_ weight: Double?) -> String { weight.map(DictionaryWriter.number) ?? "none" }
}
