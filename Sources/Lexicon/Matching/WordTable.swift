import TextModel

/// The word patterns of one form with their symbols: literals, beginnings, globs and regular expressions.
struct WordTable: Sendable {
  var literals: ByteStringTable<UInt32>
  var beginnings = BeginningTable()
  private var globs: [(pattern: [UInt8], symbol: UInt32)] = []
  private var expressions: [(expression: TokenExpression, symbol: UInt32)] = []
  /// Of globs and expressions.
  var known: [WordPattern: UInt32] = [:]

  init(capacity: Int) { literals = ByteStringTable(capacity: capacity) }

  init(literals: ByteStringTable<UInt32>, beginnings: BeginningTable) {
    (self.literals, self.beginnings) = (literals, beginnings)
  }

  /// Makes room for `more` literals.
  mutating func reserve(_ more: Int) { literals.reserve(more) }

  /// The symbol of a pattern, the next one if it is new.
  mutating func symbol(of pattern: WordPattern, count: inout UInt32) -> UInt32 {
    let word = pattern.bytes
    if !pattern.isExpression {
      if !Wildcard.isIn(word) { return word.withUnsafeBufferPointer { symbol(ofLiteral: $0, count: &count) } }
      if word.last == Wildcard.star, !Wildcard.isIn(word.dropLast()) {
        return word.dropLast().withUnsafeBufferPointer { symbol(ofBeginning: $0, count: &count) }
      }
    }
    if let known = known[pattern] { return known }
    count += 1
    add(pattern, symbol: count)
    return count
  }

  /// Adds a glob or an expression.
  mutating func add(_ pattern: WordPattern, symbol: UInt32) {
    known[pattern] = symbol
    if !pattern.isExpression {
      globs.append((pattern.bytes, symbol))
    } else if let expression = TokenExpression(String(decoding: pattern.bytes, as: UTF8.self)) {
      // Tried when the term was read.
      expressions.append((expression, symbol))
    }
  }

  mutating func symbol(ofLiteral word: UnsafeBufferPointer<UInt8>, count: inout UInt32) -> UInt32 {
    let symbol = literals.value(for: word, orSet: count + 1)
    count = max(count, symbol)
    return symbol
  }

  /// - Parameter word: what stands before the star.
  mutating func symbol(ofBeginning word: UnsafeBufferPointer<UInt8>, count: inout UInt32) -> UInt32 {
    let symbol = beginnings.symbol(of: word, orSet: count + 1)
    count = max(count, symbol)
    return symbol
  }

  /// Appends the symbols of a token in the table's form, literal first.
  func collect(_ token: [UInt8], into symbols: inout [UInt32]) {
    if let literal = token.withUnsafeBufferPointer({ literals.value(for: $0) }) { symbols.append(literal) }
    beginnings.collect(token, into: &symbols)
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

/// Beginnings of words (`corrupt*`): those of one token are looked up length by length, of the lengths that there are.
struct BeginningTable: Sendable {
  var symbols = ByteStringTable<UInt32>()
  /// Lengths in bytes, in order.
  var lengths: [Int] = []

  /// The symbol of a beginning; `symbol` where it is new.
  mutating func symbol(of beginning: UnsafeBufferPointer<UInt8>, orSet symbol: UInt32) -> UInt32 {
    let known = symbols.value(for: beginning, orSet: symbol)
    if known == symbol, !lengths.contains(beginning.count) {
      lengths.append(beginning.count)
      lengths.sort()
    }
    return known
  }

  /// Appends the symbols of all beginnings of a token, the shortest first.
  func collect(_ token: [UInt8], into found: inout [UInt32]) {
    token.withUnsafeBufferPointer { token in
      for length in lengths {
        if length > token.count { return }
        if let symbol = symbols.value(for: UnsafeBufferPointer(rebasing: token[..<length])) { found.append(symbol) }
      }
    }
  }
}
