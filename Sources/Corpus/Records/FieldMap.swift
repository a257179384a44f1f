/// Which field of a record holds what: `text=body, id=meta.url`.
public struct FieldMap: Sendable {
  public enum Field: String, CaseIterable, Sendable {
    case id, date, outlet, language, title, text
  }

  private var paths: [Field: String] = [:]

  /// Every field under its own name.
  public init() {}

  /// The path of keys, joined by dots, under which a field is found.
  public subscript(field: Field) -> String {
    get { paths[field] ?? field.rawValue }
    set { paths[field] = newValue }
  }

  /// Reads `text=body,id=meta.url` into the map.
  /// - Returns: what is wrong with it and how to mend it, or nil.
  public mutating func read(_ text: String) -> (what: String, mend: String)? {
    for pair in text.split(separator: ",") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, !sides[1].isEmpty else {
        return ("'\(pair)' is no FIELD=NAME", "write for example text=body,id=meta.url")
      }
      guard let field = Field(rawValue: String(sides[0])) else {
        return (
          "'\(sides[0])' is no field of an article",
          "use \(Field.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      self[field] = String(sides[1])
    }
    return nil
  }

}

/// The path of a field in JSON records, as the C shim wants it.
struct FieldPath {
  let whole: String
  /// Its keys, each ended by NUL.
  let keys: [CChar]
  let depth: Int

  init(_ path: String) {
    whole = path
    let keys = path.split(separator: ".", omittingEmptySubsequences: false)
    self.keys = keys.flatMap { key in key.utf8.map { CChar(bitPattern: $0) } + [0] }
    depth = keys.count
  }
}

/// Those of an article's fields, worked out once for all records.
struct FieldPaths {
  let id, date, outlet, language, title, text: FieldPath

  init(_ fields: FieldMap) {
    id = FieldPath(fields[.id])
    date = FieldPath(fields[.date])
    outlet = FieldPath(fields[.outlet])
    language = FieldPath(fields[.language])
    title = FieldPath(fields[.title])
    text = FieldPath(fields[.text])
  }
}
