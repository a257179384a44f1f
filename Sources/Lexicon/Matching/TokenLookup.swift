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
  private static let ahead = 16

  /// Fills in `lexical`, `learned` and the shape traits of all tokens, and counts the words among them.
  public func look(_ document: inout Document) {
    if automaton.stateCount > mostStates {
      memory = TokenMemory()
      automaton = TermAutomaton(matcher)
    }
    var words = 0
    document.article.text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      document.tokens.withUnsafeMutableBufferPointer { tokens in
        withUnsafeTemporaryAllocation(of: TokenMemory.Key.self, capacity: Self.ahead) { keys in
          for start in stride(from: 0, to: tokens.count, by: Self.ahead) {
            let end = min(start + Self.ahead, tokens.count)
            for index in start..<end {
              let first = Int(tokens[index].start)
              let key = TokenMemory.Key(base, first, Int(tokens[index].end) - first, text.count)
              memory.prefetch(key)
              keys.initializeElement(at: index - start, to: key)
            }
            for index in start..<end {
              let reading = reading(keys[index - start], base + Int(tokens[index].start))
              tokens[index].lexical = reading.lexical
              tokens[index].learned = reading.learned
              tokens[index].traits.formUnion(TokenTraits(rawValue: reading.traits))
              if tokens[index].traits.contains(.word) { words += 1 }
            }
          }
        }
      }
    }
    document.words = words
  }

  @inline(__always)
  private func reading(_ key: TokenMemory.Key, _ start: UnsafePointer<UInt8>) -> TokenReading {
    if let known = memory.reading(key) { return known }
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
