extension TableDefinition {
  /// The JSON Schema (draft 2020-12) of a row in JSONL.
  public var jsonSchema: String {
    var json = JSONBuffer()
    json.beginObject()
    json.key("$schema")
    json.value("https://json-schema.org/draft/2020-12/schema")
    json.newline()
    json.key("title")
    json.value(name)
    json.newline()
    json.key("description")
    json.value(meaning)
    json.newline()
    json.key("type")
    json.value("object")
    json.newline()
    json.key("additionalProperties")
    json.value(false)
    json.newline()
    json.key("required")
    json.beginArray()
    for column in columns { json.value(column.name) }
    json.endArray()
    json.newline()
    json.key("properties")
    json.beginObject()
    for column in columns {
      json.newline()
      json.key(column.name)
      column.writeSchema(to: &json)
    }
    json.endObject()
    json.endObject()
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Writes a Frictionless Table Schema.
  /// - Parameters:
  ///   - isCSV: of the CSV file, in which lists are texts.
  ///   - others: names of the tables that are there; references to others are left out.
  ///   - resource: the name of another table's resource.
  func writeTableSchema(
    to json: inout JSONBuffer, isCSV: Bool, others: Set<String>, resource: (String) -> String
  ) {
    json.beginObject()
    json.key("fields")
    json.beginArray()
    for column in columns {
      json.newline()
      column.writeField(to: &json, isCSV: isCSV)
    }
    json.endArray()
    json.newline()
    json.key("missingValues")
    json.beginArray()
    json.value("")
    json.endArray()
    if !key.isEmpty {
      json.key("primaryKey")
      Self.write(key, to: &json)
    }
    let references = references.filter { others.contains($0.table) }
    if !references.isEmpty {
      json.key("foreignKeys")
      json.beginArray()
      for reference in references {
        json.beginObject()
        json.key("fields")
        Self.write(reference.columns, to: &json)
        json.key("reference")
        json.beginObject()
        json.key("resource")
        // A table that refers to itself is said so by an empty name.
        json.value(reference.table == name ? "" : resource(reference.table))
        json.key("fields")
        Self.write(reference.targets, to: &json)
        json.endObject()
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
  }

  private static func write(_ names: [String], to json: inout JSONBuffer) {
    json.beginArray()
    for name in names { json.value(name) }
    json.endArray()
  }
}

extension TableDefinition.Column {
  /// What it means, with its formula and where that comes from.
  var description: String {
    meaning + (formula.isEmpty ? "" : " Formula: \(formula).") + (source.isEmpty ? "" : " Source: \(source).")
  }

  fileprivate func writeSchema(to json: inout JSONBuffer) {
    json.beginObject()
    json.key("type")
    let type = [.text: "string", .date: "string", .list: "array"][kind] ?? kind.rawValue
    if mayBeNull {
      json.beginArray()
      json.value(type)
      json.value("null")
      json.endArray()
    } else {
      json.value(type)
    }
    switch ColumnRange(range) {
    case .any: break
    case .between(let least, let most):
      if let least { write(least, "minimum", &json) }
      if let most { write(most, "maximum", &json) }
    case .above(let bound): write(bound, "exclusiveMinimum", &json)
    case .oneOf(let values):
      json.key("enum")
      json.beginArray()
      for value in values { json.value(value) }
      if mayBeNull { json.null() }
      json.endArray()
    }
    if kind == .date {
      json.key("pattern")
      json.value(Self.datePattern)
    }
    if kind == .list {
      json.key("items")
      json.beginObject()
      json.key("type")
      json.value("string")
      json.endObject()
    }
    json.key("description")
    json.value(description)
    json.endObject()
  }

  fileprivate func writeField(to json: inout JSONBuffer, isCSV: Bool) {
    json.beginObject()
    json.key("name")
    json.value(name)
    json.key("type")
    json.value([.text: "string", .date: "string", .list: isCSV ? "string" : "array"][kind] ?? kind.rawValue)
    json.key("description")
    json.value(description + (kind == .list && isCSV ? " Elements are parted by ' | '." : ""))
    json.key("constraints")
    json.beginObject()
    // In CSV an empty text and null look alike to most readers.
    if !mayBeNull, !(isCSV && (kind == .text || kind == .list)) {
      json.key("required")
      json.value(true)
    }
    switch ColumnRange(range) {
    case .any: break
    case .between(let least, let most):
      if let least { write(least, "minimum", &json) }
      if let most { write(most, "maximum", &json) }
    // Table Schema of this version has no exclusive bounds.
    case .above(let bound): write(bound, "minimum", &json)
    case .oneOf(let values):
      json.key("enum")
      json.beginArray()
      for value in values { json.value(value) }
      json.endArray()
    }
    if kind == .date {
      json.key("pattern")
      json.value(Self.datePattern)
    }
    json.endObject()
    json.endObject()
  }

  private func write(_ bound: Double, _ key: StaticString, _ json: inout JSONBuffer) {
    json.key(key)
    json.value(bound)
  }
}
