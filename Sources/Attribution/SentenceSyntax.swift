import TextModel

/// One sentence of a document whose syntax has been read: who acts in it, who is acted on, what governs what.
///
/// It is two addresses, good inside `Document.withView`, so that to hand it on costs nothing.
public struct SentenceSyntax {
  public let document: DocumentView
  @usableFromInline let place: UnsafePointer<SentenceSpan>

  /// - Parameter index: of one of the document's sentences; any other is found by debug builds alone.
  @inlinable
  public init(_ document: DocumentView, sentence index: Int) {
    assert(document.spans.indices.contains(index))
    self.document = document
    place = document.spans.baseAddress! + index
  }

  /// Where its layers lie in those of the document.
  @inlinable public var span: SentenceSpan { place.pointee }
  /// In the order of the text; numbers of clauses and mentions are places here, unless they are said to be the document's.
  @inlinable public var clauses: UnsafeBufferPointer<Clause> {
    UnsafeBufferPointer(rebasing: document.clauses[place.pointee.clauses])
  }
  @inlinable public var mentions: UnsafeBufferPointer<Mention> {
    UnsafeBufferPointer(rebasing: document.mentions[place.pointee.mentions])
  }

  /// The marks of a token of the document.
  @inlinable
  public subscript(token: Int32) -> TokenMarks {
    @inline(__always) get { document.marks[Int(token)] }
  }

  @inlinable public var first: Int32 { place.pointee.sentence.first }
  @inlinable public var last: Int32 { place.pointee.sentence.last }

  /// The number of a token's clause.
  @inlinable
  public func clause(of token: Int32) -> Int {
    let clauses = clauses
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
