import Corpus
import Lexicon
import TextModel

/// Items as the API gives them (wbgetentities, Special:EntityData): labels, aliases and claims.
extension WikidataImporter {
  /// The properties that are read.
  private enum Property {
    static let kind = "P31"
    static let gender = "P21"
    static let owners = ["P27", "P17"]
    static let office = "P39"
    static let start = "P580"
    static let end = "P582"
  }

  mutating func readEntities(_ entities: JSONValue) {
    // The API gives a mapping, or a list with formatversion=2 in some of its parts.
    let all = entities.isArray ? entities.elements.map { ("", $0) } : entities.fields.map { ($0.key, $0.value) }
    var titles: [String: [Name]] = [:]
    var offices: Set<String> = []
    for (key, entity) in all {
      titles[entity["id"]?.string ?? key] = labels(of: entity)
      for claim in entity["claims"]?[Property.office]?.elements ?? [] {
        if let office = Self.target(claim["mainsnak"]) { offices.insert(office) }
      }
    }
    for (key, entity) in all {
      let item = entity["id"]?.string ?? key
      if entity["missing"] != nil {
        builder.say(.error, .badLine, entity.line, "there is no item \(item)", "leave it out of the request")
        continue
      }
      // Offices are given only for their names.
      if offices.contains(item), entity["claims"]?[Property.office] == nil { continue }
      read(entity, item, titles)
    }
  }

  private func labels(of entity: JSONValue) -> [Name] {
    (entity["labels"]?.fields ?? []).compactMap { field in
      field.value["value"]?.string.map {
        Name(text: $0, language: field.value["language"]?.string ?? field.key, isLabel: true)
      }
    }
  }

  private mutating func read(_ entity: JSONValue, _ item: String, _ titles: [String: [Name]]) {
    for field in entity["labels"]?.fields ?? [] { read(field.value, field.key, item, isLabel: true) }
    for field in entity["aliases"]?.fields ?? [] {
      for alias in field.value.elements { read(alias, field.key, item, isLabel: false) }
    }
    let claims = entity["claims"]
    for claim in best(claims?[Property.kind]) {
      if let kind = Self.target(claim["mainsnak"]) { take(kind: kind, of: item, line: claim.line) }
    }
    for claim in best(claims?[Property.gender]) {
      if let gender = Self.target(claim["mainsnak"]) { take(gender: gender, of: item, line: claim.line) }
    }
    for property in Property.owners {
      for claim in best(claims?[property]) {
        guard let owner = Self.target(claim["mainsnak"]), owner != item else { continue }
        builder.actor(item, line: claim.line) { if !$0.owners.contains(owner) { $0.owners.append(owner) } }
      }
    }
    for claim in claims?[Property.office]?.elements ?? [] where claim["rank"]?.string != "deprecated" {
      readOffice(claim, item, titles)
    }
  }

  private mutating func read(_ name: JSONValue, _ key: String, _ item: String, isLabel: Bool) {
    guard let text = name["value"]?.string ?? name.string else { return }
    add(.init(text: text, language: name["language"]?.string ?? key, isLabel: isLabel), to: item, line: name.line)
  }

  private mutating func readOffice(_ claim: JSONValue, _ item: String, _ titles: [String: [Name]]) {
    guard let office = Self.target(claim["mainsnak"]) else { return }
    let names = (titles[office] ?? []).filter { name in
      name.language.map(isWanted) ?? true
    }
    if names.isEmpty {
      return builder.lose(
        .label, claim.line, "the office \(office) has no label in the file", "ask for the item \(office) as well")
    }
    var days: [Day?] = []
    for (property, isEnd) in [(Property.start, false), (Property.end, true)] {
      guard let value = claim["qualifiers"]?[property]?.elements.first?["datavalue"]?["value"],
        let time = value["time"]?.string
      else {
        days.append(nil)
        continue
      }
      guard let day = Self.day(time, precision: value["precision"]?.integer ?? 11, isEnd: isEnd) else {
        return builder.lose(
          .date, value.line, "'\(time)' is no date between the years 1 and 9999, to the year at least",
          "mend it in the file", count: names.count)
      }
      days.append(day)
    }
    for name in names { addOffice(name.text, (days[0], days[1]), to: item, line: claim.line) }
  }

  /// The claims that are preferred, should some be, without those that no longer hold good.
  private func best(_ claims: JSONValue?) -> [JSONValue] {
    let all = (claims?.elements ?? []).filter { $0["rank"]?.string != "deprecated" }
    let preferred = all.filter { $0["rank"]?.string == "preferred" }
    return preferred.isEmpty ? all : preferred
  }

  private static func target(_ snak: JSONValue?) -> String? { snak?["datavalue"]?["value"]?["id"]?.string }
}
