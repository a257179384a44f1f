import TextModel
import Yams

/// A value of a YAML file that knows where it stands, so that every complaint names file and line.
///
/// Pipelines, registries and language files are all read through it; keys nobody asked for are errors.
public struct YAMLValue {
  public let file: String
  private let node: Node

  /// - Throws: `ConfigurationError` for text that is not YAML.
  public init(parsing text: String, file: String) throws {
    self.file = file
    if let line = Self.lineOfAliasTooMany(text) {
      throw ConfigurationError(
        file: file, line: line, what: "more than \(Self.mostAliases) aliases (*name)", mend: "write the values out")
    }
    do {
      // Scalars are read as what is asked for; to work out what each could be takes longer than all else.
      node = try Yams.compose(yaml: text, .basic) ?? Node.mapping(Node.Mapping([]))
    } catch let error as YamlError {
      var line: Int?
      var what = "not YAML"
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        line = mark.line
        what += " (\(problem))"
      case .duplicatedKeysInMapping(let keys, _):
        what = "the key \(keys.joined(separator: ", ")) stands twice"
      case .reader(let problem, let offset, _, _):
        if let offset { line = 1 + text.utf8.prefix(offset).lazy.filter { $0 == 10 }.count }
        what += " (\(problem))"
      default: break
      }
      throw ConfigurationError(file: file, line: line, what: what, mend: "mind the indentation and the quotes")
    }
  }

  private init(file: String, node: Node) {
    self.file = file
    self.node = node
  }

  /// Aliases in one file. Those of aliases of aliases double with each step, and so few grow to no more than a million
  /// values; the reader of YAML may look at all of them.
  private static let mostAliases = 40

  /// The line of the first alias beyond those that a file may have. What looks like one within quotes counts as well, but
  /// only in a file that has an anchor: dictionaries are full of stars.
  private static func lineOfAliasTooMany(_ text: String) -> Int? {
    var (line, aliases) = (1, 0)
    var last: UInt8 = 10
    var isComment = false
    var wasStar = false
    if !hasAnchor(text) { return nil }
    for byte in text.utf8 {
      // A star at the beginning of a word.
      if wasStar, byte > 0x20, byte != UInt8(ascii: "*") {
        aliases += 1
        if aliases > mostAliases { return line }
      }
      wasStar = byte == UInt8(ascii: "*") && !isComment && (last <= 0x20 || "[]{},:?".utf8.contains(last))
      if byte == 10 { (line, isComment) = (line + 1, false) }
      if byte == UInt8(ascii: "#"), last <= 0x20 { isComment = true }
      last = byte
    }
    return nil
  }

  private static func hasAnchor(_ text: String) -> Bool {
    var (last, beforeLast): (UInt8, UInt8) = (10, 10)
    for byte in text.utf8 {
      if last == UInt8(ascii: "&"), byte > 0x20, beforeLast <= 0x20 || "[]{},:?".utf8.contains(beforeLast) {
        return true
      }
      (last, beforeLast) = (byte, last)
    }
    return false
  }

  public var line: Int? { node.mark?.line }

  public func error(_ what: String, mend: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, what: what, mend: mend)
  }

  public var isList: Bool { node.sequence != nil }
  public var isMapping: Bool { node.mapping != nil }

  /// The values of a mapping by key, all of which must be among those known.
  public func mapping(keys known: [String]) throws -> [String: YAMLValue] {
    let pairs = try pairs()
    for (key, value) in pairs where !known.contains(key) {
      throw value.error("unknown key '\(key)'", mend: Self.suggestion(for: key, among: known))
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// A mapping's keys and values in the order of the file.
  public func pairs() throws -> [(String, YAMLValue)] {
    guard let mapping = node.mapping else {
      throw error("\(described) where keys and values should stand", mend: "write 'key: value' lines here")
    }
    return mapping.map { ($0.key.string ?? "", YAMLValue(file: file, node: $0.value)) }
  }

  public func list() throws -> [YAMLValue] {
    guard let sequence = node.sequence else {
      throw error("\(described) where a list should stand", mend: "write [a, b] or lines that begin with '- '")
    }
    return sequence.map { YAMLValue(file: file, node: $0) }
  }

  public func string() throws -> String {
    guard let scalar = node.scalar else {
      throw error("\(described) where a single value should stand", mend: "write one word or a quoted text")
    }
    return scalar.string
  }

  public func bool() throws -> Bool {
    guard let value = node.bool else {
      throw error("\(described) is neither true nor false", mend: "write true or false")
    }
    return value
  }

  public func number(in range: ClosedRange<Double>) throws -> Double {
    guard let text = node.scalar?.string, let value = Double(text), range.contains(value) else {
      throw error(
        "\(described) is not a number of \(range.lowerBound)…\(range.upperBound)", mend: "write a number in that range")
    }
    return value
  }

  public func integer(in range: ClosedRange<Int>) throws -> Int {
    guard let text = node.scalar?.string, let value = Int(text), range.contains(value) else {
      throw error(
        "\(described) is not a whole number of \(range.lowerBound)…\(range.upperBound)",
        mend: "write a whole number in that range")
    }
    return value
  }

  /// One of a closed set of words.
  public func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type = Choice.self) throws -> Choice
  where Choice.RawValue == String {
    let text = try string()
    guard let value = Choice(rawValue: text) else {
      throw error(
        "'\(text)' is not known here", mend: Self.suggestion(for: text, among: Choice.allCases.map(\.rawValue)))
    }
    return value
  }

  private var described: String {
    if let scalar = node.scalar { return "'\(scalar.string)'" }
    return node.sequence != nil ? "a list" : "keys and values"
  }

  /// "did you mean …" for a near miss, otherwise all that is allowed.
  public static func suggestion(for text: String, among known: [String]) -> String {
    nearMiss(of: text, among: known).map { "did you mean '\($0)'?" } ?? "use one of \(known.joined(separator: ", "))"
  }

  /// The word that was probably meant, should there be one.
  public static func nearMiss(of text: String, among known: [String]) -> String? {
    let near = known.min { distance($0, text) < distance($1, text) }
    return near.flatMap { distance($0, text) <= max(1, text.count / 3) ? $0 : nil }
  }

  /// Levenshtein's distance in characters.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = a[i] == b[j] ? diagonal : 1 + min(diagonal, above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }
}
