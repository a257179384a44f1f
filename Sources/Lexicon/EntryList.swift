import TextModel

/// The entries of one kind: terms in one piece of memory, so that tens of thousands of them are no objects.
public struct EntryList: RandomAccessCollection, Sendable {
  /// All of an entry but its meaning.
  struct Row: BitwiseCopyable, Sendable {
    /// Where its term stands.
    var start: UInt32
    var length: UInt32
    var line: Int32
    var lexicon: UInt16
    var form: UInt8
  }

  private(set) var rows: FlatList<Row> = []
  private(set) var text: FlatList<UInt8> = []
  public private(set) var meanings: FlatList<LexiconEntry.Meaning> = []

  init() {}

  init(rows: FlatList<Row>, text: FlatList<UInt8>, meanings: FlatList<LexiconEntry.Meaning>) {
    (self.rows, self.text, self.meanings) = (rows, text, meanings)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.count }

  public subscript(number: Int) -> LexiconEntry {
    let row = rows[number]
    return LexiconEntry(
      term: withTerm(number) { String(decoding: $0, as: UTF8.self) }, form: TokenForm(rawValue: row.form),
      lexicon: Int(row.lexicon), line: Int(row.line), meaning: meanings[number])
  }

  /// A term's UTF-8, without a text made of it.
  func withTerm<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let row = rows[number]
    return try text.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[Int(row.start)..<Int(row.start + row.length)]))
    }
  }

  /// Puts an entry in a place, or after the last one.
  mutating func put(
    _ term: UnsafeBufferPointer<UInt8>, form: TokenForm, lexicon: Int, line: Int, meaning: LexiconEntry.Meaning,
    at number: Int
  ) {
    let row = Row(
      start: UInt32(text.count), length: UInt32(term.count), line: Int32(line), lexicon: UInt16(lexicon),
      form: form.rawValue)
    text.append(contentsOf: term)
    if number < rows.count {
      rows[number] = row
      meanings[number] = meaning
    } else {
      rows.append(row)
      meanings.append(meaning)
    }
  }
}
