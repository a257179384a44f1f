extension Codebook {
  /// The codebook as a page of Markdown.
  /// - Parameters:
  ///   - withPhrases: list each frame's phrases, not just their number.
  ///   - tables: of a dataset's folder, to come first.
  public func markdown(
    _ parts: [Part] = Part.allCases, withPhrases: Bool = true, tables: [TableDefinition] = []
  ) -> String {
    var page = "# Codebook: \(name)\n" + (tables.isEmpty ? "" : Self.tablesPart(tables))
    for part in parts {
      switch part {
      case .variables: page += variablesPart
      case .frames: page += framesPart(withPhrases)
      case .contrasts: page += contrastsPart
      case .lexicons: page += lexiconsPart
      }
    }
    return page
  }

  private static func tablesPart(_ tables: [TableDefinition]) -> String {
    let sections = tables.map { table in
      let rows = table.columns.map { column in
        [
          "`\(column.name)`", column.kind.rawValue, column.range, column.mayBeNull ? "null" : "", column.meaning,
          column.formula, column.source,
        ]
      }
      let key = table.key.isEmpty ? "no key" : "key: \(table.key.map { "`\($0)`" }.joined(separator: ", "))"
      return """

        ### \(table.name)

        \(table.meaning) (\(key))

        \(Self.table(["variable", "type", "range", "if missing", "meaning", "formula", "source"], rows))
        """
    }
    return """

      ## Tables

      Each table is a file of its name. null (in CSV an empty cell) says that there was nothing to go by, and is not 0. A
      date is a day, a month or a year by ISO 8601, with a time where the input gives one.
      \(sections.joined())
      """
  }

  private var variablesPart: String {
    let rows = variables.map { variable in
      let missing = [variable.mayBeNull ? "null" : "", variable.mayBeAbsent ? "left out" : ""]
      return [
        "`\(variable.name)`", variable.types.joined(separator: " or "), variable.range,
        missing.filter { !$0.isEmpty }.joined(separator: ", "), variable.meaning,
      ]
    }
    return """

      ## Variables

      One line of JSON an article. `a.b` is a key of an object, `a[].b` one of each element of a list. `null` says that there
      was nothing to go by, and is not 0.

      \(Self.table(["variable", "type", "range", "if missing", "meaning"], rows))
      """
  }

  private func framesPart(_ withPhrases: Bool) -> String {
    var part = """

      ## Frames

      A phrase counts as a use of its frame for whoever speaks the words, unless it is denied. `*` stands for any letters, or
      none; the weight says how surely a phrase marks its frame.

      """
    for family in families {
      let members = frames.filter { $0.definition?.family == family.id }
      if members.isEmpty { continue }
      part += "\n### \(family.title)\n" + members.map { Self.section($0, withPhrases) }.joined()
    }
    let others = frames.filter { $0.definition == nil }
    if !others.isEmpty {
      part += "\n### Not defined\n" + others.map { Self.section($0, withPhrases) }.joined()
    }
    return part
  }

  private static func section(_ frame: Frame, _ withPhrases: Bool) -> String {
    var text = "\n#### \(frame.definition.map { "\($0.title) – " } ?? "")`\(frame.id)`\n"
    if let definition = frame.definition {
      text += "\n\(definition.definition)\n\n*Coding:* \(definition.coding)\n\n"
      for example in definition.examples where frame.phrases.contains(where: { $0.language == example.language }) {
        text += "- \(example.language), coded: \(example.positive)\n"
        text += "- \(example.language), not coded: \(example.negative)\n"
      }
    }
    text += "\n*Phrases:* " + frame.phrases.map { "\($0.language) \($0.list.count)" }.joined(separator: ", ") + "\n"
    guard withPhrases else { return text }
    for (language, list) in frame.phrases where !list.isEmpty {
      text += "\n"
      var rest = list[...]
      while let weight = rest.first?.weight {
        let alike = rest.prefix { $0.weight == weight }
        rest = rest.dropFirst(alike.count)
        text += "- \(language), weight \(number(weight)): "
        text += alike.map { "`\($0.term)`" }.joined(separator: ", ") + "\n"
      }
    }
    return text
  }

  private var contrastsPart: String {
    """

    ## Contrasts

    The logit of a contrast is log((left + 0.5) / (right + 0.5)), from the uses of its two frames (Lowe et al. 2011).

    \(Self.table(["contrast", "left", "right", "meaning"], contrasts.map {
      ["`\($0.id)`", "`\($0.left)`", "`\($0.right)`", $0.description ?? ""]
    }))
    """
  }

  private var lexiconsPart: String {
    let rows = lexicons.map {
      [
        $0.language, $0.head.kind, $0.head.name, $0.head.version, "\($0.head.rows)", $0.head.licence,
        $0.head.sources.joined(separator: "; "),
      ]
    }
    return """

      ## Lexicons

      \(Self.table(["language", "kind", "name", "version", "rows", "licence", "source"], rows))
      """
  }

  private static func table(_ columns: [String], _ rows: [[String]]) -> String {
    let lines = [columns, columns.map { _ in "---" }] + rows.map { $0.map { $0.replacing("|", with: "\\|") } }
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
