import Lexicon
import TextModel

/// Finds whose words the article gives: quotations and reported speech, each with its speaker.
///
/// One finder serves one thread.
public final class HolderFinder {
  private let language: LanguagePack
  private let reader: SyntaxReader
  private var quotations: [Quotation] = []
  private var isQuoted: [Bool] = []

  /// A quotation of at most this many tokens, without a speaker, is a word the article holds at arm's length.
  private static let longestScareQuote = 4
  /// At most so many tokens after a verb that ends its sentence ("…, Putin said on Monday.").
  private static let longestTail = 4

  public init(language: LanguagePack) {
    self.language = language
    reader = SyntaxReader(language: language)
  }

  /// Fills in `attributions` and `attributionOfToken`.
  public func find(_ document: inout Document) {
    document.unpairedQuotationMarks = QuotationFinder().find(document, into: &quotations)
    let hasReports = document.hits.contains { $0.kind == .reporting }
    guard hasReports || !quotations.isEmpty else { return }
    isQuoted.removeAll(keepingCapacity: true)
    isQuoted.append(contentsOf: repeatElement(false, count: document.tokens.count))
    for quotation in quotations {
      for token in quotation.first..<quotation.last { isQuoted[Int(token)] = true }
    }
    reader.read(&document)
    var (found, scareQuotes) = (document.attributions.taken(), document.scareQuotes.taken())
    document.withView { document in
      if hasReports {
        for index in document.spans.indices { findReports(SentenceSyntax(document, sentence: index), into: &found) }
      }
      findSpeakers(document, into: &found, &scareQuotes)
    }
    (document.attributions, document.scareQuotes) = (found, scareQuotes)
    if found.isEmpty { return }
    document.attributionOfToken.append(contentsOf: repeatElement(-1, count: document.tokens.count))
    // Painted in order: an inner report over the outer one it stands in, quotations over all reports.
    document.attributionOfToken.withUnsafeMutableBufferPointer { attributionOfToken in
      for (index, attribution) in found.enumerated() {
        for token in attribution.first..<attribution.last { attributionOfToken[Int(token)] = Int32(index) }
      }
    }
  }

  // MARK: Reported speech

  private func findReports(_ syntax: SentenceSyntax, into found: inout [Attribution]) {
    let (document, span) = (syntax.document, syntax.span)
    for index in span.hits where document.hits[index].kind == .reporting {
      let hit = document.hits[index]
      if isQuoted[Int(hit.first)] { continue }
      guard case .reporting(let kind) = language.meaning(of: hit) else { continue }
      switch kind {
      case .prefix:
        let speaker = follower(of: hit, syntax)
        let holder = speaker.map { self.holder($0, document) } ?? .unresolved
        let end = speaker.map { document.mentions[$0.upperBound - 1].last } ?? hit.last
        append(span.sentence.first, hit.first, holder, &found)
        append(end, span.sentence.last, holder, &found)
      case .verb:
        let speaker = self.speaker(of: hit, syntax)
        let holder = speaker.map { self.holder($0, document) } ?? .unresolved
        if let start = startOfTag(hit, speaker, syntax) {
          append(span.sentence.first, start, holder, &found)
        } else {
          append(hit.last, endOfReport(hit, syntax), holder, &found)
        }
      }
    }
  }

  private func append(_ first: Int32, _ last: Int32, _ holder: Holder, _ found: inout [Attribution]) {
    guard first < last else { return }
    found.append(Attribution(first: first, last: last, holder: holder, isQuotation: false))
  }

  private func holder(_ group: MentionGroup, _ document: DocumentView) -> Holder {
    .actor(document.mentions[group.lowerBound].actor)
  }

  /// The speaker of a reporting verb: whoever follows it where a quotation or a comma stands before it ("…, said
  /// Putin"), otherwise its subject.
  private func speaker(of hit: TermHit, _ syntax: SentenceSyntax) -> MentionGroup? {
    let before = hit.first - 1
    let isInverted = before >= syntax.first && !syntax[before].isDisjoint(with: [.comma, .clauseMark])
    if isInverted, let group = follower(of: hit, syntax) { return group }
    if case .mentions(let group) = syntax.subject(of: hit.first) { return group }
    return nil
  }

  /// The mention right after a phrase, articles and two titles aside, unless it only owns the speaker.
  private func follower(of hit: TermHit, _ syntax: SentenceSyntax) -> MentionGroup? {
    var words = 0
    var token = hit.last
    while token < syntax.last, words < 4 {
      let mark = syntax[token]
      if mark.contains(.mention) {
        guard let at = syntax.mentions.firstIndex(where: { $0.first <= token && token < $0.last }),
          !syntax.mentions[at].isPossessive
        else { return nil }
        let index = syntax.span.mentions.lowerBound + at
        return index..<index + 1
      }
      if !mark.isDisjoint(with: [.comma, .clauseMark, .preposition, .predicate, .reporting]) { return nil }
      if !mark.contains(.article) { words += 1 }
      token += 1
    }
    return nil
  }

