import TextModel

/// LIWC's .dic: between two lines of `%` the categories with their numbers, then words with the numbers of theirs. Since
/// 2015 tabs before a category say how deep it is nested. `*` at a word's end is the only wildcard.
enum LIWCImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    let marks = file.lines.indices.filter { file.lines[$0].text.trimmed.begins(with: "%") }
    guard marks.count >= 2 else {
      throw ConfigurationError(
        file: file.path, what: "no list of categories between two lines of '%'",
        mend: "write them before the words, or name the format with --format")
    }
    let categories = categories(file.lines[marks[0] + 1..<marks[1]], &builder)
    for line in file.lines[..<marks[0]] where !line.text.isBlank {
      builder.lose(.badLine, line.number, "a line before the first '%'", "move it behind the second one")
    }
    for line in file.lines[(marks[1] + 1)...] where !line.text.isBlank {
      read(line, categories, &builder)
    }
  }

  /// Paths by number.
  private static func categories(
    _ lines: ArraySlice<ForeignText.Line>, _ builder: inout DictionaryBuilder
  ) -> [Substring: [String]] {
    var categories: [Substring: [String]] = [:]
    var open: [(depth: Int, name: String)] = []
    for line in lines where !line.text.isBlank {
      let depth = line.text.utf8.prefix { $0 == 9 }.count
      let words = line.text.trimmed
      let end = words.unicodeScalars.firstIndex { $0.properties.isWhitespace } ?? words.endIndex
      let (id, name) = (words[..<end], String(words[end...].trimmed))
      if name.isEmpty {
        builder.say(
          .warning, .category, line.number, "category \(id) has no name, and is called by its number",
          "write 'number, tab, name'")
      }
      open.removeAll { $0.depth >= depth }
      open.append((depth, name.isEmpty ? String(id) : name))
      let number = number(id)
      if let known = categories[number] {
        builder.say(
          .warning, .category, line.number,
          "the number \(id) is that of '\(known.joined(separator: "/"))' already, which keeps it",
          "give each category a number of its own")
      } else {
        categories[number] = open.map(\.name)
      }
    }
    return categories
  }

  /// `01` is 1.
  private static func number(_ id: Substring) -> Substring {
    let rest = id.utf8.drop { $0 == UInt8(ascii: "0") }
    return rest.isEmpty && !id.isEmpty ? "0" : Substring(rest)
  }

  private static func read(
    _ line: ForeignText.Line, _ categories: [Substring: [String]], _ builder: inout DictionaryBuilder
  ) {
    let (term, codes) = parts(line.text)
    if codes.isEmpty {
      return builder.lose(.badLine, line.number, "'\(term)' has no category", "write 'word, tab, number'")
    }
    let text = Substring(term)
    let inner = text.words.contains { word in word.dropLastByte.utf8.contains(UInt8(ascii: "*")) }
    if inner {
      builder.say(
        .warning, .literal, line.number, "'*' amid a word of '\(term)' stands for itself in LIWC, as it does here",
        "leave it out, or bring the entry in another format")
    }
    var given: Set<Substring> = []
    for code in codes {
      if code.utf8.contains(where: { "<>()/".utf8.contains($0) }) {
        builder.lose(
          .condition, line.number, "'\(term)' has the category '\(code)' under a condition, and is left out of it",
          "write the phrases it means as entries of their own")
      } else if let category = categories[number(code)] {
        // The same number twice says nothing more.
        if !given.insert(number(code)).inserted { continue }
        builder.add(DictionaryEntry(category, TermWriting.prefix(term), line: line.number))
      } else {
        builder.lose(
          .undefinedCategory, line.number, "'\(term)' is of a category \(code) that is not defined",
          "define it between the lines of '%'")
      }
    }
  }

  /// The term and its numbers. A tab parts them; in lines without one, numbers at the end do.
  private static func parts(_ line: Substring) -> (term: String, codes: [Substring]) {
    let line = line.trimmed
    if let (term, rest) = line.cut(at: "\t") { return (String(term.trimmed), codes(rest)) }
    var words = line.words
    var codes: [Substring] = []
    while words.count > 1, let last = words.last, last.utf8.allSatisfy({ (48...57).contains($0) }) {
      codes.insert(words.removeLast(), at: 0)
    }
    return (words.joined(separator: " "), codes)
  }

  /// Numbers, and conditions as wholes: `<of>131/125`, `(02 134)125/464`.
  private static func codes(_ text: Substring) -> [Substring] {
    var codes: [Substring] = []
    var start: Substring.Index?
    var isInside = false
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      if scalar.properties.isWhitespace, !isInside {
        if let begin = start { codes.append(text[begin..<index]) }
        start = nil
        continue
      }
      if start == nil { start = index }
      if scalar == "(" || scalar == "<" { isInside = true }
      if scalar == ")" || scalar == ">" { isInside = false }
    }
    if let begin = start { codes.append(text[begin...].trimmed) }
    return codes
  }
}
