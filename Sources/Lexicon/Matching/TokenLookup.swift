import Segmentation
import TextModel

/// Gives every token its lexical class and the traits of its shape, remembering what it has worked out.
///
/// Text repeats itself: after the first megabyte nearly every token is answered by one probe of the memory, with no
/// folding at all. The memory is bounded; emptying it changes nothing but the time. One lookup serves one thread.
public final class TokenLookup {
  private let vocabulary: Vocabulary
  /// Whose symbols it tells.
  public let matcher: Matcher
  private var memory = TokenMemory()
  /// Over the classes it gives, until the next document is looked up.
  private(set) var automaton: TermAutomaton
  private let mostStates: Int
  private var folded: [UInt8] = []
  private var found: [UInt32] = []

  public convenience init(matcher: Matcher) { self.init(matcher: matcher, mostStates: 1 << 16) }

  /// - Parameter mostStates: of the automaton, before all is forgotten.
  init(matcher: Matcher, mostStates: Int) {
    vocabulary = matcher.vocabulary
    self.matcher = matcher
    self.mostStates = mostStates
    automaton = TermAutomaton(matcher)
  }

  /// Tokens whose places in memory are asked for before the first of them is read.
  private static let ahead = 32

  /// Fills in `lexical`, `learned` and the shape traits of all tokens, and counts the words among them.
  public func look(_ document: inout Document) {
    if automaton.stateCount > mostStates {
      memory = TokenMemory()
      automaton = TermAutomaton(matcher)
    }
    document.words = document.article.text.withUnsafeBufferPointer { text in
      document.tokens.withUnsafeMutableBufferPointer { tokens in
        withUnsafeTemporaryAllocation(of: TokenMemory.Key.self, capacity: Self.ahead) { keys in
          stride(from: 0, to: tokens.count, by: Self.ahead).reduce(0) { words, start in
            let lot = UnsafeMutableBufferPointer(rebasing: tokens[start..<min(start + Self.ahead, tokens.count)])
            return words + look(lot, in: text, keys.baseAddress!)
          }
        }
      }
    }
  }

  /// The same for a few tokens. Each is visited three times: what is asked for at one visit is there at the next.
  /// - Parameter keys: memory for as many.
  /// - Returns: the number of words.
  private func look(
    _ tokens: UnsafeMutableBufferPointer<Token>, in text: UnsafeBufferPointer<UInt8>,
    _ keys: UnsafeMutablePointer<TokenMemory.Key>
  ) -> Int {
    for index in tokens.indices {
      let (start, end) = (Int(tokens[index].start), Int(tokens[index].end))
      let key = TokenMemory.Key(text.baseAddress!, start, end - start, text.count)
      memory.prefetchSlot(of: key)
      (keys + index).initialize(to: key)
    }
    for index in tokens.indices { memory.seek(&keys[index]) }
    var words = 0
    for index in tokens.indices {
      let reading = memory.reading(keys[index]) ?? reading(keys[index], text.baseAddress! + Int(tokens[index].start))
      var token = tokens[index]
      token.lexical = reading.lexical
      token.learned = reading.learned
      token.traits.formUnion(TokenTraits(rawValue: reading.traits))
      words += Int(token.traits.rawValue & TokenTraits.word.rawValue)
      tokens[index] = token
    }
    return words
  }

  /// The reading of a token that has not been found at once.
  @inline(never)
  private func reading(_ key: TokenMemory.Key, _ start: UnsafePointer<UInt8>) -> TokenReading {
    var key = key
    // It may have been remembered since, or stand behind another of the same hash.
    if memory.seekOn(&key), let known = memory.reading(key) { return known }
    let reading = work(UnsafeBufferPointer(start: start, count: key.length))
    memory.remember(reading, key)
    return reading
  }

  private func work(_ bytes: UnsafeBufferPointer<UInt8>) -> TokenReading {
    var traits = LetterTable.shared.capitals(bytes)
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
    return TokenReading(lexical: automaton.number(ofClass: found), traits: traits.rawValue, learned: learnedWord)
  }
}
