import Corpus
import Dataset

/// Files of analysed lines.
public enum AnalysedFiles {
  /// Reads them one after the other, a batch at a time.
  /// - Parameters:
  ///   - add: gets each article with the bytes of its line.
  ///   - rejected: gets the place of a line that is none.
  public static func read(
    _ files: [String], add: (AnalysedLine, ArraySlice<UInt8>) throws -> Void, rejected: (RecordSpan) throws -> Void
  ) throws {
    let reader = BatchReader(files: files, settings: .init(recordBytes: 1 << 30, format: .jsonl))
    let parser = JSONLine()
    while let batch = reader.next() {
      for record in batch.records {
        if let value = parser.parse(record, of: batch), let line = AnalysedLine(value) {
          try add(line, batch.bytes[record.start..<record.end])
        } else {
          try rejected(record)
        }
      }
    }
  }
}
