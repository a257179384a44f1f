import TextModel

/// The word patterns of one form with their symbols: literals, beginnings, globs and regular expressions.
struct WordTable: Sendable {
  private var literals: ByteStringTable<UInt32>
  private var prefixes = PrefixTree()
  private var globs: [(pattern: [UInt8], symbol: UInt32)] = []
  private var expressions: [(expression: TokenExpression, symbol: UInt32)] = []
  /// Of all but literals.
  private var known: [WordPattern: UInt32] = [:]

  init(capacity: Int) { literals = ByteStringTable(capacity: capacity) }

  /// The symbol of a pattern, the next one if it is new.
  mutating func symbol(of pattern: WordPattern, count: inout UInt32) -> UInt32 {
    let word = pattern.bytes
    if !pattern.isExpression, !Wildcard.isIn(word) {
      if let known = literals.value(for: word) { return known }
      count += 1
      literals.set(count, for: word)
      return count
    }
    if let known = known[pattern] { return known }
    count += 1
    known[pattern] = count
    if pattern.isExpression {
      // Tried when the term was read.
      if let expression = TokenExpression(String(decoding: word, as: UTF8.self)) {
        expressions.append((expression, count))
      }
    } else if word.last == Wildcard.star, !Wildcard.isIn(word.dropLast()) {
      prefixes.insert(word.dropLast(), symbol: count)
    } else {
      globs.append((word, count))
    }
    return count
  }

  /// Appends the symbols of a token in the table's form, literal first.
  func collect(_ token: [UInt8], into symbols: inout [UInt32]) {
    if let literal = token.withUnsafeBufferPointer({ literals.value(for: $0) }) { symbols.append(literal) }
    prefixes.collect(token, into: &symbols)
    for glob in globs where Self.matches(glob.pattern[...], token[...]) { symbols.append(glob.symbol) }
    for row in expressions where row.expression.matches(token) { symbols.append(row.symbol) }
  }

  func symbols(of token: [UInt8]) -> [UInt32] {
    var symbols: [UInt32] = []
    collect(token, into: &symbols)
    return symbols
  }

  /// Glob match within one token, `?` standing for one character.
  static func matches(_ pattern: ArraySlice<UInt8>, _ token: ArraySlice<UInt8>) -> Bool {
    var (p, t) = (pattern.startIndex, token.startIndex)
    var (starAt, retry): (Int?, Int) = (nil, 0)
    while t < token.endIndex {
      if p < pattern.endIndex, pattern[p] == Wildcard.star {
        starAt = p
        retry = t
        p += 1
      } else if p < pattern.endIndex, pattern[p] == Wildcard.mark {
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
    while p < pattern.endIndex, pattern[p] == Wildcard.star { p += 1 }
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
