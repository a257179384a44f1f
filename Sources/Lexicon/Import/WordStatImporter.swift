import TextModel

/// WordStat's .cat: tabs say how deep a line is nested; entries end with a number in brackets, categories do not. `_`
/// joins words, `*` and `?` are wildcards, `@` begins a rule.
enum WordStatImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    var open: [Category] = []
    var weights: Set<Double> = []
    var entries: [DictionaryEntry] = []
    for line in file.lines where !line.text.isBlank {
      let depth = line.text.utf8.prefix { $0 == 9 || $0 == 32 }.count { $0 == 9 }
      let text = line.text.trimmed
      close(&open, to: depth, &builder)
      if text.begins(with: "@") {
        builder.lose(
          .macro, line.number, "the rule '\(text)' can't be told here, and is left out",
          "write the phrases it means as entries, 'negated' where a negation is meant")
        mark(&open)
      } else if let (term, weight) = entry(text) {
        let path = open.map(\.name)
        if path.isEmpty {
          builder.lose(.category, line.number, "'\(term)' is in no category", "put a category's line before it")
          continue
        }
        mark(&open)
        weights.insert(weight)
        let spaced = term.replacing("_", with: " ")
        entries.append(DictionaryEntry(path, TermWriting.glob(spaced), weight: weight, line: line.number))
      } else {
        open.append(Category(name: String(text), depth: depth, line: line.number))
      }
    }
    close(&open, to: -1, &builder)
    // Everything weighs one where nobody gave weights.
    let isWeighted = weights != [1]
    for var entry in entries {
      if !isWeighted { entry.weight = nil }
      builder.add(entry)
    }
  }

  private struct Category {
    var name: String
    var depth: Int
    var line: Int
    var isEmpty = true
  }

  private static func mark(_ open: inout [Category]) {
    for index in open.indices { open[index].isEmpty = false }
  }

  /// Leaves the categories that a line of this depth is not in.
  private static func close(_ open: inout [Category], to depth: Int, _ builder: inout DictionaryBuilder) {
    while let last = open.last, last.depth >= depth {
      open.removeLast()
      // The innermost one tells of those around it.
      if last.isEmpty {
        mark(&open)
        builder.say(
          .warning, .category, last.line, "the category '\(last.name)' has no entries",
          "if it is an entry, write '(1)' behind it")
      }
    }
  }

  /// `TERM (1)`.
  private static func entry(_ line: Substring) -> (Substring, Double)? {
    guard line.ends(with: ")"), let open = line.utf8.lastIndex(of: UInt8(ascii: "(")), open > line.startIndex,
      let weight = Double(line[line.utf8.index(after: open)...].dropLastByte.trimmed), weight.isFinite
    else { return nil }
    let term = line[..<open].trimmed
    return term.isEmpty ? nil : (term, weight)
  }
}
