/// What columns of tables are called.
enum TableColumns {
  static let pattern: Set = ["pattern", "term", "phrase", "word", "entry", "dicterm", "token"]
  static let category: Set = ["category", "key", "class"]
  static let weight: Set = ["weight", "score", "scores", "valence"]
  static let pos: Set = ["pos"]
  static let type: Set = ["type", "valuetype"]
  static let match: Set = ["match"]
  static let when: Set = ["when"]

  /// A name without the quotes and white space around it.
  static func bare(_ name: Substring) -> Substring {
    let name = name.trimmed
    return name.begins(with: "\"") && name.ends(with: "\"") && name.utf8.count > 1
      ? Substring(name.utf8.dropFirst().dropLast()) : name
  }
}
