import TextModel

/// Phrases of folded words, numbered in the order in which they came.
struct PhraseTable: Sendable {
  /// Parts words; no byte of UTF-8, and no wildcard that a name can have.
  static let separator: UInt8 = 0xFE

  private var phrases = ByteStringNumbers()

  var count: Int { phrases.count }

  /// The number of a phrase that is there.
  func known(_ phrase: [UInt8]) -> Int? { phrase.withUnsafeBufferPointer { phrases.known($0) } }

  /// The number of a phrase, and whether it is a new one.
  mutating func number(of phrase: [UInt8]) -> (number: Int, isNew: Bool) {
    phrase.withUnsafeBufferPointer { phrases.number(of: $0) }
  }

  /// A phrase's words, parted by `separator`.
  subscript(number: Int) -> ArraySlice<UInt8> { phrases.strings[number] }
}
