import TextModel

extension RecordReader {
  /// - Returns: nil for redirects, and pages that are no articles (talk, users, categories).
  func readWikiPage(_ record: RecordSpan, _ batch: Batch) throws(Reject) -> Article? {
    let bytes = try text(record, batch)
    let page = bytes.withUnsafeBufferPointer { WikiPage($0) }
    if let fault = page.fault { throw reject(record, batch, "not XML: \(fault)") }
    if page.isRedirect || !page.namespace.isEmpty && page.namespace != "0" { return nil }
    return Article(
      id: page.id.isEmpty ? page.title : page.id, date: page.date.isEmpty ? nil : page.date, title: page.title,
      text: Wikitext.plain(page.wikitext))
  }
}
