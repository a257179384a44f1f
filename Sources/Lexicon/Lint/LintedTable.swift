import TextModel

/// A lexicon as it stands in its file, read row by row, so that a bad row hides no other and none takes another's place.
public struct LintedTable: Sendable {
  public struct Row: Sendable {
    public var line: Int
    public var term: String
    public var form: TokenForm = []
    /// The frame or category it is in, empty where rows have none.
    public var group = ""
    public var condition = ContentDictionary.Condition.always
    /// nil for rows of dictionaries and of tables that are not looked up in texts.
    public var meaning: LexiconEntry.Meaning?
    public var weight: Double?
    /// Which side it speaks for: −1, 0 or 1.
    public var sign = 0
  }

  public let path: String
  /// As the head says.
  public let kindName: String
  /// nil for tables that are not looked up in texts, such as abbreviations.
  public let kind: TermKind?
  public let language: String
  public let head: [(key: String, value: String)]
  public private(set) var nestedScope = ContentDictionary.NestedScope.key
  public private(set) var rows: [Row] = []
  /// What kept rows from being read.
  public private(set) var faults: [LintFinding] = []
  /// Are findings about it wanted? Otherwise it is only what the others are held against.
  public var isLinted: Bool
  /// For tables that say where sentences end.
  let file: LexiconFile?

  /// - Parameter folder: the language whose folder it stands in; nil for a file of its own.
  public init(parsing text: String, path: String, folder: String? = nil, isLinted: Bool = true) {
    self.path = path
    self.isLinted = isLinted
    var faults: [LintFinding] = []
    func note(_ error: any Error) {
      guard let error = error as? ConfigurationError else { return }
      faults.append(
        LintFinding(.error, rule: "unreadable", file: path, line: error.line, what: error.what, mend: error.mend))
    }
    do { file = try LexiconFile(parsing: text, path: path) } catch {
      file = nil
      note(error)
    }
    head = file?.head ?? []
    kindName = file?.value("kind") ?? ""
    kind = kindName == ContentDictionary.kind ? .dictionary : TermKind(name: kindName)
    language = file?.value("language") ?? folder ?? ""
    guard let file else {
      self.faults = faults
      return
    }
    if kind == .dictionary {
      do {
        let dictionary = try ContentDictionary(file)
        nestedScope = dictionary.nestedScope
        rows = dictionary.entries.map { Self.row($0, of: dictionary) }
      } catch { note(error) }
    } else if !LanguagePack.kindNames.contains(kindName) {
      faults.append(
        LintFinding(
          .error, rule: "head", file: path, line: nil,
          what: kindName.isEmpty ? "no '# kind:' in the head" : "unknown kind '\(kindName)'",
          mend: "write one of \((LanguagePack.kindNames + [ContentDictionary.kind]).joined(separator: ", "))"))
    } else {
      do {
        let term = file.columns.firstIndex(of: "term")
        // Tables of endings have no terms; their own readers check them.
        guard let term = try kind == nil ? term : file.column("term") else {
          var pack = LanguagePack(language: language)
          try pack.add(file)
          return
        }
        let reader = try kind.map { try MeaningReader(kind: $0, file: file) }
        for row in file.rows { do { rows.append(try Self.row(row, term, reader, file)) } catch { note(error) } }
      } catch { note(error) }
    }
    self.faults = faults
  }

  private static func row(
    _ row: LexiconFile.Row, _ term: Int, _ reader: MeaningReader?, _ file: LexiconFile
  ) throws -> Row {
    let text = row.fields[term]
    guard !text.isEmpty else { throw file.error(row, "an empty term", "write the word or delete the row") }
    var out = Row(line: row.line, term: String(text))
    guard let reader else {
      // Their other columns are part of what they say.
      out.group = row.fields.indices.filter { $0 != term }.map { String(row.fields[$0]) }.joined(separator: "\t")
      return out
    }
    if let match = file.columns.firstIndex(of: "match") { out.form = try file.form(row, match) }
    out.group = try reader.frameName(row) ?? ""
    let meaning = try reader.meaning(row, frame: 0)
    out.meaning = meaning
    switch meaning {
    case .valence(let weight):
      out.weight = weight
      out.sign = sign(weight)
    case .predicate(_, let object, _, _):
      out.weight = object
      out.sign = sign(object)
    case .factor(let factor): out.weight = factor
    case .frame(_, let weight): out.weight = weight
    default: break
    }
    return out
  }

  private static func row(_ entry: ContentDictionary.Entry, of dictionary: ContentDictionary) -> Row {
    var out = Row(
      line: entry.line, term: entry.term, form: entry.form, group: dictionary.categories[entry.category],
      condition: entry.condition, weight: entry.weight)
    if dictionary.positive.contains(entry.category) {
      out.sign = 1
    } else if dictionary.negative.contains(entry.category) {
      out.sign = -1
    } else if dictionary.positive.isEmpty, dictionary.negative.isEmpty {
      out.sign = entry.weight.map(sign) ?? 0
    }
    return out
  }

  private static func sign(_ weight: Double) -> Int { weight > 0 ? 1 : weight < 0 ? -1 : 0 }
}
