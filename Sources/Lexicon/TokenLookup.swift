import Segmentation
import TextModel

/// Gives every token its lexical class and the traits of its shape, remembering what it has worked out.
///
/// Text repeats itself: after the first megabyte nearly every token is answered by one probe of the memory, with no
/// folding at all. The memory is bounded; emptying it changes nothing but the time. One lookup serves one thread.
public final class TokenLookup {
  private let vocabulary: Vocabulary
  private let startsTerm: [Bool]
  /// Token bytes as they stand → class in the low half, traits in the high.
  private var memory = ByteStringTable<UInt64>(capacity: 1 << 15)
  /// A class's symbols are a run of the pool.
  private var runs: [Range<Int32>] = [0..<0]
  private(set) var symbolPool: [UInt32] = []
  private var classes: [[UInt32]: UInt32] = [:]
  private var folded: [UInt8] = []
  private var found: [UInt32] = []

  /// Tokens remembered before the memory is emptied.
  private static let capacity = 1 << 16
  /// Longer tokens are looked up afresh each time.
  private static let longest = 64

  public init(matcher: Matcher) {
    vocabulary = matcher.vocabulary
    startsTerm = matcher.startsTerm
  }

  /// Where the symbols of a class stand in `symbolPool`.
  @inline(__always)
  func symbols(of lexical: UInt32) -> Range<Int> {
    let run = runs[Int(lexical)]
    return Int(run.lowerBound)..<Int(run.upperBound)
  }

  /// Fills in `lexical` and the shape traits of all tokens.
  public func look(_ document: inout Document) {
    document.article.text.withUnsafeBufferPointer { text in
      document.tokens.withUnsafeMutableBufferPointer { tokens in
        for index in tokens.indices {
          let start = Int(tokens[index].start)
          let bytes = UnsafeBufferPointer(rebasing: text[start..<Int(tokens[index].end)])
          let value: UInt64
          if let known = memory.value(for: bytes) {
            value = known
          } else {
            value = work(bytes)
            if bytes.count <= Self.longest {
              if memory.count >= Self.capacity { memory.removeAll() }
              memory.set(value, for: bytes)
            }
          }
          tokens[index].lexical = UInt32(truncatingIfNeeded: value)
          tokens[index].traits.formUnion(TokenTraits(rawValue: UInt16(truncatingIfNeeded: value >> 32)))
        }
      }
    }
  }

  private func work(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
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
    if found.contains(where: { startsTerm[Int($0)] }) { traits.insert(.startsTerm) }
    return UInt64(lexicalClass(found)) | UInt64(traits.rawValue) << 32
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