  /// Where the tag of a report that stands first begins ("…, Putin said."), or nil for a verb whose report follows.
  private func startOfTag(_ hit: TermHit, _ speaker: MentionGroup?, _ syntax: SentenceSyntax) -> Int32? {
    var start = hit.first
    var end = hit.last
    if let speaker {
      let mention = syntax.document.mentions[speaker.lowerBound]
      if mention.first < hit.first { start = mention.first } else { end = max(end, mention.last) }
    }
    while start > syntax.first, syntax[start - 1].contains(.article) { start -= 1 }
    guard start - syntax.first >= 3, !syntax[start - 1].isDisjoint(with: [.comma, .clauseMark]) else {
      return nil
    }
    var tail: Int32 = 0
    while end + tail < syntax.last, !syntax[end + tail].contains(.comma), syntax[end + tail].contains(.word) {
      tail += 1
    }
    guard tail <= Self.longestTail else { return nil }
    return start
  }

  /// A report ends with its sentence, or where a contrast brings in another who speaks or acts.
  private func endOfReport(_ hit: TermHit, _ syntax: SentenceSyntax) -> Int32 {
    for clause in syntax.clauses where clause.first > hit.last && clause.kind == .coordinated {
      guard syntax[clause.first].contains(.contrast) || syntax[clause.first - 1].contains(.comma) else { continue }
      var token = clause.first
      var hasActor = false
      while token < clause.last {
        if syntax[token].contains(.mention), token < clause.first + 4 { hasActor = true }
        if hasActor, !syntax[token].isDisjoint(with: [.predicate, .reporting]) { return clause.first }
        token += 1
      }
    }
    return syntax.last
  }

  // MARK: Quotations

  private func findSpeakers(
    _ document: DocumentView, into found: inout [Attribution], _ scareQuotes: inout [Range<Int32>]
  ) {
    var previous: (paragraph: Int, sentence: Int, holder: Holder)?
    for quotation in quotations {
      let (start, end) = (quotation.sentences.lowerBound, quotation.sentences.upperBound)
      // The sentence the quotation ends in is asked first: most tags come after.
      var holder = speaker(of: quotation, in: end, document)
      if holder == nil, start != end { holder = speaker(of: quotation, in: start, document) }
      if holder == nil {
        if quotation.last - quotation.first <= Self.longestScareQuote, !fillsSentence(quotation, document) {
          scareQuotes.append(quotation.first..<quotation.last)
          continue
        }
        if let previous, previous.paragraph == quotation.paragraph {
          holder = previous.holder
        } else if let number = previousSentence(quotation, document) {
          holder = speaker(of: quotation, in: number, document)
        }
      }
      let resolved = holder ?? .unresolved
      previous = (quotation.paragraph, quotation.sentences.upperBound, resolved)
      found.append(
        Attribution(first: quotation.first, last: quotation.last, holder: resolved, isQuotation: true))
    }
  }

  private func fillsSentence(_ quotation: Quotation, _ document: DocumentView) -> Bool {
    let sentence = document.spans[quotation.sentences.lowerBound].sentence
    return quotation.first <= sentence.first + 1 && quotation.last >= sentence.last - 2
  }

  private func previousSentence(_ quotation: Quotation, _ document: DocumentView) -> Int? {
    let number = quotation.sentences.lowerBound - 1
    return number >= 0 && !document.spans[number].sentence.endsParagraph ? number : nil
  }

  /// Who speaks a quotation, by the nearest verb of speech outside all quotations, else by an opinion's or the
  /// clause's subject before it.
  private func speaker(of quotation: Quotation, in sentence: Int, _ document: DocumentView) -> Holder? {
    let syntax = SentenceSyntax(document, sentence: sentence)
    let span = syntax.span
    var nearest: (distance: Int32, hit: TermHit)?
    for index in span.hits {
      let hit = document.hits[index]
      guard hit.kind == .reporting || hit.kind == .predicates, !isQuoted[Int(hit.first)] else { continue }
      if hit.kind == .predicates {
        guard case .predicate(_, _, isOpinionOfSubject: true, _) = language.meaning(of: hit),
          hit.last <= quotation.first
        else { continue }
      }
      let distance = hit.first >= quotation.last ? hit.first - quotation.last : max(0, quotation.first - hit.last)
      if nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, hit) }
    }
    if let hit = nearest?.hit {
      if hit.kind == .reporting, case .reporting(.prefix) = language.meaning(of: hit) {
        return follower(of: hit, syntax).map { holder($0, document) } ?? .unresolved
      }
      return speaker(of: hit, syntax).map { holder($0, document) } ?? .unresolved
    }
    guard quotation.first > span.sentence.first, quotation.first < span.sentence.last,
      quotation.first - 1 > span.sentence.first
    else { return nil }
    if case .mentions(let group) = syntax.subject(of: quotation.first - 1) { return holder(group, document) }
    return nil
  }
}
