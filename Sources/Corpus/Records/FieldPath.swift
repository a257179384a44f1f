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
