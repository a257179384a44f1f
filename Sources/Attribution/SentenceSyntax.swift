import TextModel

/// One sentence of a document whose syntax has been read: who acts in it, who is acted on, what governs what.
///
/// It holds addresses only and is good inside `Document.withView`. One is moved from sentence to sentence, so that
/// nothing is copied.
public struct SentenceSyntax {
  public let document: DocumentView
  public private(set) var span: SentenceSpan
  public private(set) var clauses: UnsafeBufferPointer<Clause>
  public private(set) var mentions: UnsafeBufferPointer<Mention>

  /// Stands before the first sentence.
  public init(_ document: DocumentView) {
    self.document = document
    span = SentenceSpan(
      index: -1, sentence: Sentence(first: 0, last: 0, endsParagraph: false), hits: 0..<0, mentions: 0..<0,
      clauses: 0..<0)
    clauses = UnsafeBufferPointer(rebasing: document.clauses[0..<0])
    mentions = UnsafeBufferPointer(rebasing: document.mentions[0..<0])
  }

  /// Goes to a sentence.
  /// - Parameter index: in the document.
  public mutating func move(to index: Int) {
    span = document.spans[index]
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
