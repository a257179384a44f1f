import TextModel

/// Finds the words and sentences of a text exactly as ICU does, then mends sentence ends after abbreviations.
///
/// Lines are independent under ICU's rules (a line feed ends both words and sentences), so each goes through the
/// tables where they suffice and through ICU where they do not. One segmenter serves one thread.
public final class Segmenter {
  public enum Engine: String, Sendable, CaseIterable {
    /// Tables over UTF-8, with ICU for lines outside their alphabet.
    case fast
    /// ICU's break iterators for everything.
    case icu
  }

  /// Tokens of the longest sentence: what has no end for so long is a table, a list or an attack, and is cut, because
  /// finding out who does what in a sentence takes more than its length in steps.
  public static let longestSentence = 1000

  public let locale: String
  private let icu: ICUBreaker
  private let usesTables: Bool
  private let abbreviations: Abbreviations
  private var ends: [Int] = []
  /// Memory for short texts.
  private var shortText: [Token] = []
  private var shortSentences: [Sentence] = []

  /// - Parameters:
  ///   - locale: ICU locale of the text. A locale whose rules differ from ICU's root is always left to ICU.
  ///   - engine: `fast` and `icu` give the same boundaries.
  public init(locale: String, engine: Engine = .fast, abbreviations: Abbreviations = Abbreviations()) {
    self.locale = locale
    self.abbreviations = abbreviations
    icu = ICUBreaker(locale: locale)
    usesTables = engine == .fast && icu.hasRootRules
  }

  /// Replaces the document's tokens and sentences by those of its text, which must be valid UTF-8.
  public func segment(_ document: inout Document) {
    document.tokens.removeAll(keepingCapacity: true)
    document.sentences.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    document.article.text.withUnsafeBufferPointer { text in
      segment(text, tokens: &document.tokens, sentences: &document.sentences)
    }
  }

  /// The tokens of a short text such as a lexicon entry, sentence ends aside.
  public func tokens(of text: some StringProtocol) -> [Token] {
    var tokens: [Token] = []
    var sentences: [Sentence] = []
    ends.removeAll(keepingCapacity: true)
    Array(text.utf8).withUnsafeBufferPointer { segment($0, tokens: &tokens, sentences: &sentences) }
    return tokens
  }

  /// The words of a short text, one after the other.
  public func words(of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    shortText.removeAll(keepingCapacity: true)
    shortSentences.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if !usesTables || !TableBreaker.letters(text, into: &shortText) {
      shortText.removeAll(keepingCapacity: true)
      segment(text, tokens: &shortText, sentences: &shortSentences)
    }
    for token in shortText { body(UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])) }
  }

  private func segment(
    _ text: UnsafeBufferPointer<UInt8>, tokens: inout [Token], sentences: inout [Sentence]
  ) {
    guard let base = text.baseAddress, !text.isEmpty else { return }
    TableBreaker.lend { breaker in
      var start = 0
      while start < text.count {
        let end = Lines.end(base, start, text.count)
        let before = tokens.count
        if usesTables, breaker.words(base, start, end, into: &tokens) {
          breaker.sentences(base, start, end, into: &ends)
        } else {
          tokens.removeSubrange(before...)
          icu.line(base, start, end, words: &tokens, sentences: &ends)
        }
        appendSentences(base, start, end, tokens: tokens, firstToken: before, into: &sentences)
        start = end
      }
    }
  }

  /// Turns the line's sentence ends into sentences of tokens, leaving out blank ones.
  private func appendSentences(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, tokens: [Token], firstToken: Int,
    into sentences: inout [Sentence]
  ) {
    var first = firstToken
    var last = firstToken
    for offset in ends {
      while last < tokens.count, Int(tokens[last].start) < offset { last += 1 }
      if offset < end, abbreviations.suppress(text, start: start, offset: offset, end: end) { continue }
      while first < last {
        let end = min(last, first + Self.longestSentence)
        sentences.append(Sentence(first: Int32(first), last: Int32(end), endsParagraph: end == tokens.count))
        first = end
      }
    }
    ends.removeAll(keepingCapacity: true)
  }
}
