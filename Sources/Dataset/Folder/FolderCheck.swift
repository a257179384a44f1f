import Corpus
import GRDB

/// Holds a dataset's folder against its manifest and its tables against their definitions.
///
/// Memory is bounded by the rows of one article, as tables are walked through article by article, side by side.
public struct FolderCheck {
  public struct Finding: Sendable, Equatable, CustomStringConvertible {
    /// Its path in the folder.
    public var file: String
    /// Counted from 1; nil where the whole file is meant.
    public var line: Int?
    public var what: String
    public var mend: String

    public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(what): \(mend)" }
  }

  /// Findings told of one file; more are only counted.
  public static let most = 20

  public let folder: String
  public let manifest: Manifest
  public private(set) var findings: [Finding] = []
  /// Rows that were looked at.
  public private(set) var rows = 0
  private var told: [String: Int] = [:]

  /// Looks at everything.
  /// - Throws: `InputOutputError` where the folder has no manifest that can be read.
  public init(folder: String) throws {
    self.folder = folder
    manifest = try Manifest(folder: folder)
    for output in manifest.outputs { check(output) }
    let tables = manifest.tables.filter { FileDigest(ofFile: path("\($0.name).jsonl")) != nil }
    checkByArticle(tables.filter { $0.key.first == Self.article })
    for table in tables where table.key.first != Self.article { checkAlone(table) }
    for output in manifest.outputs where output.file.hasSuffix(".sqlite") { checkSQLite(output.file) }
    for (file, count) in told.sorted(by: { $0.key < $1.key }) where count > Self.most {
      findings.append(
        Finding(file: file, what: "\(count - Self.most) more findings", mend: "mend those above, then verify again"))
    }
  }

  private static let article = "article"
  private static let mend = "restore the file, or repeat the run: rhetor rerun"

  private func path(_ file: String) -> String { "\(folder)/\(file)" }

  private mutating func tell(_ file: String, at line: Int? = nil, _ what: String, _ mend: String = Self.mend) {
    told[file, default: 0] += 1
    if told[file]! <= Self.most { findings.append(Finding(file: file, line: line, what: what, mend: mend)) }
  }

  private mutating func check(_ output: Manifest.Output) {
    guard let digest = FileDigest(ofFile: path(output.file)) else {
      return tell(output.file, "it is not there, or can't be read")
    }
    if output.editable == true { return }
    if digest.bytes != output.bytes {
      tell(output.file, "\(digest.bytes) bytes, where the manifest says \(output.bytes)")
    } else if digest.sha256 != output.sha256 {
      tell(output.file, "its SHA-256 is \(digest.sha256), where the manifest says \(output.sha256)")
    }
  }

  // MARK: Tables whose rows belong to articles

  /// A table that is being read, and its next row.
  private final class Walk {
    let file: TableFile
    let key: [Int]
    var line = 0
    var row: [TableValue]?

    init(_ table: TableDefinition, path: String) {
      file = TableFile(table, path: path)
      key = table.positions(of: table.key)
    }

    var table: TableDefinition { file.table }
    var name: String { "\(table.name).jsonl" }

    var article: Int? {
      guard case .integer(let number) = row?[key[0]] else { return nil }
      return number
    }
  }

  private mutating func checkByArticle(_ tables: [TableDefinition]) {
    let walks = tables.map { Walk($0, path: path("\($0.name).jsonl")) }
    for walk in walks { advance(walk) }
    var articles = 0
    while let number = walks.compactMap(\.article).min() {
      var keys: [String: Set<[TableValue]>] = [:]
      var block: [(walk: Walk, line: Int, row: [TableValue])] = []
      for walk in walks {
        while let row = walk.row, walk.article == number {
          block.append((walk, walk.line, row))
          if !keys[walk.table.name, default: []].insert(walk.key.map { row[$0] }).inserted {
            tell(walk.name, at: walk.line, "a second row with the key \(Self.shown(walk.key.map { row[$0] }))")
          }
          if walk.table.key == [Self.article] {
            articles += 1
            if number != articles { tell(walk.name, at: walk.line, "article \(number) where \(articles) is due") }
          }
          advance(walk)
        }
      }
      for (walk, line, row) in block { checkReferences(walk, line, row, keys, articles: number) }
    }
    for walk in walks { countRows(walk.file) }
  }

