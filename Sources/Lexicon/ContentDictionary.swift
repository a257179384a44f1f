import TextModel

/// A dictionary as content analysts use them: terms under categories, some with weights. docs/matching.md gives its form.
public struct ContentDictionary: Sendable {
  /// When an entry counts.
  public enum Condition: String, BitwiseCopyable, Sendable, CaseIterable {
    case always = ""
    /// Only where a negator stands before it.
    case negated
    /// Only where none does.
    case plain
  }

  /// Among what matches must not overlap.
  public enum NestedScope: String, BitwiseCopyable, Sendable, CaseIterable { case key, dictionary }

  public struct Entry: Sendable {
    public var term: String
    public var form: TokenForm
    public var condition: Condition
    public var weight: Double?
    /// Index in `categories`.
    public var category: Int
    public var line: Int
  }

  public let head: LexiconHead
  public let language: String
  public let nestedScope: NestedScope
  /// Paths of names parted by `/`, in order of first appearance; a category stands after those it is part of.
  public internal(set) var categories: [String] = []
  /// By category: the one it is part of, or -1.
  public internal(set) var parents: [Int] = []
  public internal(set) var entries: [Entry] = []
  /// Categories of the two poles; empty where the head names none.
  public internal(set) var positive: Set<Int> = []
  public internal(set) var negative: Set<Int> = []
  var numbers: [String: Int] = [:]

  public static let kind = "dictionary"

  /// - Throws: `ConfigurationError` with file and line for what is wrong or missing.
  public init(_ file: LexiconFile) throws {
    guard file.value("kind") == Self.kind else {
      throw ConfigurationError(
        file: file.path, what: "'\(file.value("kind") ?? "")' is no dictionary", mend: "write '# kind: dictionary'")
    }
    for key in ["name", "language"] where file.value(key) == nil {
      throw ConfigurationError(file: file.path, what: "no '# \(key):' in the head", mend: "add the line")
    }
    head = LexiconHead(file: file, kind: Self.kind)
    language = file.value("language") ?? ""
    let scope = file.value("nested") ?? NestedScope.key.rawValue
    guard let nestedScope = NestedScope(rawValue: scope) else {
      throw ConfigurationError(
        file: file.path, what: "'\(scope)' is nothing that matches can be nested in", mend: "write key or dictionary")
    }
    self.nestedScope = nestedScope
    let (category, term) = (try file.column("category"), try file.column("term"))
    let match = file.columns.firstIndex(of: "match")
    let weight = file.columns.firstIndex(of: "weight")
    let when = file.columns.firstIndex(of: "when")
    for row in file.rows {
      let text = row.fields[term]
      guard !text.isEmpty else { throw file.error(row, "an empty term", "write the word or delete the row") }
      var condition = Condition.always
      if let when {
        guard let known = Condition(rawValue: String(row.fields[when])) else {
          throw file.error(row, "'\(row.fields[when])' is no condition", "write negated, plain or nothing")
        }
        condition = known
      }
      entries.append(
        Entry(
          term: String(text), form: try match.map { try file.form(row, $0) } ?? [], condition: condition,
          weight: try weight.flatMap { try Self.weight(row, $0, file) },
          category: number(String(row.fields[category])), line: row.line))
    }
    positive = try poles("positive", file)
    negative = try poles("negative", file)
  }

  private static func weight(_ row: LexiconFile.Row, _ column: Int, _ file: LexiconFile) throws -> Double? {
    let text = row.fields[column]
    if text.isEmpty { return nil }
    guard let value = Double(text), value.isFinite else {
      throw file.error(row, "'\(text)' is no number", "write the weight as a decimal number, or leave it out")
    }
    return value
  }

  private mutating func number(_ path: String) -> Int {
    if let known = numbers[path] { return known }
    let parent = Self.parent(of: path).map { number($0) } ?? -1
    numbers[path] = categories.count
    categories.append(path)
    parents.append(parent)
    return categories.count - 1
  }

  /// What a path is part of: up to its last stroke that no `\` stands before.
  private static func parent(of path: String) -> String? {
    let bytes = Array(path.utf8)
    for index in bytes.indices.reversed() where bytes[index] == UInt8(ascii: "/") {
      if index > 0, bytes[index - 1] != UInt8(ascii: "\\") { return String(decoding: bytes[..<index], as: UTF8.self) }
    }
    return nil
  }

  /// A pole's categories, with all that is part of them. Without the head's word, a category of the pole's own name.
  private func poles(_ pole: String, _ file: LexiconFile) throws -> Set<Int> {
    var found: Set<Int> = []
    if let names = file.value(pole) {
      for name in names.split(separator: ",").map({ $0.drop { $0 == " " } }) {
        guard let number = numbers[String(name)] else {
          throw ConfigurationError(
            file: file.path, what: "no category '\(name)' for the \(pole) pole",
            mend: YAMLValue.suggestion(for: String(name), among: categories))
        }
        found.insert(number)
      }
    } else {
      found = Set(categories.indices.filter { categories[$0].lowercased() == pole })
    }
    for index in categories.indices where parents[index] >= 0 && found.contains(parents[index]) { found.insert(index) }
    return found
  }
}
