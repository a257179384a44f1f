import Corpus
import Dataset
import Glibc

/// A dataset's folder while it is written: tables first, then what is made of them, the manifest last of all.
public final class DatasetFolder {
  public static let records = "records.jsonl"
  public static let rejects = "rejects.jsonl"
  public static let sqlite = "dataset.sqlite"

  /// Names that a run may write to, by which a folder's own files are told from its inputs.
  public static let names =
    [records, rejects, sqlite, DataPackage.file, Manifest.file]
    + DatasetTables.all.flatMap { ["\($0.name).jsonl", "\($0.name).csv"] }

  public let path: String
  /// What was written so far, in its order.
  public private(set) var outputs: [Manifest.Output] = []
  /// Tables that are there as JSONL.
  public private(set) var tables: [TableDefinition] = []

  /// - Parameter path: of a folder that is there.
  public init(path: String) { self.path = path }

  public func path(of file: String) -> String { "\(path)/\(file)" }

  /// Makes the tables of the articles' records, in one pass.
  /// - Returns: numbers for the paragraph on methods.
  /// - Throws: `InputOutputError` where records.jsonl is not what a run wrote.
  public func writeTables(withEvidence: Bool, withDictionaries: Bool) throws -> RecordTables.Figures {
    var maker = RecordTables(withEvidence: withEvidence, withDictionaries: withDictionaries)
    var files: [String: (file: OutputFile, json: JSONBuffer)] = [:]
    for table in maker.tables { files[table.name] = (try OutputFile(path: path(of: "\(table.name).jsonl")), .init()) }
    let records = BatchReader(
      files: [path(of: Self.records)], settings: .init(recordBytes: Self.longestRow, format: .jsonl))
    while let batch = records.next() {
      for record in batch.records {
        do {
          try maker.add(batch.bytes[record.start..<record.end]) { table, row in
            table.write(row, to: &files[table.name]!.json)
          }
        } catch is DecodingError {
          throw InputOutputError(
            place: "\(path(of: Self.records)):\(record.line)", what: "no record of an article",
            mend: "repeat the run without --resume")
        }
      }
      for table in maker.tables {
        try files[table.name]!.file.write(files[table.name]!.json.bytes)
        files[table.name]!.json.removeAll()
      }
    }
    for table in maker.tables {
      try files[table.name]!.file.finish()
      try add(table)
    }
    return maker.figures
  }

  /// Bytes of the longest record that is read back.
  private static let longestRow = 1 << 30

  /// Takes in a table whose JSONL is in the folder already.
  public func add(_ table: TableDefinition) throws {
    let file = "\(table.name).jsonl"
    let digest = try digest(file)
    tables.append(table)
    outputs.append(.init(file: file, digest: digest, rows: digest.lines))
  }

  /// Takes in another file that is in the folder already.
  public func add(_ file: String, isLines: Bool = false) throws {
    let digest = try digest(file)
    outputs.append(.init(file: file, digest: digest, rows: isLines ? digest.lines : nil))
  }

  private func digest(_ file: String) throws -> FileDigest {
    guard let digest = FileDigest(ofFile: path(of: file)) else {
      throw InputOutputError(
        place: path(of: file), what: "it can't be read again", mend: "check the folder's permissions, then use --resume"
      )
    }
    return digest
  }

  /// Writes a file.
  /// - Parameter isEditable: it is made to be changed by hand.
  public func write(_ bytes: [UInt8], as file: String, isEditable: Bool = false) throws {
    try put(bytes, file)
    outputs.append(.init(file: file, digest: FileDigest(of: bytes), editable: isEditable))
  }

  private func put(_ bytes: [UInt8], _ file: String) throws {
    if let slash = file.lastIndex(of: "/") { mkdir(path(of: String(file[..<slash])), 0o777) }
    let output = try OutputFile(path: path(of: file))
    try output.write(bytes)
    try output.finish()
  }

  /// Writes all tables as CSV.
  public func writeCSV() throws {
    for table in tables {
      let file = "\(table.name).csv"
      let output = try OutputFile(path: path(of: file))
      var bytes: [UInt8] = []
      table.writeCSVHeader(to: &bytes)
      let rows = try forEachRow(of: table) { row in
        table.writeCSV(row, to: &bytes)
        guard bytes.count >= 1 << 16 else { return }
        try output.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
      try output.write(bytes)
      try output.finish()
      outputs.append(.init(file: file, digest: try digest(file), rows: rows))
    }
  }

  /// Writes all tables into one SQLite file.
  public func writeSQLite() throws {
    let unfinished = path(of: Self.sqlite + ".part")
    unlink(unfinished)
    let writer = try SQLiteWriter(path: unfinished, tables: tables)
    for table in tables {
      let file = TableFile(table, path: path(of: "\(table.name).jsonl"))
      try writer.write(table) { try self.next(file) }
    }
    try writer.finish()
    guard rename(unfinished, path(of: Self.sqlite)) == 0 else {
      throw InputOutputError(
        place: path(of: Self.sqlite), what: String(cString: strerror(errno)).lowercased(),
        mend: "check that its folder may be written to")
    }
    try add(Self.sqlite)
  }

  private func forEachRow(of table: TableDefinition, _ body: ([TableValue]) throws -> Void) throws -> Int {
    let file = TableFile(table, path: path(of: "\(table.name).jsonl"))
    while let row = try next(file) { try body(row) }
    return file.rows
  }

  private func next(_ file: TableFile) throws -> [TableValue]? {
    switch file.read() {
    case nil: return nil
    case .row(_, let row): return row
    case .fault(let line, let fault):
      throw InputOutputError(
        place: "\(path(of: "\(file.table.name).jsonl")):\(line)", what: fault.what, mend: fault.mend)
    }
  }

  /// Writes the manifest, and takes away what an earlier run wrote here that this one did not.
  public func finish(_ manifest: Manifest) throws {
    let earlier = (try? Manifest(folder: path))?.outputs.map(\.file) ?? []
    try put(try manifest.json, Manifest.file)
    let written = Set(outputs.map(\.file))
    for file in earlier where !written.contains(file) && !file.hasPrefix("/") && !file.contains("..") {
      unlink(path(of: file))
    }
  }
}
