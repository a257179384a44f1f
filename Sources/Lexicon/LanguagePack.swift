import CMemory
import Segmentation
import TextModel

/// All that is known of one language: its lexicons' entries by kind, its abbreviations and its name endings.
///
/// Files are added one by one; a later file's row takes the place of an earlier row with the same term and kind, so a
/// researcher's own file can override ours.
public struct LanguagePack: Sendable {
  public let language: String
  /// ISO 15924 code of the language's script (`Latn`, `Cyrl`), by which articles without a language are told apart.
  public var script = "Latn"
  /// Endings taken off a token that is not known with them ("'s").
  public var possessives: [String] = []
  /// Endings of verb forms that an auxiliary does not make passive ("is condemning").
  public var progressives: [[UInt8]] = []
  /// Words that may stand within a name ("of", "van"); words with a capital that no name begins with ("Monday"); those
  /// that are no names alone ("Russian").
  public var connectors: [String] = []
  public var notNames: [String] = []
  public var adjectives: [String] = []
  /// Heads of the files added.
  public internal(set) var lexicons: [LexiconHead] = []
  /// Entries by the raw value of their kind.
  public internal(set) var entries = Array(repeating: EntryList(), count: TermKind.allCases.count)
  /// Frame ids in order of first appearance.
  public internal(set) var frames: [String] = []
  public internal(set) var abbreviations = Abbreviations()
  public internal(set) var declension = Declension()
  /// Empty in languages that tell roles by the order of words.
  public internal(set) var caseEndings = CaseEndings()

  /// Dictionaries of the language that the pipeline brings along.
  public internal(set) var dictionaries: [ContentDictionary] = []
  /// By dictionary: the number of its first entry among those of all.
  var firstEntries: [Int] = []

  /// By kind, form, frame and term: the number of the entry among those of its kind; nil when no more tables are to come.
  private var index: ByteStringTable<Int32>? = ByteStringTable()
  private var frameIndex: [String: Int] = [:]

  public init(language: String) { self.language = language }

  /// Adds all terms to a matcher.
  /// - Throws: `ConfigurationError` with file and line for a term that can't be read.
  public func addTerms(to matcher: inout MatcherBuilder) throws {
    let reader = PatternReader(locale: language)
    var plain = PlainWords()
    for kind in TermKind.ofLexicons {
      for (number, entry) in entries[Int(kind.rawValue)].enumerated() {
        if entry.form.isEmpty, reader.read(entry.term, into: &plain) {
          matcher.add(plain, kind: kind, entry: number)
          continue
        }
        let path = lexicons[entry.lexicon].path
        for words in try reader.patterns(of: entry.term, form: entry.form, path, entry.line) {
          matcher.add(words, kind: kind, entry: number)
        }
      }
    }
    for (first, dictionary) in zip(firstEntries, dictionaries) {
      for (number, entry) in dictionary.entries.enumerated() {
        for words in try reader.patterns(of: entry.term, form: entry.form, dictionary.head.path, entry.line) {
          matcher.add(words, kind: .dictionary, entry: first + number)
        }
      }
    }
  }

  public mutating func add(_ dictionary: ContentDictionary) {
    firstEntries.append((firstEntries.last ?? 0) + (dictionaries.last?.entries.count ?? 0))
    dictionaries.append(dictionary)
  }

  /// The dictionary and its entry that a hit of a dictionary is of.
  public func dictionaryEntry(of hit: TermHit) -> (dictionary: Int, entry: Int) {
    let dictionary = firstEntries.lastIndex { $0 <= Int(hit.entry) }!
    return (dictionary, Int(hit.entry) - firstEntries[dictionary])
  }

  public func entry(of hit: TermHit) -> LexiconEntry { entries[Int(hit.kind.rawValue)][Int(hit.entry)] }

  /// What a hit of any kind but `alias` means; aliases are the registry's.
  @inlinable
  public func meaning(of hit: TermHit) -> LexiconEntry.Meaning {
    entries[Int(hit.kind.rawValue)].meanings[Int(hit.entry)]
  }

  /// Asks for the meaning of a hit: all of them are more than the processor's cache holds.
  @inlinable
  public func prefetchMeaning(of hit: TermHit) {
    entries[Int(hit.kind.rawValue)].meanings.withUnsafeBufferPointer {
      memory_prefetch($0.baseAddress! + Int(hit.entry))
    }
  }

