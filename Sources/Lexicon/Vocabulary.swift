import Segmentation
import TextModel

/// The words that patterns are made of, as numbers (symbols): literal words and words with wildcards.
///
/// A token of text can be several symbols at once (`unite` and `unite*`); which ones is worked out once for each
/// distinct token and remembered by `TokenLookup`.
public struct Vocabulary: Sendable {
  /// Symbols count from 1.
  private(set) var literals = ByteStringTable<UInt32>(capacity: 1 << 14)
  private var prefixes = PrefixTree()
  private var globs: [(pattern: [UInt8], symbol: UInt32)] = []
  private var globSymbols: [[UInt8]: UInt32] = [:]
  private(set) var count: UInt32 = 0
  /// Endings that may be taken off ("'s"), folded.
  var possessives: [[UInt8]] = []
  /// Names that are also understood when misspelt.
  var spellings = SpellingIndex()

  static let star = UInt8(ascii: "*")
  static let mark = UInt8(ascii: "?")

  /// The symbol of a folded word, made if it is new. `*` and `?` in it are wildcards.
  mutating func symbol(of word: [UInt8]) -> UInt32 {
    if word.contains(Self.star) || word.contains(Self.mark) {
      if let known = globSymbols[word] { return known }
      count += 1
      globSymbols[word] = count
      if word.last == Self.star, !word.dropLast().contains(where: { $0 == Self.star || $0 == Self.mark }) {
        prefixes.insert(word.dropLast(), symbol: count)
      } else {
        globs.append((word, count))
      }
      return count
    }
    if let known = literals.value(for: word) { return known }
    count += 1
    literals.set(count, for: word)
    return count
  }

  /// Learned words by symbol: literals, and beginnings of words.
  private var learnedLiterals: [UInt32: UInt16] = [:]
  private var learnedBeginnings: [UInt32: UInt16] = [:]
  /// Symbols up to this one stand in terms; those after it are only learned words.
  private var lastTermSymbol: UInt32 = .max

  /// Takes up a learned word; all terms must have been added before.
  mutating func learn(_ word: [UInt8], number: UInt16) {
    lastTermSymbol = min(lastTermSymbol, count)
    let symbol = symbol(of: word)
    if word.last == Self.star { learnedBeginnings[symbol] = number } else { learnedLiterals[symbol] = number }
  }

  /// Leaves the symbols that stand in terms: the matcher need not try the others.
  func keepTerms(_ symbols: inout [UInt32]) { symbols.removeAll { $0 > lastTermSymbol } }

  /// The learned word among a token's symbols: a literal rather than a beginning, the last of several (without a
  /// possessive ending). 0 for none.
  func learnedWord(_ symbols: [UInt32]) -> UInt16 {
    if learnedLiterals.isEmpty { return 0 }
    return symbols.last { learnedLiterals[$0] != nil }.flatMap { learnedLiterals[$0] }
      ?? symbols.last { learnedBeginnings[$0] != nil }.flatMap { learnedBeginnings[$0] } ?? 0
  }

  /// Appends the symbols of a folded token, literal first.
  func symbols(of token: [UInt8], into symbols: inout [UInt32]) {
    if let literal = token.withUnsafeBufferPointer({ literals.value(for: $0) }) { symbols.append(literal) }
    prefixes.collect(token, into: &symbols)
    for glob in globs where Self.matches(glob.pattern[...], token[...]) { symbols.append(glob.symbol) }
  }

  /// Glob match within one token, `?` standing for one character.
  static func matches(_ pattern: ArraySlice<UInt8>, _ token: ArraySlice<UInt8>) -> Bool {
    var (p, t) = (pattern.startIndex, token.startIndex)
    var (starAt, retry): (Int?, Int) = (nil, 0)
    while t < token.endIndex {
      if p < pattern.endIndex, pattern[p] == star {
        starAt = p
        retry = t
        p += 1
      } else if p < pattern.endIndex, pattern[p] == mark {
        p += 1
        t += 1
        while t < token.endIndex, token[t] & 0xC0 == 0x80 { t += 1 }
      } else if p < pattern.endIndex, pattern[p] == token[t] {
        p += 1
        t += 1
      } else if let starAt {
        retry += 1
        t = retry
        p = starAt + 1
      } else {
        return false
      }
    }
    while p < pattern.endIndex, pattern[p] == star { p += 1 }
    return p == pattern.endIndex
  }
}

/// Prefix patterns (`corrupt*`) as a tree over bytes: all that match a token are met on one walk down it.
struct PrefixTree: Sendable {
  private var edges: [UInt32: UInt32] = [:]
  private var symbols: [UInt32] = [0]

  mutating func insert(_ prefix: some Sequence<UInt8>, symbol: UInt32) {
    var node: UInt32 = 0
    for byte in prefix {
      let edge = node << 8 | UInt32(byte)
      if let next = edges[edge] {
        node = next
      } else {
        symbols.append(0)
        edges[edge] = UInt32(symbols.count - 1)
        node = UInt32(symbols.count - 1)
      }
    }
    symbols[Int(node)] = symbol
  }

  func collect(_ token: [UInt8], into found: inout [UInt32]) {
    var node: UInt32 = 0
    if symbols[0] != 0 { found.append(symbols[0]) }
    for byte in token {
      guard let next = edges[node << 8 | UInt32(byte)] else { return }
      node = next
      if symbols[Int(node)] != 0 { found.append(symbols[Int(node)]) }
    }
  }
}
