import TextModel

/// One sentence of a document whose syntax has been read: who acts in it, who is acted on, what governs what.
///
/// It holds addresses only, so that it costs nothing to make, and is good inside `Document.withView`.
public struct SentenceSyntax {
  public let document: DocumentView
  public let span: SentenceSpan
  public let clauses: UnsafeBufferPointer<Clause>
  public let mentions: UnsafeBufferPointer<Mention>

  @inlinable
  public init(_ document: DocumentView, _ span: SentenceSpan) {
    self.document = document
    self.span = span
    clauses = UnsafeBufferPointer(rebasing: document.clauses[span.clauses])
    mentions = UnsafeBufferPointer(rebasing: document.mentions[span.mentions])
  }

  /// The marks of a token of the document.
  @inlinable
  public subscript(token: Int32) -> TokenMarks {
    @inline(__always) get { document.marks[Int(token)] }
  }

  @inlinable public var first: Int32 { span.sentence.first }
  @inlinable public var last: Int32 { span.sentence.last }

  /// The number of a token's clause.
  @inlinable
  public func clause(of token: Int32) -> Int {
    var index = 0
    while index < clauses.count - 1, token >= clauses[index].last { index += 1 }
    return index
  }

  /// Does the sentence ask? A question mark ends it, quotation marks and brackets aside.
  public var isQuestion: Bool {
    var token = last - 1
    while token >= first, !self[token].contains(.word) {
      if document.bytes(of: token).contains(UInt8(ascii: "?")) { return true }
      token -= 1
    }
    return false
  }
}
