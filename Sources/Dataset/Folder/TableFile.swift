import Corpus

/// Reads a table's file row by row, never holding more than a batch of it.
public final class TableFile {
  public enum Row {
    case row(line: Int, [TableValue])
    case fault(line: Int, TableRowReader.Fault)
  }

  public let table: TableDefinition
  private let batches: BatchReader
  private let reader: TableRowReader
  private var batch: Batch?
  private var next = 0
  public private(set) var rows = 0

  public init(_ table: TableDefinition, path: String) {
    self.table = table
    reader = TableRowReader(table)
    batches = BatchReader(files: [path], settings: .init(recordBytes: 1 << 30, format: .jsonl))
  }

  /// - Returns: nil after the last row.
  public func read() -> Row? {
    while true {
      if let batch, next < batch.records.count {
        let record = batch.records[next]
        next += 1
        rows += 1
        guard case .json = record.form else {
          return .fault(line: record.line, .init(what: "not a row of JSON", mend: "repeat the run: rhetor rerun"))
        }
        do throws(TableRowReader.Fault) {
          return .row(line: record.line, try reader.row(batch.bytes, record.start..<record.end))
        } catch {
          return .fault(line: record.line, error)
        }
      }
      batch = batches.next()
      next = 0
      if batch == nil { return nil }
    }
  }
}
