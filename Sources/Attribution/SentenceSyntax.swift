import Lexicon
import TextModel

/// A shallow reading of one sentence: clauses, subjects and objects, from word lists and punctuation alone.
///
/// There is no parser behind it (one would cost a thousand times more); it answers only what stance and attribution
/// ask. The object is reused from sentence to sentence and keeps its memory; one serves one thread.
public final class SentenceSyntax {
  public private(set) var span = SentenceSpan(
    index: 0, sentence: Sentence(first: 0, last: 0, endsParagraph: false), hits: 0..<0, mentions: 0..<0)
  public private(set) var clauses: [Clause] = []
  /// By token of the sentence, from its first.
  public private(set) var marks: [TokenMarks] = []
  var mentions: [Mention] = []
  /// Does the sentence ask?
  public private(set) var isQuestion = false
  private var first: Int32 = 0
  private let language: LanguagePack

  public init(language: LanguagePack) { self.language = language }

  public subscript(token: Int32) -> TokenMarks {
    @inline(__always) get { marks[Int(token - first)] }
  }

  var last: Int32 { span.sentence.last }

  /// Reads a sentence of a document whose hits and mentions are in place.
  public func load(_ document: Document, _ span: SentenceSpan) {
    self.span = span
    first = span.sentence.first
    let isAttributed = !document.attributionOfToken.isEmpty
    // Taken out of the object while it is filled: so it is known to be nobody else's.
    var marks: [TokenMarks] = []
    swap(&marks, &self.marks)
    marks.removeAll(keepingCapacity: true)
    marks.reserveCapacity(span.sentence.tokens.count)
    document.tokens.withUnsafeBufferPointer { tokens in
      for index in span.sentence.tokens {
        let traits = tokens[index].traits
        var mark: TokenMarks = []
        if traits.contains(.word) {
          mark = .word
        } else if traits.contains(.comma) {
          mark = .comma
        } else if !traits.isDisjoint(with: [.clauseMark, .opensQuote, .closesQuote]) || isDash(document, index) {
          mark = .clauseMark
        }
        if isAttributed {
          let attribution = document.attributionOfToken[index]
          if attribution >= 0, document.attributions[Int(attribution)].isQuotation { mark.insert(.quoted) }
        }
        marks.append(mark)
      }
    }
    for index in span.hits { mark(document.hits[index], &marks) }
    mentions.removeAll(keepingCapacity: true)
    for index in span.mentions {
      let mention = document.mentions[index]
      mentions.append(mention)
      for token in mention.first..<mention.last { marks[Int(token - first)].insert(.mention) }
    }
    swap(&marks, &self.marks)
    isQuestion = endsWithQuestion(document)
    splitClauses()
  }

  /// A question mark at the end, quotation marks and brackets aside.
  private func endsWithQuestion(_ document: Document) -> Bool {
    var token = span.sentence.last - 1
    while token >= first, !self[token].contains(.word) {
      let bytes = document.bytes(first: token, last: token + 1)
      if bytes.contains(UInt8(ascii: "?")) { return true }
      token -= 1
    }
    return false
  }

  /// A hyphen with blanks on both sides, as plain text writes a dash.
  private func isDash(_ document: Document, _ index: Int) -> Bool {
    let token = document.tokens[index]
    guard token.end - token.start == 1, document.article.text[Int(token.start)] == UInt8(ascii: "-") else {
      return false
    }
    return index > 0 && index + 1 < document.tokens.count && document.tokens[index - 1].end < token.start
      && document.tokens[index + 1].start > token.end
  }

  private func mark(_ hit: TermHit, _ marks: inout [TokenMarks]) {
    let mark: TokenMarks
    switch hit.kind {
    case .predicates: mark = .predicate
    case .reporting: mark = .reporting
    case .valence: mark = .valence
    case .negators: mark = .negator
    case .intensifiers: mark = .intensifier
    case .hedges: mark = .hedge
    case .pronouns: mark = .pronoun
    case .contrast: mark = .contrast
    case .clauses: mark = clauseMark(language.meaning(of: hit))
    case .grammar: mark = grammarMark(language.meaning(of: hit))
    case .alias, .dictionary, .shifters, .frames, .irony: return
    }
    for token in hit.first..<hit.last { marks[Int(token - first)].insert(mark) }
    if hit.kind == .contrast || hit.kind == .clauses { marks[Int(hit.first - first)].insert(.clauseWord) }
  }

