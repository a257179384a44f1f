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
