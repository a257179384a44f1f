import Segmentation

/// The folded words of a term, with `Wildcard` bytes in them, one after the other in memory that is used again and again.
struct PlainWords {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var folded: [UInt8] = []
  private var written: [UInt8] = []

  var isEmpty: Bool { ends.isEmpty }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func append(_ word: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
  }

  /// - Parameter withWildcards: `TermSyntax.star` and `TermSyntax.mark` in it are wildcards.
  mutating func appendFolded(_ word: UnsafeBufferPointer<UInt8>, withWildcards: Bool = false) {
    Folder.shared.fold(word, into: &folded)
    bytes.append(contentsOf: withWildcards ? PatternReader.withWildcards(folded) : folded)
    ends.append(bytes.count)
  }

  /// Calls `body` with a term in which letters stand for wildcards, at which words would be parted.
  mutating func withWildcardsAsLetters(
    _ term: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, inout PlainWords) -> Void
  ) {
    var text: [UInt8] = []
    swap(&text, &written)
    text.removeAll(keepingCapacity: true)
    for byte in term {
      switch byte {
      case UInt8(ascii: "*"): text.append(contentsOf: TermSyntax.star.utf8)
      case UInt8(ascii: "?"): text.append(contentsOf: TermSyntax.mark.utf8)
      default: text.append(byte)
      }
    }
    text.withUnsafeBufferPointer { body($0, &self) }
    swap(&text, &written)
  }

  func eachWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for end in ends {
        body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end
      }
    }
  }
}
