import TextModel

extension RecordReader {
  /// A row of a table: fields by the names in its header.
  func readRow(_ header: TableHeader, _ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article {
    let bytes = try text(record, batch)
    let values = bytes.withUnsafeBufferPointer { TableRow.fields($0, header.delimiter) { $0 } }
    guard values.count == header.names.count else {
      throw reject(
        record, batch,
        "\(values.count) fields where the header has \(header.names.count): quote fields that hold delimiters or quotes"
      )
    }
    func value(_ field: FieldMap.Field) -> [UInt8]? {
      let name = settings.fields[field]
      return header.names.firstIndex(of: name).map { values[$0] }
    }
    /// An empty cell is a missing value.
    func string(_ field: FieldMap.Field) -> String? {
      value(field).flatMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
    }
    guard let text = value(.text) else {
      throw missingText(record, batch, isThere: false, names: header.names.joined(separator: ", "))
    }
    var article = Article(
      id: string(.id), date: string(.date), outlet: string(.outlet), language: string(.language), title: string(.title),
      text: text)
    for name in settings.kept {
      let value = header.names.firstIndex(of: name).map { String(decoding: values[$0], as: UTF8.self) }
      article.kept.append(.init(text: value.flatMap { $0.isEmpty ? nil : $0 }))
    }
    return article
  }
}
