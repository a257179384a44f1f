import Segmentation
import TextModel

/// Gives every token its lexical class and the traits of its shape, remembering what it has worked out.
///
/// Text repeats itself: after the first megabyte nearly every token is answered by one probe of the memory, with no
/// folding at all. The memory is bounded; emptying it changes nothing but the time. One lookup serves one thread.
public final class TokenLookup {
  private let vocabulary: Vocabulary
  /// Kept alive for its `roots`.
  private let matcher: Matcher
  private var memory = TokenMemory()
  /// A class's symbols are a run of the pool.
  private var runs: [Range<Int32>] = [0..<0]
  private(set) var symbolPool: [UInt32] = []
  private var classes: [[UInt32]: UInt32] = [:]
  private var folded: [UInt8] = []
  private var found: [UInt32] = []

  public init(matcher: Matcher) {
    vocabulary = matcher.vocabulary
    self.matcher = matcher
  }

  /// Where the symbols of a class stand in `symbolPool`.
  func symbols(of lexical: UInt32) -> Range<Int> {
    let run = runs[Int(lexical)]
    return Int(run.lowerBound)..<Int(run.upperBound)
  }

  /// The runs and the pool as plain memory, for the matcher's loop.
  func withSymbols<Result>(
    _ body: (UnsafeBufferPointer<Range<Int32>>, UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    runs.withUnsafeBufferPointer { runs in symbolPool.withUnsafeBufferPointer { body(runs, $0) } }
  }

  /// Fills in `lexical` and the shape traits of all tokens.
  public func look(_ document: inout Document) {
    document.article.text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      document.tokens.withUnsafeMutableBufferPointer { tokens in
        for index in tokens.indices {
          let start = Int(tokens[index].start)
          let length = Int(tokens[index].end) - start
          let head = TokenMemory.head(base, start, length, text.count)
          let reading: TokenReading
          if let known = memory.reading(base, start, length, head) {
            reading = known
          } else {
            reading = work(UnsafeBufferPointer(start: base + start, count: length))
            if length <= TokenMemory.longest { memory.remember(reading, base, start, length, head) }
          }
          tokens[index].lexical = reading.lexical
          tokens[index].traits.formUnion(TokenTraits(rawValue: reading.traits))
        }
      }
    }
  }

  private func work(_ bytes: UnsafeBufferPointer<UInt8>) -> TokenReading {
    var traits = Self.shape(bytes)
    Folder.shared.fold(bytes, into: &folded)
    found.removeAll(keepingCapacity: true)
    vocabulary.symbols(of: folded, into: &found)
    // Looked up with a possessive ending and without it: "Russia's" is Russia, whatever terms hold the ending.
    for ending in vocabulary.possessives where folded.count > ending.count && folded.suffix(ending.count).elementsEqual(ending) {
      folded.removeLast(ending.count)
      traits.insert(.possessive)
      vocabulary.symbols(of: folded, into: &found)
      break
    }
    if found.isEmpty, traits.contains(.capitalised), let near = vocabulary.spellings.symbol(near: folded) {
      found.append(near)
      traits.insert(.respelled)
    }
    if found.contains(where: { matcher.roots[Int($0)] != 0 }) { traits.insert(.startsTerm) }
    return TokenReading(lexical: lexicalClass(found), traits: traits.rawValue)
  }

  private func lexicalClass(_ symbols: [UInt32]) -> UInt32 {
    if symbols.isEmpty { return 0 }
    if let known = classes[symbols] { return known }
    let start = Int32(symbolPool.count)
    symbolPool.append(contentsOf: symbols)
    runs.append(start..<Int32(symbolPool.count))
    classes[symbols] = UInt32(runs.count - 1)
    return UInt32(runs.count - 1)
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
