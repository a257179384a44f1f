import Glibc
import Lexicon
import TextModel

/// The columns of a registry as a table, a row a name.
enum RegistryColumn: String, CaseIterable {
  /// The actor's.
  case id
  /// What the row tells: his `name`, an `alias`, or the `title` of an office.
  case type
  case text
  /// When an office was held.
  case from, to
  /// What he is; in the row of his name.
  case kind, gender, of
}

/// Registries as tables: what importers write for many actors. They are read faster than YAML, and any
/// spreadsheet opens them. A row is a name; the rows of an actor stand together, that of his name first.
extension ActorRegistry {
  /// - Throws: `ConfigurationError` with file and line.
  mutating func addTable(_ text: String, file: String) throws {
    var reader = RegistryTable(file: file)
    var text = text
    try text.withUTF8 { bytes in
      var (start, line) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, 0)
      while start < bytes.count {
        let found = memchr(bytes.baseAddress! + start, 10, bytes.count - start)
        let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(bytes.baseAddress!) } ?? bytes.count
        line += 1
        let last = end > start && bytes[end - 1] == 13 ? end - 1 : end
        let row = UnsafeBufferPointer(rebasing: bytes[start..<last])
        start = end + 1
        if row.isEmpty || row[0] == UInt8(ascii: "#") { continue }
        if let (actor, place) = try reader.read(row, line: line) { try add(actor, at: place) }
      }
    }
    if let (actor, place) = reader.finish() { try add(actor, at: place) }
  }
}

/// Reads rows, and gives an actor when the next one's begin.
private struct RegistryTable {
  private let file: String
  /// By column of the file.
  private var columns: [RegistryColumn] = []
  private var actor: Actor?
  private var place: ActorRegistry.Place
  /// The present actor's aliases, and the lines of his names.
  private var aliases: [String] = []
  private var lines: [Int32] = []
  /// By column: the bytes of the row's cell.
  private var cells: [Range<Int>] = Array(repeating: 0..<0, count: RegistryColumn.allCases.count)

  init(file: String) {
    self.file = file
    place = ActorRegistry.Place(file: file)
  }

  mutating func finish() -> (Actor, ActorRegistry.Place)? {
    guard var actor else { return nil }
    // Copies that are as long as they have to be.
    actor.aliases = Array(aliases[...])
    place.names = Array(lines[...])
    self.actor = nil
    return (actor, place)
  }

  mutating func read(_ row: UnsafeBufferPointer<UInt8>, line: Int) throws -> (Actor, ActorRegistry.Place)? {
    if columns.isEmpty {
      try readHeader(row, line)
      return nil
    }
    try cut(row, line)
    func cell(_ column: RegistryColumn) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: row[cells[column.index]])
    }
    func string(_ column: RegistryColumn) -> String { String(decoding: cell(column), as: UTF8.self) }
    let (type, text) = (cell(.type), cell(.text))
    if cell(.id).isEmpty || text.isEmpty {
      throw error(line, "a row without \(text.isEmpty ? "text" : "id")", "write the actor's id and one of his names")
    }
    var finished: (Actor, ActorRegistry.Place)?
    if actor == nil || !Self.isEqual(cell(.id), actor!.id) {
      finished = finish()
      guard Self.isEqual(type, "name") else {
        throw error(
          line, "'\(string(.id))' begins with no row of the type 'name'",
          "let his rows stand together, that of his name first")
      }
      actor = Actor(
        id: string(.id), name: string(.text), kind: try choice(string(.kind), line),
        gender: cell(.gender).isEmpty ? nil : try choice(string(.gender), line),
        belongsTo: cell(.of).isEmpty ? nil : string(.of))
      place = ActorRegistry.Place(file: file, line: line)
      aliases.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
      lines.append(Int32(line))
      return finished
    }
    if !cell(.kind).isEmpty || !cell(.gender).isEmpty || !cell(.of).isEmpty {
      let column = [RegistryColumn.kind, .gender, .of].first { !cell($0).isEmpty }!
      throw error(line, "a '\(column)' that is not in the row of the name", "write it there")
    }
    lines.append(Int32(line))
    if Self.isEqual(type, "alias") {
      aliases.append(string(.text))
    } else if Self.isEqual(type, "title") {
      try addTitle(string(.text), from: day(string(.from), line), to: day(string(.to), line), line)
    } else {
      let known = Self.isEqual(type, "name")
      throw error(
        line, known ? "a second name of '\(string(.id))'" : "'\(string(.type))' is no type of row",
        known ? "make it an alias" : "write name, alias or title")
    }
    return finished
  }

  @inline(__always)
  private static func isEqual(_ cell: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.count == cell.count && memcmp($0.baseAddress!, cell.baseAddress!, cell.count) == 0 }
  }

  private mutating func addTitle(_ title: String, from: Day?, to: Day?, _ line: Int) throws {
    if let from, let to, to < from {
      throw error(line, "a role that ends before it begins", "exchange 'from' and 'to'")
    }
    // Titles of the same time are one office.
    if let last = actor!.roles.last, last.from == from, last.to == to {
      actor!.roles[actor!.roles.count - 1].titles.append(title)
    } else {
      actor!.roles.append(Actor.Role(titles: [title], from: from, to: to))
    }
  }

  private mutating func readHeader(_ row: UnsafeBufferPointer<UInt8>, _ line: Int) throws {
    let names = row.split(separator: 9, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    for name in names {
      guard let column = RegistryColumn(rawValue: name), !columns.contains(column) else {
        throw error(
          line, "the column '\(name)' is \(RegistryColumn(rawValue: name) == nil ? "unknown" : "there twice")",
          YAMLValue.suggestion(for: name, among: RegistryColumn.allCases.map(\.rawValue)))
      }
      columns.append(column)
    }
    for column in [RegistryColumn.id, .type, .text, .kind] where !columns.contains(column) {
      throw error(
        line, "no column '\(column)'",
        "name it in the header: \(RegistryColumn.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  /// Empty cells at the end may be left out.
  private mutating func cut(_ row: UnsafeBufferPointer<UInt8>, _ line: Int) throws {
    for place in cells.indices { cells[place] = 0..<0 }
    var (start, number) = (0, 0)
    for at in 0...row.count where at == row.count || row[at] == 9 {
      guard number < columns.count else {
        throw error(
          line, "more than the header's \(columns.count) columns", "part the cells by one tab each")
      }
      cells[columns[number].index] = start..<at
      number += 1
      start = at + 1
    }
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(_ text: String, _ line: Int) throws -> Choice
  where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
      throw error(
        line, text.isEmpty ? "no kind" : "'\(text)' is not known here",
        YAMLValue.suggestion(for: text, among: Choice.allCases.map(\.rawValue)))
    }
    return choice
  }

  private func day(_ text: String, _ line: Int) throws -> Day? {
    if text.isEmpty { return nil }
    guard text.utf8.count == 10, let day = Day(prefixOf: text) else {
      throw error(line, "'\(text)' is no date", "write it as 2021-02-22")
    }
    return day
  }

  private func error(_ line: Int, _ what: String, _ mend: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, what: what, mend: mend)
  }
}

extension RegistryColumn {
  var index: Int {
    switch self {
    case .id: 0
    case .type: 1
    case .text: 2
    case .from: 3
    case .to: 4
    case .kind: 5
    case .gender: 6
    case .of: 7
    }
  }
}
