/// What a corpus says, by whom, in which article: whole counts in a fixed order, which every comparison is read off.
///
/// Counts add up and the order does not depend on who counted what, so that the indices of any parts of a corpus, merged in any
/// order, are the index of the whole, to the last byte.
public protocol SpeechIndex: AnyObject {
  var head: IndexHead { get }
  /// The next item, by the bytes of its name; nil after the last one.
  func next() throws -> IndexItem?
}

/// What an index counts in.
public struct IndexHead: Sendable, Equatable {
  public var settings: IndexSettings
  /// Analysed articles that were read.
  public var lines = 0
  /// In their order; `Posting.cell` and `Part.cell` are places in it.
  public var cells: [Cell] = []
  /// By key.
  public var articles: [IndexedArticle] = []
  /// By cell, then article.
  public var parts: [Part] = []

  public init(settings: IndexSettings) { self.settings = settings }
}

public struct IndexSettings: Sendable, Equatable {
  public var factors: [Factor]
  /// Count words and phrases of up to so many words, 0…4; 0: no words.
  public var phraseLength: Int
  /// Count actors' names as words, `@` and their id.
  public var keepsNames: Bool

  public init(factors: [Factor], phraseLength: Int = 0, keepsNames: Bool = true) {
    self.factors = factors
    self.phraseLength = phraseLength
    self.keepsNames = keepsNames
  }
}

public struct IndexedArticle: Sendable, Equatable {
  /// A hash of id, outlet and date, or of the whole line where there is no id. Lines with the same key are one article.
  public var key: UInt64
  public var id: String?
  public var date: String?
}

/// What one article has in one cell.
public struct Part: Sendable, Equatable {
  public var cell: UInt32
  public var article: UInt32
  /// Words, then phrases of two words, of three, of four.
  public var words = SIMD4<Int32>()
  /// Uses of frames.
  public var uses: Int32 = 0

  /// - Parameter mark: an item's.
  func size(of mark: UInt8) -> Int {
    switch mark {
    case UInt8(ascii: "1")...UInt8(ascii: "4"): Int(words[Int(mark - UInt8(ascii: "1"))])
    case ItemKind.frame.mark, ItemKind.term.mark: Int(uses)
    default: 0
    }
  }

  mutating func add(_ other: Part) {
    words &+= other.words
    uses += other.uses
  }
}

/// How often an article has an item in a cell.
public struct Posting: Sendable, Equatable {
  public var cell: UInt32
  public var article: UInt32
  public var count: Int

  static func precedes(_ a: Posting, _ b: Posting) -> Bool { (a.cell, a.article) < (b.cell, b.article) }

  /// In order, one a cell and article.
  static func combined(_ postings: inout [Posting]) {
    postings.sort(by: precedes)
    var last = -1
    for posting in postings {
      if last >= 0, postings[last].cell == posting.cell, postings[last].article == posting.article {
        postings[last].count += posting.count
      } else {
        last += 1
        postings[last] = posting
      }
    }
    postings.removeLast(postings.count - last - 1)
  }
}

public struct IndexItem: Sendable, Equatable {
  /// Its kind's mark, a colon, its name.
  public var bytes: [UInt8]
  /// In order, one a cell and article.
  public var postings: [Posting]

  var mark: UInt8 { bytes[0] }
  public var kind: ItemKind? { ItemKind.of(mark: mark) }
  public var name: String { String(decoding: bytes.dropFirst(2), as: UTF8.self) }
}
