import Segmentation
import TextModel

/// The words that terms are made of, as numbers (symbols): literal words, words with wildcards, regular expressions.
///
/// A token of text can be several symbols at once (`unite` and `unite*`); which ones is worked out once for each
/// distinct token and remembered by `TokenLookup`.
public struct Vocabulary: Sendable {
  /// Symbols count from 1.
  var count: UInt32 = 0
  /// Words in their folded form, by far the most.
  var folded: WordTable
  /// Words compared in other forms.
  var others: [TokenForm: WordTable] = [:]
  /// The symbol of any token.
  var any: UInt32?
  /// Endings that may be taken off ("'s"), folded.
  var possessives: [[UInt8]] = []
  /// Names that are also understood when misspelt.
  var spellings = SpellingIndex()
  var forms = TokenForms(stemmer: nil)

  /// - Parameter folded: those of an image; nil for room for many.
  init(folded: WordTable? = nil) { self.folded = folded ?? WordTable(capacity: 1 << 14) }

  /// Makes room for `more` words.
  mutating func reserve(_ more: Int) { folded.reserve(more) }

  /// The symbol of a word pattern, made if it is new.
  mutating func symbol(of pattern: WordPattern) -> UInt32 {
    if pattern == .any {
      if any == nil {
        count += 1
        any = count
      }
      return any!
    }
    if pattern.form.isEmpty { return folded.symbol(of: pattern, count: &count) }
    return others[pattern.form, default: WordTable(capacity: 16)].symbol(of: pattern, count: &count)
  }

  /// The symbol of a folded word, with wildcards in it or not; made if it is new.
  mutating func symbol(of word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let wildcard = word.firstIndex(where: { $0 >= Wildcard.mark }) else {
      return folded.symbol(ofLiteral: word, count: &count)
    }
    if wildcard > 0, wildcard == word.count - 1, word[wildcard] == Wildcard.star {
      return folded.symbol(ofBeginning: UnsafeBufferPointer(rebasing: word[..<wildcard]), count: &count)
    }
    return symbol(of: WordPattern(Array(word)))
  }

  /// Appends the symbols of a folded token, literal first, but for the one of any token.
  func symbols(of token: [UInt8], into symbols: inout [UInt32]) { folded.collect(token, into: &symbols) }

  /// Appends the symbols that a token is in its other forms.
  /// - Parameter endings: the lengths of possessive endings to be taken off, 0 for none.
  func otherSymbols(of token: UnsafeBufferPointer<UInt8>, endings: [Int], into symbols: inout [UInt32]) {
    if others.isEmpty { return }
    let bytes = Array(token)
    for form in (0..<UInt8(TokenForm.combinations)).map({ TokenForm(rawValue: $0) }) {
      guard let table = others[form] else { continue }
      for ending in endings {
        for symbol in table.symbols(of: forms.form(form, of: bytes, withoutEnding: ending))
        where !symbols.contains(symbol) {
          symbols.append(symbol)
        }
      }
    }
  }

  /// Takes up names that are also understood when misspelt, each with its symbol.
  mutating func add(_ spellings: SpellingIndex) {
    self.spellings = spellings
    for name in 0..<spellings.count {
      self.spellings.symbols.append(spellings.names.withBytes(name) { symbol(of: $0) })
    }
  }

  /// By symbol: the number of the learned word that it is, 0 for none; literals, and beginnings of words.
  var learnedLiterals: FlatList<UInt16> = []
  var learnedBeginnings: FlatList<UInt16> = []
  /// Symbols up to this one stand in terms; those after it are only learned words.
  var lastTermSymbol: UInt32 = .max

  /// Takes up a learned word; all terms must have been added before.
  mutating func learn(_ word: UnsafeBufferPointer<UInt8>, number: UInt16) {
    lastTermSymbol = min(lastTermSymbol, count)
    if word.last == UInt8(ascii: "*") {
      let symbol = folded.symbol(ofBeginning: UnsafeBufferPointer(rebasing: word.dropLast()), count: &count)
      Self.note(number, of: symbol, in: &learnedBeginnings)
    } else {
      Self.note(number, of: folded.symbol(ofLiteral: word, count: &count), in: &learnedLiterals)
    }
  }

  private static func note(_ number: UInt16, of symbol: UInt32, in numbers: inout FlatList<UInt16>) {
    let missing = Int(symbol) + 1 - numbers.count
    if missing > 0 { numbers.append(contentsOf: repeatElement(0, count: missing)) }
    numbers[Int(symbol)] = number
  }

  /// Leaves the symbols that stand in terms, as the matcher need not try the others, and each of them once: a beginning is
  /// found with the possessive ending and without it, and its term would count twice.
  func keepTerms(_ symbols: inout [UInt32]) {
    var kept = 0
    for symbol in symbols where symbol <= lastTermSymbol && !symbols[..<kept].contains(symbol) {
      symbols[kept] = symbol
      kept += 1
    }
    symbols.removeLast(symbols.count - kept)
  }

  /// The learned word among a token's symbols: a literal rather than a beginning, the last of several (without a
  /// possessive ending). 0 for none.
  func learnedWord(_ symbols: [UInt32]) -> UInt16 {
    for numbers in [learnedLiterals, learnedBeginnings] {
      if let symbol = symbols.last(where: { $0 < numbers.count && numbers[Int($0)] != 0 }) {
        return numbers[Int(symbol)]
      }
    }
    return 0
  }
}
