/// quanteda's YAML: maps of categories, lists of globs at their ends; the key `__` holds entries of a category that has
/// others within it.
enum QuantedaImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    let root = try YAMLValue(parsing: file.text, file: file.path)
    guard root.isMapping else {
      throw root.error(
        "no categories", mend: "write 'category: [entry, entry]' lines, or name the format with --format")
    }
    try read(root, [], &builder)
  }

  private static func read(_ value: YAMLValue, _ path: [String], _ builder: inout DictionaryBuilder) throws {
    let line = value.line
    if value.isMapping {
      for (key, inner) in try value.pairs() {
        if key == "__" {
          try read(inner, path, &builder)
        } else if key.isEmpty {
          builder.say(
            .warning, .category, inner.line, "a category without a name: its entries go to the one above",
            "give it a name")
          try read(inner, path.isEmpty ? ["unnamed"] : path, &builder)
        } else {
          try read(inner, path + [key], &builder)
        }
      }
    } else if value.isList {
      let items = try value.list()
      if items.isEmpty { empty(path, line, &builder) }
      for item in items {
        if item.isMapping || item.isList { try read(item, path, &builder) } else { try add(item, path, &builder) }
      }
    } else if try value.string().isEmpty {
      empty(path, line, &builder)
    } else {
      try add(value, path, &builder)
    }
  }

  private static func empty(_ path: [String], _ line: Int?, _ builder: inout DictionaryBuilder) {
    builder.say(
      .warning, .category, line, "no entries in '\(path.joined(separator: "/"))'", "give it entries or leave it out")
  }

  private static func add(_ value: YAMLValue, _ path: [String], _ builder: inout DictionaryBuilder) throws {
    let text = try value.string()
    let line = value.line ?? 0
    guard !path.isEmpty else { return builder.lose(.category, line, "'\(text)' is in no category", "put it in one") }
    builder.tellUnderscore(text, line)
    builder.add(DictionaryEntry(path, TermWriting.glob(text), line: line))
  }
}

extension DictionaryBuilder {
  /// Where a format parts words by blanks, `_` is part of a word.
  mutating func tellUnderscore(_ text: some StringProtocol, _ line: Int) {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return }
    sum(
      .warning, .underscore, line, "'_' is part of a word here, and stands in few texts",
      "write a blank between words")
  }
}
