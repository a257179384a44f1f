/// What the names of folders and files tell of the records in them: `{language}/{outlet}/{date}.jsonl`.
///
/// A field stands for one or more characters other than `/`, `*` for any number of them. The pattern is held against the
/// end of the path, folder by folder, so that it does not matter where the dumps lie; one that begins with `/` is held
/// against the whole of it. Endings of compressed files may be left out.
public struct PathPattern: Sendable {
  /// Why a text is no pattern.
  public struct Fault: Error {
    public var what: String
    public var mend: String
  }

  private enum Part: Sendable {
    case literal(String)
    case anything
    case field(FieldMap.Field)
  }

  /// As it was written.
  public let text: String
  private let parts: [Part]
  /// How many folders and files it tells of; 0: the whole path.
  private let depth: Int

  public init(_ text: String) throws(Fault) {
    self.text = text
    var parts: [Part] = []
    var literal = ""
    func end() { if !literal.isEmpty { parts.append(.literal(literal)) } }
    var rest = text[...]
    while let first = rest.popFirst() {
      guard first == "{" || first == "*" else {
        literal.append(first)
        continue
      }
      end()
      literal = ""
      if first == "*" {
        parts.append(.anything)
        continue
      }
      guard let close = rest.firstIndex(of: "}") else {
        throw Fault(what: "a '{' without its '}'", mend: "write for example {outlet}/{date}.jsonl")
      }
      let name = rest[..<close]
      guard let field = FieldMap.Field(rawValue: String(name)), field != .text else {
        let fields = FieldMap.Field.allCases.filter { $0 != .text }.map { "{\($0.rawValue)}" }
        throw Fault(what: "'{\(name)}' is no field of a path", mend: "use \(fields.joined(separator: ", "))")
      }
      parts.append(.field(field))
      rest = rest[rest.index(after: close)...]
    }
    end()
    guard parts.contains(where: { if case .field = $0 { true } else { false } }) else {
      throw Fault(what: "'\(text)' holds no field", mend: "write for example {outlet}/{date}.jsonl")
    }
    self.parts = parts
    depth = text.hasPrefix("/") ? 0 : text.split(separator: "/", omittingEmptySubsequences: false).count
  }

  /// The fields that a path tells, or nil where it is not of the pattern.
  /// - Parameter dates: by them a date is told from what stands beside it, as in `{outlet}-{date}.txt`.
  public func fields(of path: String, dates: DateReader) -> [FieldMap.Field: String]? {
    guard path != "-" else { return nil }
    var paths = [path]
    for ending in Self.packed where path.hasSuffix(ending) { paths.append(String(path.dropLast(ending.count))) }
    for isStrict in [true, false] {
      for path in paths {
        var found: [FieldMap.Field: String] = [:]
        let isFit = { (field: FieldMap.Field, value: Substring) in
          !isStrict || field != .date || dates.iso(String(value)) != nil
        }
        if Self.match(parts[...], tail(of: path), &found, isFit) { return found }
      }
    }
    return nil
  }

  private static let packed = [".gz", ".bz2", ".xz", ".zst", ".zstd"]

  /// As many folders and files from the end as the pattern tells of.
  private func tail(of path: String) -> Substring {
    if depth == 0 { return path[...] }
    return path.split(separator: "/").suffix(depth).joined(separator: "/")[...]
  }

  private static func match(
    _ parts: ArraySlice<Part>, _ path: Substring, _ found: inout [FieldMap.Field: String],
    _ isFit: (FieldMap.Field, Substring) -> Bool
  ) -> Bool {
    guard let part = parts.first else { return path.isEmpty }
    let rest = parts.dropFirst()
    switch part {
    case .literal(let text): return path.hasPrefix(text) && match(rest, path.dropFirst(text.count), &found, isFit)
    case .anything, .field:
      let room = path.prefix { $0 != "/" }
      var field: FieldMap.Field?
      if case .field(let named) = part { field = named }
      var end = field == nil ? room.startIndex : room.index(room.startIndex, offsetBy: 1, limitedBy: room.endIndex)
      while let at = end {
        let value = path[..<at]
        // A field that comes twice must be the same both times.
        let fits = field.map { (found[$0] ?? String(value)) == value && isFit($0, value) } ?? true
        if fits {
          let earlier = found
          if let field { found[field] = String(value) }
          if match(rest, path[at...], &found, isFit) { return true }
          found = earlier
        }
        end = room.index(at, offsetBy: 1, limitedBy: room.endIndex)
      }
      return false
    }
  }
}
