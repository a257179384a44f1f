/// datapackage.json: what a folder's tables are, for programs that know Frictionless Data Packages.
public enum DataPackage {
  public static let file = "datapackage.json"

  /// - Parameters:
  ///   - name: of the dataset.
  ///   - description: a line on what it is.
  ///   - tables: all that the folder has.
  ///   - outputs: the folder's files; of tables there may be a JSONL and a CSV.
  public static func json(
    name: String, description: String, tables: [TableDefinition], outputs: [Manifest.Output]
  ) -> [UInt8] {
    var json = JSONBuffer()
    json.beginObject()
    json.key("profile")
    json.value("tabular-data-package")
    json.newline()
    json.key("name")
    json.value(slug(name))
    json.newline()
    json.key("title")
    json.value(name)
    json.newline()
    json.key("description")
    json.value(description)
    json.newline()
    json.key("resources")
    json.beginArray()
    for (format, ending) in [("jsonl", ""), ("csv", "-csv")] {
      let resources = tables.compactMap { table in
        // A JSONL file without a line is none to frictionless.
        outputs.first { $0.file == "\(table.name).\(format)" && $0.bytes > 0 }.map { (table, $0) }
      }
      let others = Set(resources.map(\.0.name))
      for (table, output) in resources {
        json.newline()
        write(table, output, format: format, ending: ending, others: others, &json)
      }
    }
    json.endArray()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(
    _ table: TableDefinition, _ output: Manifest.Output, format: String, ending: String, others: Set<String>,
    _ json: inout JSONBuffer
  ) {
    json.beginObject()
    json.key("profile")
    json.value("tabular-data-resource")
    json.key("name")
    json.value(table.name + ending)
    json.key("path")
    json.value(output.file)
    json.key("description")
    json.value(table.meaning)
    json.key("format")
    json.value(format)
    json.key("mediatype")
    json.value(format == "csv" ? "text/csv" : "application/jsonl")
    json.key("encoding")
    json.value("utf-8")
    json.key("bytes")
    json.value(output.bytes)
    json.key("hash")
    json.value("sha256:\(output.sha256)")
    json.newline()
    json.key("schema")
    table.writeTableSchema(to: &json, isCSV: format == "csv", others: others) { $0 + ending }
    json.endObject()
  }

  /// The name as packages may have it: small letters, digits, dots, hyphens and underscores.
  static func slug(_ name: String) -> String {
    let signs = name.lowercased().unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    return signs.isEmpty ? "dataset" : String(signs)
  }
}
