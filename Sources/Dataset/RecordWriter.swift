import TextModel

/// Writes what a run makes of an article.
///
/// A writer may keep working memory: one serves one thread.
public protocol RecordWriter {
  /// Appends the document's lines: one, several or none.
  func write(_ document: Document, to lines: inout JSONBuffer)
}
