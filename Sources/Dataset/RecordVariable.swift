import Lexicon
import TextModel

/// One variable of the article record, as a codebook lists it.
public struct RecordVariable: Sendable, Equatable {
  /// Its path: `actors[].stance.score` is a key of a key of each element of a list.
  public var name: String
  /// JSON types without null: `string`, `integer`, `number`, `boolean`, `list`, `object`.
  public var types: [String]
  /// Values it may have, as in `0…`, `-1…1` or `positive, negative`; empty where any of its types will do.
  public var range: String
  /// May it be null? That means that there was nothing to go by, and is not 0.
  public var mayBeNull: Bool
  /// May its key be left out?
  public var mayBeAbsent: Bool
  /// Empty where the name says all.
  public var meaning: String

  /// All variables that a schema describes, in its order.
  /// - Parameter schema: a JSON Schema whose references lead to its own `$defs`.
  /// - Throws: `ConfigurationError` for a text that is no such schema.
  public static func all(in schema: String = RecordSchema.article) throws -> [RecordVariable] {
    // JSON is YAML, and YAML's reader keeps the order of keys.
    let root = try SchemaNode(try YAMLValue(parsing: schema, file: "schema"), definitions: [:])
    let definitions = try root.keys["$defs"].map { Dictionary(uniqueKeysWithValues: try $0.pairs()) } ?? [:]
    var variables: [RecordVariable] = []
    try root.with(definitions).addProperties(to: &variables, path: "")
    return variables
  }
}

/// A schema of the parts that `RecordSchema` uses.
private struct SchemaNode {
  let keys: [String: YAMLValue]
  let definitions: [String: YAMLValue]

  /// What a reference leads to is laid under the node's own keys.
  init(_ value: YAMLValue, definitions: [String: YAMLValue]) throws {
    var keys = Dictionary(uniqueKeysWithValues: try value.pairs())
    if let target = try keys["$ref"]?.string().split(separator: "/").last, let found = definitions[String(target)] {
      keys.merge(try found.pairs()) { own, _ in own }
    }
    self.keys = keys
    self.definitions = definitions
  }

  private init(keys: [String: YAMLValue], definitions: [String: YAMLValue]) {
    self.keys = keys
    self.definitions = definitions
  }

  func with(_ definitions: [String: YAMLValue]) -> SchemaNode { SchemaNode(keys: keys, definitions: definitions) }

  private func node(_ value: YAMLValue) throws -> SchemaNode { try SchemaNode(value, definitions: definitions) }

  /// The node itself, or the alternatives it is one of.
  private var alternatives: [SchemaNode] {
    get throws { try keys["oneOf"]?.list().map(node) ?? [self] }
  }

  private var types: [String] {
    get throws {
      if let type = keys["type"] { return try type.isList ? type.list().map { try $0.string() } : [type.string()] }
      guard let values = try keys["enum"]?.list().map({ try $0.string() }) else { return [] }
      return ["string"] + values.filter { $0 == "null" }
    }
  }

  func addProperties(to variables: inout [RecordVariable], path: String) throws {
    let required = try keys["required"]?.list().map { try $0.string() } ?? []
    for (key, value) in try keys["properties"]?.pairs() ?? [] {
      try node(value).add(to: &variables, path: path + key, mayBeAbsent: !required.contains(key))
    }
  }

  private func add(to variables: inout [RecordVariable], path: String, mayBeAbsent: Bool) throws {
    let alternatives = try alternatives
    let types = try alternatives.flatMap { try $0.types }
    variables.append(
      RecordVariable(
        name: path, types: types.filter { $0 != "null" }.map { $0 == "array" ? "list" : $0 },
        range: try alternatives.map { try $0.range }.first { !$0.isEmpty } ?? "",
        mayBeNull: types.contains("null"), mayBeAbsent: mayBeAbsent, meaning: try keys["description"]?.string() ?? ""))
    for alternative in alternatives {
      try alternative.addProperties(to: &variables, path: path + ".")
      guard let items = alternative.keys["items"] else { continue }
      try node(items).addProperties(to: &variables, path: path + "[].")
    }
  }

  private var range: String {
    get throws {
      if let values = keys["enum"] {
        return try values.list().map { try $0.string() }.filter { $0 != "null" }.joined(separator: ", ")
      }
      if let least = keys["exclusiveMinimum"] { return "above \(try least.string())" }
      let (least, most) = (try keys["minimum"]?.string() ?? "", try keys["maximum"]?.string() ?? "")
      return least.isEmpty && most.isEmpty ? "" : "\(least)…\(most)"
    }
  }
}
