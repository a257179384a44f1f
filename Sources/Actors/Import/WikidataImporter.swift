import Corpus
import Lexicon
import TextModel

/// Items of Wikidata, as its query service (results of SPARQL in JSON) and its API (entities) give them.
struct WikidataImporter {
  let codes: ActorCodes
  /// Languages whose names are taken, the first of them the one that actors are called by; empty for all.
  let languages: [String]
  var builder: RegistryBuilder
  /// By item and name, as the same ones come in row after row.
  private var known: Set<String> = []

  static func read(
    _ file: ForeignText, codes: ActorCodes, languages: [String], into builder: RegistryBuilder
  ) throws -> RegistryBuilder {
    var importer = WikidataImporter(codes: codes, languages: languages, builder: builder)
    let root = try JSONValue(parsing: file.bytes, path: file.path)
    if let entities = root["entities"] {
      importer.readEntities(entities)
    } else if let rows = root["results"]?["bindings"], rows.isArray {
      importer.readRows(rows.elements, columns: root["head"]?["vars"]?.elements.compactMap(\.string) ?? [])
    } else if root.isArray {
      // What the query service's "Download: JSON" saves: plain values.
      importer.readRows(root.elements, columns: root.elements.first?.fields.map(\.key) ?? [])
    } else {
      throw ConfigurationError(
        file: file.path, line: root.line, what: "neither results of a query ('results') nor items ('entities')",
        mend: "save what query.wikidata.org or wbgetentities gives, as JSON")
    }
    return importer.builder
  }

  private init(codes: ActorCodes, languages: [String], builder: RegistryBuilder) {
    (self.codes, self.languages, self.builder) = (codes, languages, builder)
  }

  // MARK: What both forms have

  struct Name {
    var text: String
    /// nil where nothing tells.
    var language: String?
    var isLabel: Bool
  }

  mutating func add(_ name: Name, to item: String, line: Int) {
    if let language = name.language, !isWanted(language) {
      builder.sum(
        .note, .label, line, "names in languages that were not asked for are left out", "name them with --language")
      return
    }
    // Where an item has no label, the label service gives its number.
    if Self.isItem(name.text) {
      builder.lose(
        .label, line, "'\(name.text)' is no name but an item's number", "ask for labels in a language that it has")
      return
    }
    guard known.insert("\(item)\n\(name.text)").inserted else { return }
    builder.add(.init(name: name.text, span: .always, line: line, rank: rank(name)), to: item)
    if name.isLabel, name.language.map(isFirst) ?? true {
      builder.actor(item, line: line) { $0.id = $0.id ?? name.text }
    }
  }

  /// Labels come before aliases, and the first language before others.
  private func rank(_ name: Name) -> Int {
    let place = name.language.flatMap { language in
      languages.isEmpty ? (isFirst(language) ? 0 : 1) : languages.firstIndex { Self.matches(language, $0) }
    }
    return (name.isLabel ? 0 : 1000) + (place ?? 500)
  }

  private func isFirst(_ language: String) -> Bool { Self.matches(language, languages.first ?? "en") }

  func isWanted(_ language: String) -> Bool {
    // Wikidata's "mul" is for names that are the same in all languages.
    languages.isEmpty || language == "mul" || languages.contains { Self.matches(language, $0) }
  }

  /// "en-gb" is English too.
  private static func matches(_ tag: String, _ language: String) -> Bool {
    tag == language || tag.hasPrefix(language + "-")
  }

  mutating func addOffice(_ title: String, _ span: (from: Day?, to: Day?), to item: String, line: Int) {
    if let from = span.from, let to = span.to, to < from {
      return builder.lose(.date, line, "'\(title)' ends before it begins", "mend the dates in the file")
    }
    let time = TimeSpan(from: span.from, to: span.to)
    guard known.insert("\(item)\n\(title)\n\(time)").inserted else { return }
    if time == .always {
      // As an office of all times it would beat those with dates.
      return builder.lose(
        .date, line, "the office '\(title)' has no dates", "ask for them (pq:P580, pq:P582), or write it yourself")
    }
    builder.add(.init(name: title, span: time, line: line, rank: nil), to: item)
  }

  mutating func take(kind value: String, of item: String, line: Int) {
    let kind = codes.item(value)?.kind ?? Actor.Kind(rawValue: value)
    builder.actor(item, line: line) { $0.kind = $0.kind ?? kind }
  }

  mutating func take(gender value: String, of item: String, line: Int) {
    let gender = codes.item(value)?.gender ?? Actor.Gender(rawValue: value)
    builder.actor(item, line: line) {
      $0.gender = $0.gender ?? gender
      $0.kind = $0.kind ?? .person
    }
  }

  /// `http://www.wikidata.org/entity/Q184` is `Q184`.
  static func item(_ text: String) -> String {
    let last = text.split(separator: "/").last.map(String.init) ?? text
    return isItem(last) ? last : text
  }

  static func isItem(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "Q") && text.utf8.count > 1
      && text.utf8.dropFirst().allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// A point of time, `1994-07-20T00:00:00Z` or `+1994-00-00T00:00:00Z`.
  /// - Parameters:
  ///   - precision: 11 a day, 10 a month, 9 a year; what is less precise reaches to the end of it, where it is an end.
  /// - Returns: nil for what is no date of the years 1 to 9999.
  static func day(_ text: String, precision: Int = 11, isEnd: Bool) -> Day? {
    let bare = text.hasPrefix("+") ? text.dropFirst() : text[...]
    let parts = bare.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], year > 0, month <= 12
    else { return nil }
    if precision < 9 { return nil }
    if precision == 9 || month == 0 { return Day(year: year, month: isEnd ? 12 : 1, day: isEnd ? 31 : 1) }
    if precision == 10 || day == 0 {
      return Day(year: year, month: month, day: isEnd ? CivilDay.length(year: year, month: month) : 1)
    }
    return Day(year: year, month: month, day: day)
  }
}