  /// Goes to the next row that is one, and tells of those before it that are none.
  private mutating func advance(_ walk: Walk) {
    let last = walk.article
    walk.row = nil
    while let next = walk.file.read() {
      switch next {
      case .fault(let line, let fault): tell(walk.name, at: line, fault.what, fault.mend)
      case .row(let line, let row):
        (walk.line, walk.row) = (line, row)
        if let last, let article = walk.article, article < last {
          tell(walk.name, at: line, "article \(article) after \(last)", "rows must stand in the order of the articles")
        }
        return
      }
    }
  }

  private mutating func checkReferences(
    _ walk: Walk, _ line: Int, _ row: [TableValue], _ keys: [String: Set<[TableValue]>], articles: Int
  ) {
    for reference in walk.table.references {
      guard let target = manifest.tables.first(where: { $0.name == reference.table }), target.key == reference.targets
      else { continue }
      let values = walk.table.positions(of: reference.columns).map { row[$0] }
      if values.contains(.null) { continue }
      let isThere =
        if reference.columns.first == Self.article {
          keys[target.name]?.contains(values) == true
        } else if case .integer(let number) = values[0] {
          // Articles are numbered without a gap, and nothing refers to a later one.
          (1...articles).contains(number)
        } else {
          false
        }
      if !isThere {
        tell(
          walk.name, at: line,
          "\(reference.columns.joined(separator: ", ")) is \(Self.shown(values)), which \(target.name) does not have")
      }
    }
  }

  // MARK: Other tables

  private mutating func checkAlone(_ table: TableDefinition) {
    let file = TableFile(table, path: path("\(table.name).jsonl"))
    let key = table.positions(of: table.key)
    var seen: Set<[TableValue]> = []
    while let next = file.read() {
      switch next {
      case .fault(let line, let fault): tell("\(table.name).jsonl", at: line, fault.what, fault.mend)
      case .row(let line, let row):
        if !key.isEmpty, !seen.insert(key.map { row[$0] }).inserted {
          tell("\(table.name).jsonl", at: line, "a second row with the key \(Self.shown(key.map { row[$0] }))")
        }
      }
    }
    countRows(file)
  }

  private mutating func countRows(_ file: TableFile) {
    rows += file.rows
    let name = "\(file.table.name).jsonl"
    if let told = manifest.output(name)?.rows, told != file.rows {
      tell(name, "\(file.rows) rows, where the manifest says \(told)")
    }
  }

  private static func shown(_ values: [TableValue]) -> String {
    values.map { String($0.json.prefix(80)) }.joined(separator: ", ")
  }

  // MARK: SQLite

  private mutating func checkSQLite(_ file: String) {
    do {
      let faults = try SQLiteWriter.faults(of: path(file), tables: manifest.tables) { name in
        manifest.output("\(name).jsonl")?.rows
      }
      for fault in faults { tell(file, fault) }
    } catch { tell(file, "SQLite can't read it (\(error))") }
  }
}

extension Manifest {
  /// Reads a folder's manifest.
  /// - Throws: `InputOutputError` where there is none that can be read.
  public init(folder: String) throws {
    let path = "\(folder)/\(Manifest.file)"
    let bytes: [UInt8]
    do { bytes = try InputList.bytes(of: path) } catch {
      throw InputOutputError(
        place: folder, what: "no dataset is there: it has no \(Manifest.file)",
        mend: "name a folder that rhetor run wrote")
    }
    do { try self.init(json: bytes) } catch {
      throw InputOutputError(
        place: path, what: "it can't be read: \(Self.what(error))", mend: "restore it, or repeat the run")
    }
    guard format == Manifest.format else {
      throw InputOutputError(
        place: path, what: "its format is \(format), not \(Manifest.format)",
        mend: "use the version of Rhetor that wrote it")
    }
  }

  private static func what(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another kind"
    default: "not JSON"
    }
  }
}
