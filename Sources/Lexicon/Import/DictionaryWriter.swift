/// Writes a dictionary in Rhetor's own form (docs/matching.md): the same dictionary gives the same bytes.
public enum DictionaryWriter {
  /// The file's text.
  public static func text(_ dictionary: ImportedDictionary) -> String {
    text(dictionary.head, dictionary.entries)
  }

  public static func text(_ head: DictionaryHead, _ entries: [DictionaryEntry]) -> String {
    var out = ""
    func line(_ key: String, _ value: String?) {
      if let value { out += "# \(key): \(cell(value))\n" }
    }
    func poles(_ paths: [[String]]) -> String? { paths.isEmpty ? nil : paths.map(path).joined(separator: ", ") }
    line("name", head.name)
    line("language", head.language)
    line("kind", "dictionary")
    line("version", head.version ?? "unknown")
    line("source", head.source)
    line("licence", head.licence ?? "unknown")
    line("scale", head.scale)
    line("nested", head.nested)
    line("positive", poles(head.positive))
    line("negative", poles(head.negative))

    let columns = Column.allCases.filter { column in
      column.isAlwaysThere || entries.contains { !column.value($0).isEmpty }
    }
    out += columns.map(\.rawValue).joined(separator: "\t") + "\n"
    for entry in entries {
      out += columns.map { cell($0.value(entry)) }.joined(separator: "\t") + "\n"
    }
    return out
  }

  private enum Column: String, CaseIterable {
    case category, term, weight, match, when, pos

    var isAlwaysThere: Bool { self == .category || self == .term }

    func value(_ entry: DictionaryEntry) -> String {
      switch self {
      case .category: DictionaryWriter.path(entry.category)
      case .term: entry.term
      case .weight: entry.weight.map(DictionaryWriter.number) ?? ""
      case .match: entry.match
      case .when: entry.when
      case .pos: entry.pos
      }
    }
  }

  /// Names parted by `/`. A `#` at the front would make the row a comment.
  static func path(_ names: [String]) -> String {
    let path = names.map { $0.replacing("\\", with: "\\\\").replacing("/", with: "\\/") }.joined(separator: "/")
    return path.hasPrefix("#") ? "\\" + path : path
  }

  /// The shortest form that reads back as the same number; whole ones without a fraction.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// Tabs and line ends would end a cell.
  private static func cell(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return text }
    return Substring(text).words.joined(separator: " ").unicodeScalars.reduce(into: "") { out, scalar in
      if scalar.value >= 0x20, scalar.value != 0x7F { out.unicodeScalars.append(scalar) }
    }
  }
}