  private func clauseMark(_ meaning: LexiconEntry.Meaning) -> TokenMarks {
    guard case .clause(let kind) = meaning else { return [] }
    switch kind {
    case .coordinator: return .coordinator
    case .subordinator: return .subordinator
    case .complementizer: return .complementizer
    case .relative: return .relative
    case .conditional: return [.subordinator, .conditional]
    }
  }

  private func grammarMark(_ meaning: LexiconEntry.Meaning) -> TokenMarks {
    guard case .grammar(let grammar) = meaning else { return [] }
    switch grammar {
    case .passive: return .passive
    case .agent: return .agent
    case .preposition, .place: return .preposition
    case .infinitive: return .infinitive
    case .article: return .article
    case .and: return .and
    case .title: return []
    }
  }

  // MARK: Clauses

  private func splitClauses() {
    clauses.removeAll(keepingCapacity: true)
    var current = Clause(kind: .main, first: first, last: first, inherits: -1)
    /// Begins a new clause at a token, ending the present one before it.
    func begin(_ kind: Clause.Kind, at token: Int32, inherits: Int) {
      if token > current.first {
        current.last = token
        clauses.append(current)
      }
      current = Clause(kind: kind, first: token, last: token, inherits: inherits)
    }
    var token = first
    while token < last {
      let mark = self[token]
      let previous = clauses.count
      if mark.contains(.clauseMark) {
        begin(.main, at: token, inherits: -1)
      } else if mark.contains(.clauseWord), token > current.first || !mark.isDisjoint(with: [.relative, .contrast]) {
        if mark.contains(.contrast) {
          begin(.coordinated, at: token, inherits: previous)
        } else if mark.contains(.relative) || (mark.contains(.complementizer) && followsMention(token)) {
          begin(.relative, at: token, inherits: previous)
        } else if mark.contains(.complementizer) {
          begin(.complement, at: token, inherits: -1)
        } else if mark.contains(.subordinator) {
          begin(.subordinate, at: token, inherits: previous)
        } else if mark.contains(.coordinator), splits(token) {
          begin(.coordinated, at: token, inherits: previous)
        }
      } else if mark.contains(.comma), current.kind == .relative || current.kind == .subordinate {
        begin(.resumed, at: token, inherits: current.inherits)
      }
      token += 1
    }
    current.last = last
    if current.last > current.first { clauses.append(current) }
    for index in clauses.indices where clauses[index].inherits >= index { clauses[index].inherits = index - 1 }
  }

  private func followsMention(_ token: Int32) -> Bool { token > first && self[token - 1].contains(.mention) }

  /// Does a coordinator join clauses rather than words? It does after a comma and before a verb of our lists; it does
  /// not between two actors.
  private func splits(_ token: Int32) -> Bool {
    var next = token + 1
    while next < last, !self[next].isDisjoint(with: [.article]) { next += 1 }
    guard next < last, token > first else { return false }
    if self[next].contains(.mention), self[token - 1].contains(.mention) { return hasVerb(from: next) }
    if self[token - 1].contains(.comma) { return true }
    var ahead = next
    while ahead < last, ahead < next + 3 {
      if !self[ahead].isDisjoint(with: [.predicate, .reporting, .passive]) { return true }
      if self[ahead].isDisjoint(with: TokenMarks.function) { break }
      ahead += 1
    }
    return self[next].contains(.mention) && hasVerb(from: next)
  }

  /// "…, and Putin said": a listed verb right after the actor that begins at `token`.
  private func hasVerb(from token: Int32) -> Bool {
    var at = token
    while at < last, self[at].contains(.mention) { at += 1 }
    while at < last, !self[at].isDisjoint(with: [.negator, .intensifier, .passive]) { at += 1 }
    return at < last && !self[at].isDisjoint(with: [.predicate, .reporting])
  }

  public func clause(of token: Int32) -> Int {
    clauses.firstIndex { token < $0.last } ?? max(0, clauses.count - 1)
  }
}
