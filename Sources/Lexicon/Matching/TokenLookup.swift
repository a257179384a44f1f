import Segmentation
import TextModel

/// What the matcher must know of a lexical class before it walks the tree.
struct LexicalClass {
  /// Its symbols' place in the pool.
  var run: Range<Int32>
  /// One bit for each symbol.
  var symbolBits: UInt64
  /// One bit for each symbol that can follow one of these in a term.
  var followerBits: UInt64
  /// Is one of the symbols a term by itself?
  var isTerm: Bool
}

/// Gives every token its lexical class and the traits of its shape, remembering what it has worked out.
///
/// Text repeats itself: after the first megabyte nearly every token is answered by one probe of the memory, with no
/// folding at all. The memory is bounded; emptying it changes nothing but the time. One lookup serves one thread.
public final class TokenLookup {
  private let vocabulary: Vocabulary
  /// Whose symbols it tells.
  public let matcher: Matcher
  private var memory = TokenMemory()
  private var records: [LexicalClass] = [LexicalClass(run: 0..<0, symbolBits: 0, followerBits: 0, isTerm: false)]
  /// By lexical class: the learned word.
  private var learned: [UInt16] = [0]
  private var symbolPool: [UInt32] = []
  /// By symbols and learned word.
  private var classes: [[UInt32]: UInt32] = [:]
  private var folded: [UInt8] = []
  private var found: [UInt32] = []

  public init(matcher: Matcher) {
    vocabulary = matcher.vocabulary
    self.matcher = matcher
  }

  /// The classes and the pool as plain memory, for the matcher's loop.
  func withSymbols<Result>(
    _ body: (UnsafeBufferPointer<LexicalClass>, UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    records.withUnsafeBufferPointer { records in symbolPool.withUnsafeBufferPointer { body(records, $0) } }
  }

  /// Fills in `lexical` and the shape traits of all tokens, and counts the words among them.
  public func look(_ document: inout Document) {
    var words = 0
    document.article.text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      document.tokens.withUnsafeMutableBufferPointer { tokens in
        for index in tokens.indices {
          let start = Int(tokens[index].start)
          let length = Int(tokens[index].end) - start
          let key = TokenMemory.Key(base, start, length, text.count)
          let reading: TokenReading
          if let known = memory.reading(key) {
            reading = known
          } else {
            reading = work(UnsafeBufferPointer(start: base + start, count: length))
            memory.remember(reading, key)
          }
          tokens[index].lexical = reading.lexical
          tokens[index].learned = learned[Int(reading.lexical)]
          tokens[index].traits.formUnion(TokenTraits(rawValue: reading.traits))
          if tokens[index].traits.contains(.word) { words += 1 }
        }
      }
    }
    document.words = words
  }

  private func work(_ bytes: UnsafeBufferPointer<UInt8>) -> TokenReading {
    var traits = Self.shape(bytes)
    Folder.shared.fold(bytes, into: &folded)
    found.removeAll(keepingCapacity: true)
    vocabulary.symbols(of: folded, into: &found)
    var endings = [0]
    // Looked up with a possessive ending and without it: "Russia's" is Russia, whatever terms hold the ending.
    for ending in vocabulary.possessives
    where folded.count > ending.count && folded.suffix(ending.count).elementsEqual(ending) {
      folded.removeLast(ending.count)
      traits.insert(.possessive)
      vocabulary.symbols(of: folded, into: &found)
      endings.append(ending.count)
      break
    }
    vocabulary.otherSymbols(of: bytes, endings: endings, into: &found)
    let learnedWord = vocabulary.learnedWord(found)
    vocabulary.keepTerms(&found)
    if found.isEmpty, traits.contains(.capitalised), let near = vocabulary.spellings.symbol(near: folded) {
      found.append(near)
      traits.insert(.respelled)
    }
    if let any = vocabulary.any { found.append(any) }
    if found.contains(where: { matcher.roots[Int($0)] != 0 }) { traits.insert(.startsTerm) }
    return TokenReading(lexical: lexicalClass(found, learnedWord), traits: traits.rawValue)
  }

  private func lexicalClass(_ symbols: [UInt32], _ learnedWord: UInt16) -> UInt32 {
    if symbols.isEmpty, learnedWord == 0 { return 0 }
    let key = symbols + [UInt32(learnedWord)]
    if let known = classes[key] { return known }
    let start = Int32(symbolPool.count)
    symbolPool.append(contentsOf: symbols)
    var record = LexicalClass(run: start..<Int32(symbolPool.count), symbolBits: 0, followerBits: 0, isTerm: false)
    for symbol in symbols {
      record.symbolBits |= Matcher.bit(symbol)
      let (followers, isTerm) = matcher.root(symbol)
      record.followerBits |= followers
      record.isTerm = record.isTerm || isTerm
    }
    records.append(record)
    learned.append(learnedWord)
    classes[key] = UInt32(records.count - 1)
    return UInt32(records.count - 1)
  }

  private static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> TokenTraits {
    var traits: TokenTraits = []
    var (letters, small) = (0, 0)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let properties = scalar.properties
      guard properties.isAlphabetic else { continue }
      if letters == 0, properties.isUppercase { traits.insert(.capitalised) }
      letters += 1
      if properties.isLowercase { small += 1 }
    }
    if letters > 1, small == 0 { traits.insert(.allCapitals) }
    return traits
  }
}
