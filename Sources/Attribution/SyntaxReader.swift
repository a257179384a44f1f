import Lexicon
import TextModel

/// A shallow reading of all sentences of a document: marks of tokens and clauses, from word lists and punctuation alone.
///
/// There is no parser behind it (one would cost a thousand times more); it answers only what stance, attribution and
/// frames ask, through `SentenceSyntax`.
public struct SyntaxReader: Sendable {
  /// By the raw value of a kind of terms: what its hits make of their tokens.
  private let marksOfKind: [TokenMarks]
  /// By entry, of the kinds whose rows differ.
  private let marksOfClauses: [TokenMarks]
  private let marksOfGrammar: [TokenMarks]

  public init(language: LanguagePack) {
    marksOfKind = TermKind.allCases.map(Self.marks)
    marksOfClauses = language.entries[Int(TermKind.clauses.rawValue)].meanings.map(Self.clauseMarks)
    marksOfGrammar = language.entries[Int(TermKind.grammar.rawValue)].meanings.map(Self.grammarMarks)
  }

  /// Fills in `spans`, `marks`, `wordsBefore` and `clauses` of a document whose hits and mentions are in place, if nobody has.
  public func read(_ document: inout Document) {
    guard document.spans.isEmpty else { return }
    var (spans, marks, clauses) = (document.spans.taken(), document.marks.taken(), document.clauses.taken())
    var wordsBefore = document.wordsBefore.taken()
    marks.append(contentsOf: repeatElement([], count: document.tokens.count))
    wordsBefore.append(contentsOf: repeatElement(0, count: document.tokens.count + 1))
    document.withView { document in
      marks.withUnsafeMutableBufferPointer { marks in
        wordsBefore.withUnsafeMutableBufferPointer { markTokens(document, marks, wordsBefore: $0) }
        for hit in document.hits { mark(hit, marks) }
        for mention in document.mentions {
          for token in mention.first..<mention.last { marks[Int(token)].insert(.mention) }
        }
      }
    }
    findSpans(document, &spans)
    marks.withUnsafeBufferPointer { marks in
      for index in spans.indices {
        let first = clauses.count
        ClauseSplitter(marks: marks, spans[index].sentence).split(into: &clauses)
        spans[index].clauses = first..<clauses.count
      }
    }
    (document.spans, document.marks, document.clauses) = (spans, marks, clauses)
    document.wordsBefore = wordsBefore
  }

  private func findSpans(_ document: Document, _ spans: inout [SentenceSpan]) {
    var (hit, mention) = (0, 0)
    for (index, sentence) in document.sentences.enumerated() {
      let (firstHit, firstMention) = (hit, mention)
      while hit < document.hits.count, document.hits[hit].first < sentence.last { hit += 1 }
      while mention < document.mentions.count, document.mentions[mention].first < sentence.last { mention += 1 }
      spans.append(
        SentenceSpan(
          index: index, sentence: sentence, hits: firstHit..<hit, mentions: firstMention..<mention, clauses: 0..<0))
    }
  }

  // MARK: Marks

  private func markTokens(
    _ document: DocumentView, _ marks: UnsafeMutableBufferPointer<TokenMarks>,
    wordsBefore: UnsafeMutableBufferPointer<Int32>
  ) {
    var words: Int32 = 0
    for (index, token) in document.tokens.enumerated() {
      wordsBefore[index] = words
      if token.traits.contains(.word) {
        marks[index] = .word
        words += 1
      } else if token.traits.contains(.comma) {
        marks[index] = .comma
      } else if !token.traits.isDisjoint(with: [.clauseMark, .opensQuote, .closesQuote]) || isDash(document, index) {
        marks[index] = .clauseMark
      }
    }
    wordsBefore[document.tokens.count] = words
  }

  /// A hyphen with blanks on both sides, as plain text writes a dash.
  private func isDash(_ document: DocumentView, _ index: Int) -> Bool {
    let tokens = document.tokens
    let token = tokens[index]
    return token.end - token.start == 1 && document.text[Int(token.start)] == UInt8(ascii: "-")
      && index > 0 && index + 1 < tokens.count && tokens[index - 1].end < token.start
      && tokens[index + 1].start > token.end
  }

  private func mark(_ hit: TermHit, _ marks: UnsafeMutableBufferPointer<TokenMarks>) {
    let mark =
      switch hit.kind {
      case .clauses: marksOfClauses[Int(hit.entry)]
      case .grammar: marksOfGrammar[Int(hit.entry)]
      default: marksOfKind[Int(hit.kind.rawValue)]
      }
    if mark.isEmpty { return }
    for token in hit.first..<hit.last { marks[Int(token)].insert(mark) }
    if hit.kind == .contrast || hit.kind == .clauses { marks[Int(hit.first)].insert(.clauseWord) }
  }

  private static func marks(_ kind: TermKind) -> TokenMarks {
    switch kind {
    case .predicates: .predicate
    case .reporting: .reporting
    case .valence: .valence
    case .negators: .negator
    case .intensifiers: .intensifier
    case .hedges: .hedge
    case .pronouns: .pronoun
    case .contrast: .contrast
    case .clauses, .grammar, .alias, .dictionary, .shifters, .frames, .irony: []
    }
  }

  private static func clauseMarks(_ meaning: LexiconEntry.Meaning) -> TokenMarks {
    guard case .clause(let kind) = meaning else { return [] }
    return switch kind {
    case .coordinator: .coordinator
    case .subordinator: .subordinator
    case .complementizer: .complementizer
    case .relative: .relative
    case .conditional: [.subordinator, .conditional]
    }
  }

  private static func grammarMarks(_ meaning: LexiconEntry.Meaning) -> TokenMarks {
    guard case .grammar(let grammar) = meaning else { return [] }
    return switch grammar {
    case .passive: .passive
    case .agent: .agent
    case .preposition, .place: .preposition
    case .infinitive: .infinitive
    case .article: .article
    case .and: .and
    case .title: []
    }
  }
}
