import Corpus
import TextModel

/// Yoshikoder's XML: `cnode` is a category, `pnode` a pattern in it. `*` is a wildcard, and all that is `dictionary` stands
/// often in one outermost category, which is its name.
enum YoshikoderImporter: DictionaryImporter {
  static func read(_ file: ForeignText, into builder: inout DictionaryBuilder) throws {
    let walk = Walk()
    // The text is UTF-8 now, whatever it says of itself.
    var bytes = file.bytes
    let start = bytes.firstIndex { $0 > 0x20 } ?? 0
    if bytes[start...].starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: UInt8(ascii: ">")) {
      for index in bytes[...end].indices where bytes[index] != 10 && bytes[index] != 13 { bytes[index] = 0x20 }
    }
    let fault = bytes.withUnsafeBufferPointer { Markup.walkXML($0, walk) }
    if let line = walk.lineTooDeep {
      throw ConfigurationError(
        file: file.path, line: line, what: "more than \(Walk.deepest) categories within each other",
        mend: "nest fewer")
    }
    if let fault {
      throw ConfigurationError(
        file: file.path, line: max(1, Markup.line), what: "not well-formed XML (\(fault))",
        mend: "export the dictionary again")
    }
    guard walk.isDictionary else {
      throw ConfigurationError(
        file: file.path, line: 1, what: "no <dictionary> in it", mend: "name the format with --format")
    }
    add(walk, &builder)
  }

  private static func add(_ walk: Walk, _ builder: inout DictionaryBuilder) {
    let tops = Set(walk.categories.map { $0.path[0] })
    // The outermost category is the dictionary's name if it is the only one, and only holds others.
    let isRoot =
      tops.count == 1 && walk.categories.contains { $0.path.count > 1 }
      && !walk.patterns.contains { $0.path.count == 1 }
    if isRoot, let root = walk.categories.first {
      builder.name = root.path[0]
      builder.say(
        .note, .category, root.line, "'\(root.path[0])' holds all categories, and is taken for the dictionary's name",
        "nothing is to be done")
    }
    for (line, what) in walk.unknown {
      builder.say(.warning, .field, line, "\(what) is not known here", "leave it out")
    }
    for category in walk.categories where !walk.isUsed(category.path) {
      builder.say(
        .warning, .category, category.line, "the category '\(category.path.joined(separator: "/"))' has no entries",
        "give it entries or leave it out")
    }
    for pattern in walk.patterns {
      let path = isRoot ? Array(pattern.path.dropFirst()) : pattern.path
      if path.isEmpty {
        builder.lose(.category, pattern.line, "'\(pattern.text)' is in no category", "put it in a <cnode>")
        continue
      }
      var weight: Double?
      if !pattern.score.isEmpty {
        guard let score = Double(pattern.score[...].trimmed), score.isFinite else {
          builder.lose(
            .badWeight, pattern.line, "the score '\(pattern.score)' of '\(pattern.text)' is no number",
            "write a decimal number")
          continue
        }
        weight = score
      }
      let term = walk.isRegular ? TermWriting.expression(pattern.text) : TermWriting.glob(pattern.text)
      builder.add(DictionaryEntry(path, term, weight: weight, line: pattern.line))
    }
  }

  private final class Walk: MarkupHandler {
    struct Category {
      var path: [String]
      var line: Int
    }
    struct Pattern {
      var path: [String]
      var text: String
      var score: String
      var line: Int
    }

    /// Categories within each other: each holds the path to it.
    static let deepest = 100

    private(set) var isDictionary = false
    private(set) var lineTooDeep: Int?
    private(set) var isRegular = false
    private(set) var categories: [Category] = []
    private(set) var patterns: [Pattern] = []
    private(set) var unknown: [(Int, String)] = []
    private var path: [String] = []
    private var used: Set<[String]> = []

    func isUsed(_ path: [String]) -> Bool { used.contains(path) }

    /// libxml2 leaves two signs in attributes written as numbers.
    private func plain(_ attribute: String?) -> String {
      (attribute ?? "").replacing("&#60;", with: "<").replacing("&#38;", with: "&")
    }

    func start(_ name: String, _ attributes: [String: String]) {
      if lineTooDeep != nil { return }
      switch name {
      case "dictionary":
        isDictionary = true
        switch attributes["patternengine"] ?? "substring" {
        case "substring": break
        case "regexp", "regex": isRegular = true
        case let engine: unknown.append((Markup.line, "the engine '\(engine)' for patterns"))
        }
      case "cnode":
        guard path.count < Self.deepest else {
          lineTooDeep = Markup.line
          return
        }
        let name = plain(attributes["name"])
        path.append(name.isEmpty ? "unnamed" : name)
        categories.append(Category(path: path, line: Markup.line))
      case "pnode":
        patterns.append(
          Pattern(
            path: path, text: plain(attributes["name"]), score: attributes["score"] ?? "", line: Markup.line))
        for count in 0...path.count { used.insert(Array(path.prefix(count))) }
      default: unknown.append((Markup.line, "the element <\(name)>"))
      }
    }

    func end(_ name: String) { if name == "cnode", !path.isEmpty { path.removeLast() } }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
      if bytes.contains(where: { $0 > 0x20 }) { unknown.append((Markup.line, "text outside of names")) }
    }
  }
}
