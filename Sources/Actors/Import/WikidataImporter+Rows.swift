import Corpus
import Lexicon
import TextModel

/// Results of a query: a row is a combination of values, so that an item's come again and again.
extension WikidataImporter {
  /// What a query's variables are called by custom; small letters, without `_`.
  private enum Column: CaseIterable {
    case item, label, alias, aliases, kind, gender, owner, office, officeLabel, start, end

    var names: [String] {
      switch self {
      case .item: ["item", "actor", "person"]
      case .label: ["itemlabel", "actorlabel", "personlabel", "label", "name"]
      case .alias: ["alias"]
      // Of the label service: several, parted by ", ".
      case .aliases: ["itemaltlabel", "actoraltlabel", "personaltlabel", "altlabel", "aliases"]
      case .kind: ["kind", "type", "class", "instance"]
      case .gender: ["gender", "sex"]
      case .owner: ["of", "country", "citizenship"]
      case .office: ["office", "position", "role"]
      case .officeLabel: ["officelabel", "positionlabel", "rolelabel", "title"]
      case .start: ["start", "from", "startdate", "starttime", "since"]
      case .end: ["end", "to", "enddate", "endtime", "until"]
      }
    }
  }

  /// A value of a row, whichever of the service's two forms it comes in.
  private struct Cell {
    var text: String
    var language: String?
    var line: Int

    init?(_ value: JSONValue?) {
      guard let value else { return nil }
      line = value.line
      if let text = value.string {
        self.text = text
      } else if let text = value["value"]?.string {
        self.text = text
        language = value["xml:lang"]?.string
      } else {
        return nil
      }
      if text.isEmpty { return nil }
    }
  }

  mutating func readRows(_ rows: [JSONValue], columns names: [String]) {
    var columns: [Column: [String]] = [:]
    for name in names {
      let plain = name.lowercased().filter { $0 != "_" }
      if let column = Column.allCases.first(where: { $0.names.contains(plain) }) {
        columns[column, default: []].append(name)
      } else if !["kindlabel", "typelabel", "genderlabel", "countrylabel", "oflabel", "citizenshiplabel"].contains(
        plain)
      {
        builder.say(
          .note, .column, nil, "the variable '\(name)' is not used", "name it as docs/actors.md says, if it should be")
      }
    }
    guard columns[.item] != nil else {
      builder.say(
        .error, .column, nil, "no variable 'item' among \(names.joined(separator: ", "))",
        "call the items so: SELECT ?item ?itemLabel …")
      return
    }
    for row in rows {
      func cell(_ column: Column) -> Cell? {
        columns[column]?.lazy.compactMap { Cell(row[$0]) }.first
      }
      guard let item = cell(.item) else {
        builder.say(.error, .badLine, row.line, "a row without an item", "ask for ?item in every row")
        continue
      }
      read(Self.item(item.text), row.line, cell)
    }
  }

  private mutating func read(_ item: String, _ line: Int, _ cell: (Column) -> Cell?) {
    if let label = cell(.label) {
      add(.init(text: label.text, language: label.language, isLabel: true), to: item, line: label.line)
    }
    if let alias = cell(.alias) {
      add(.init(text: alias.text, language: alias.language, isLabel: false), to: item, line: alias.line)
    }
    if let aliases = cell(.aliases) {
      for alias in Substring(aliases.text).parts(at: ",").map(\.trimmed) where !alias.isEmpty {
        add(.init(text: String(alias), language: aliases.language, isLabel: false), to: item, line: aliases.line)
      }
    }
    if let kind = cell(.kind) { take(kind: Self.item(kind.text), of: item, line: line) }
    if let gender = cell(.gender) { take(gender: Self.item(gender.text), of: item, line: line) }
    if let owner = cell(.owner) {
      let key = Self.item(owner.text)
      builder.actor(item, line: line) { if !$0.owners.contains(key) { $0.owners.append(key) } }
    }
    readOffice(item, line, cell)
  }

  private mutating func readOffice(_ item: String, _ line: Int, _ cell: (Column) -> Cell?) {
    guard let title = cell(.officeLabel) else {
      if let office = cell(.office) {
        builder.lose(
          .label, office.line, "the office \(Self.item(office.text)) has no label", "ask for ?positionLabel as well")
      }
      return
    }
    if Self.isItem(title.text) {
      builder.lose(
        .label, title.line, "'\(title.text)' is no office but an item's number",
        "ask for labels in a language that it has")
      return
    }
    if let language = title.language, !isWanted(language) {
      builder.sum(
        .note, .label, title.line, "names in languages that were not asked for are left out",
        "name them with --language")
      return
    }
    var days: [Day?] = []
    for (column, isEnd) in [(Column.start, false), (.end, true)] {
      guard let date = cell(column) else {
        days.append(nil)
        continue
      }
      guard let day = Self.day(date.text, isEnd: isEnd) else {
        builder.lose(.date, date.line, "'\(date.text)' is no date", "leave the row out, or mend the date")
        return
      }
      days.append(day)
    }
    addOffice(title.text, (days[0], days[1]), to: item, line: line)
  }
}
