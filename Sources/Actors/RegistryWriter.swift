import TextModel

/// What the head of a registry's file says of it.
public struct RegistryHead: Sendable, Equatable {
  public var name: String
  public var version = "1"
  public var source: String
  public var licence: String

  public init(name: String, source: String, licence: String) {
    (self.name, self.source, self.licence) = (name, source, licence)
  }

  var lines: String {
    [("name", name), ("version", version), ("source", source), ("licence", licence)]
      .map { "# \($0): \(RegistryWriter.cell($1))\n" }.joined()
  }
}

/// Writes registries as `ActorRegistry` reads them.
public enum RegistryWriter {
  /// A table, a row a name; for many actors.
  public static func table(_ actors: [Actor], _ head: RegistryHead) -> String {
    var out = head.lines + "# kind: actors\n"
    out += RegistryColumn.allCases.map(\.rawValue).joined(separator: "\t") + "\n"
    for actor in actors {
      let about = [actor.kind.rawValue, actor.gender?.rawValue ?? "", actor.belongsTo ?? ""].joined(separator: "\t")
      out += "\(actor.id)\tname\t\(cell(actor.name))\t\t\t\(about)\n"
      for alias in actor.aliases { out += "\(actor.id)\talias\t\(cell(alias))\t\t\t\t\t\n" }
      for role in actor.roles {
        let span = "\(role.from.map(date) ?? "")\t\(role.to.map(date) ?? "")"
        for title in role.titles { out += "\(actor.id)\ttitle\t\(cell(title))\t\(span)\t\t\t\n" }
      }
    }
    return out
  }

  /// YAML, to be edited by hand.
  /// - Parameter comments: lines above an actor, by his number.
  public static func yaml(_ actors: [Actor], _ head: RegistryHead, comments: [[String]] = []) -> String {
    var out = head.lines + (actors.isEmpty ? "actors: []\n" : "actors:\n")
    for (number, actor) in actors.enumerated() {
      for comment in number < comments.count ? comments[number] : [] { out += "  # \(cell(comment))\n" }
      out += "  - id: \(scalar(actor.id))\n    name: \(scalar(actor.name))\n    kind: \(actor.kind.rawValue)\n"
      if let gender = actor.gender { out += "    gender: \(gender.rawValue)\n" }
      if let owner = actor.belongsTo { out += "    of: \(scalar(owner))\n" }
      if !actor.aliases.isEmpty { out += "    aliases: \(list(actor.aliases))\n" }
      if actor.roles.isEmpty { continue }
      out += "    roles:\n"
      for role in actor.roles {
        out += "      - {titles: \(list(role.titles))"
        if let from = role.from { out += ", from: \(date(from))" }
        if let to = role.to { out += ", to: \(date(to))" }
        out += "}\n"
      }
    }
    return out
  }

  public static func date(_ day: Day) -> String {
    let digits = String(repeating: "0", count: max(0, 8 - String(day.number).count)) + String(day.number)
    return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
  }

  private static func list(_ names: [String]) -> String { "[\(names.map(scalar).joined(separator: ", "))]" }

  /// Plain where that can't be misread, else in quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.unicodeScalars.first?.properties.isAlphabetic == true
      && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || " .'-0123456789".unicodeScalars.contains($0) }
      && text.last != " "
    if isPlain { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(endsLine(scalar) ? " " : scalar)
    }
    return out + "\""
  }

  /// Tabs and line ends would end a cell, or a comment.
  static func cell(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: endsLine) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { endsLine($0) ? " " : $0 }))
  }

  /// Controls, and what YAML takes for the end of a line or for no character.
  private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
