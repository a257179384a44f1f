/// Holds lexicons against the rules.
public enum LexiconLint {
  /// A rule reads all tables of a language and tells what it finds in those that are to be looked at.
  typealias Rule = @Sendable (LintSetting) -> [LintFinding]

  static let rules: [Rule] = [
    readable, heads, words, neverMatching, duplicates, covered, polarity, greedy, names,
  ]

  /// By file in the order of the tables, then by line.
  public static func findings(in setting: LintSetting) -> [LintFinding] {
    var order: [String: Int] = [:]
    for table in setting.tables where order[table.path] == nil { order[table.path] = order.count }
    return rules.flatMap { $0(setting) }.enumerated().sorted { a, b in
      let (left, right) = (a.element, b.element)
      return (order[left.file] ?? 0, left.line ?? 0, a.offset) < (order[right.file] ?? 0, right.line ?? 0, b.offset)
    }.map(\.element)
  }

  /// Rows and terms that can't be read.
  private static func readable(_ setting: LintSetting) -> [LintFinding] {
    setting.tables.filter(\.isLinted).flatMap(\.faults) + setting.faults
  }
}