  /// Reads all rows of a file according to its `kind`.
  /// - Throws: `ConfigurationError` with file and line for a missing head key, column, or a wrong value.
  public mutating func add(_ file: LexiconFile) throws {
    guard let kindName = file.value("kind") else {
      throw ConfigurationError(
        file: file.path, what: "no '# kind:' in the head", mend: "say what its rows are, as in '# kind: valence'")
    }
    for key in ["name", "source", "licence", "version"] where file.value(key) == nil {
      throw ConfigurationError(
        file: file.path, what: "no '# \(key):' in the head",
        mend: "add the line; every lexicon says where it comes from")
    }
    let lexicon = lexicons.count
    lexicons.append(LexiconHead(file: file, kind: kindName))
    switch kindName {
    case "abbreviations": try addAbbreviations(file)
    case "starters":
      let term = try file.column("term")
      for row in file.rows { abbreviations.add(starter: String(row.fields[term])) }
    case "declension": try declension.add(file)
    case "cases": try caseEndings.add(file)
    default:
      guard let kind = TermKind(name: kindName) else {
        throw ConfigurationError(
          file: file.path, what: "unknown kind '\(kindName)'",
          mend: "use one of \(Self.kindNames.joined(separator: ", "))")
      }
      let term = try file.column("term")
      let reader = try MeaningReader(kind: kind, file: file)
      let match = file.columns.firstIndex(of: "match")
      var key: [UInt8] = []
      index!.reserve(file.rows.count)
      for row in file.rows {
        guard row.fields.withBytes(term, { !$0.isEmpty }) else {
          throw file.error(row, "an empty term", "write the word or delete the row")
        }
        let frame = try reader.frameName(row).map { frameNumber($0) } ?? 0
        let form = try match.map { try file.form(row, $0) } ?? []
        let meaning = try reader.meaning(row, frame: frame)
        key.removeAll(keepingCapacity: true)
        key.append(kind.rawValue)
        key.append(form.rawValue)
        if kind == .frames { withUnsafeBytes(of: Int32(frame)) { key.append(contentsOf: $0) } }
        row.fields.withBytes(term) { term in
          key.append(contentsOf: term)
          let next = Int32(entries[Int(kind.rawValue)].count)
          let number = key.withUnsafeBufferPointer { index!.value(for: $0, orSet: next) }
          entries[Int(kind.rawValue)].put(
            term, form: form, lexicon: lexicon, line: row.line, meaning: meaning, at: Int(number))
        }
      }
    }
  }

  /// Gives up what tells a term that has been added before. To add a table after that ends the program.
  public mutating func endTables() { index = nil }

  public static let kindNames =
    TermKind.ofLexicons.map(\.name) + ["abbreviations", "starters", "declension", "cases"]

  private mutating func frameNumber(_ name: String) -> Int {
    if let known = frameIndex[name] { return known }
    frameIndex[name] = frames.count
    frames.append(name)
    return frames.count - 1
  }

  private mutating func addAbbreviations(_ file: LexiconFile) throws {
    let (term, ends) = (try file.column("term"), try file.column("ends"))
    for row in file.rows {
      switch row.fields[ends] {
      case "never": abbreviations.add(abbreviation: String(row.fields[term]), ending: .never)
      case "maybe": abbreviations.add(abbreviation: String(row.fields[term]), ending: .maybe)
      default: throw file.error(row, "'\(row.fields[ends])' is no ending", "write never or maybe")
      }
    }
  }
}

/// What a lexicon's head says of it.
public struct LexiconHead: Sendable {
  public let name: String
  public let kind: String
  public let version: String
  public let licence: String
  public let sources: [String]
  public let path: String
  public let rows: Int

  init(file: LexiconFile, kind: String) {
    name = file.value("name") ?? file.path
    self.kind = kind
    version = file.value("version") ?? ""
    licence = file.value("licence") ?? ""
    sources = file.head.filter { $0.key == "source" }.map(\.value)
    path = file.path
    rows = file.rows.count
  }
}

extension PatternReader {
  /// The patterns of a row's term.
  fileprivate func patterns(
    of term: String, form: TokenForm, _ path: String, _ line: Int
  ) throws(ConfigurationError) -> [[WordPattern]] {
    do {
      return try patterns(of: term, form: form)
    } catch {
      throw ConfigurationError(file: path, line: line, what: "'\(term)': \(error.what)", mend: error.mend)
    }
  }
}
