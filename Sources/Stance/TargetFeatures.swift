import Attribution
import Lexicon
import Statistics
import TextModel

/// Reads the features of mentions, sentence by sentence. One reader serves one thread.
final class TargetFeatures {
  private let hasCases: Bool
  /// Leave out of `words` what no calibration has learned.
  var learnedOnly = true
  /// Of the mention that was read last; those of learned words are left to the calibration.
  let row = FeatureRow()
  /// Of the sentence, as seen from the mention that was read last.
  private(set) var words: [ContextWord] = []

  // Of the sentence: which tokens are someone's speech.
  private var speech: [Speech] = []
  // Of the target: itself, how far its clause reaches on both sides, at most to the next name, and where it speaks.
  private var target: (first: Int32, last: Int32) = (0, 0)
  private var reach: (first: Int32, last: Int32) = (0, 0)
  private var ownSpeech: [Range<Int32>] = []

  private struct Speech {
    var tokens: Range<Int32>
    var attribution: Int32
  }

  init(language: LanguagePack) {
    hasCases = !language.caseEndings.isEmpty
  }

  // MARK: The sentence

  /// Takes up a sentence.
  func load(_ syntax: SentenceSyntax) {
    findWords(syntax)
    speech.removeAll(keepingCapacity: true)
    guard !syntax.document.attributionOfToken.isEmpty else { return }
    for token in syntax.first..<syntax.last {
      let attribution = syntax.document.attributionOfToken[Int(token)]
      if attribution < 0 { continue }
      if let last = speech.last, last.attribution == attribution, last.tokens.upperBound == token {
        speech[speech.count - 1].tokens = last.tokens.lowerBound..<token + 1
      } else {
        speech.append(Speech(tokens: token..<token + 1, attribution: attribution))
      }
    }
  }

  /// Finds what may be learned words.
  private func findWords(_ syntax: SentenceSyntax) {
    let document = syntax.document
    var words = self.words.taken()
    words.removeAll(keepingCapacity: true)
    var phrases = syntax.span.hits
    var phraseEnd: Int32 = 0
    for token in syntax.first..<syntax.last {
      while let index = phrases.first, document.hits[index].first <= token {
        let hit = document.hits[index]
        if hit.last - hit.first > 1, hit.kind == .valence || hit.kind == .predicates {
          phraseEnd = max(phraseEnd, hit.last)
        }
        phrases = index + 1..<phrases.upperBound
      }
      // The words of a phrase mean nothing by themselves: no one is robbed where somebody stole the show.
      if token < phraseEnd { continue }
      let text = document.tokens[Int(token)]
      let marks = syntax[token]
      // What begins with a capital may be a name, and names are not opinions.
      if learnedOnly && text.learned == 0 || text.traits.contains(.capitalised)
        || marks.isDisjoint(with: .word) || marks.contains(.mention)
      {
        continue
      }
      words.append(
        ContextWord(token: token, wordsBefore: document.wordsBefore[Int(token)], learned: text.learned))
    }
    self.words = words
  }

  // MARK: The mention

  /// Sees `words` from one mention of the sentence that was taken up.
  func readWords(_ index: Int, _ syntax: SentenceSyntax) {
    let mention = syntax.document.mentions[index]
    findReach(mention, syntax)
    findOwnSpeech(mention, syntax.document)
    let before = syntax.document.wordsBefore[Int(target.first)]
    let after = syntax.document.wordsBefore[Int(target.last)]
    words.withUnsafeMutableBufferPointer { words in
      for index in words.indices {
        let token = words[index].token
        let distance =
          token < target.first ? before - words[index].wordsBefore - 1 : max(0, words[index].wordsBefore - after)
        words[index].context =
          isOwnSpeech(token)
          ? WordContext.speech : WordContext.number(place(token, distance), isNext: distance == 0)
      }
    }
  }

  /// Fills in `row` for the mention whose words were read last.
  /// - Parameters:
  ///   - evidence: that of the sentence.
  ///   - hits: the sentence's valence words and verbs with roles.
  ///   - modifiers: those of the sentence.
  func readRow(
    _ index: Int, _ syntax: SentenceSyntax, evidence: ArraySlice<Evidence>, hits: [WeighedHit], modifiers: [TermHit]
  ) {
    row.clear()
    row[0] = 1
    let target = syntax.document.mentions[index]
    readEvidence(target, syntax.document, evidence)
    for hit in hits where hit.last <= target.first || hit.first >= target.last {
      let place = place(first: hit.first, last: hit.last, syntax.document)
      let isSpeech = isOwnSpeech(hit.first)
      add(.valence, hit.valence, place, isSpeech)
      add(.subject, hit.subject, place, isSpeech)
      add(.object, hit.object, place, isSpeech)
      if hit.subjects?.contains(index) ?? false { add(.ofItsObject, hit.object) }
      if hit.objects?.contains(index) ?? false { add(.ofItsSubject, hit.subject) }
    }
    readFacts(index, target, syntax, modifiers)
  }

  private func findReach(_ mention: Mention, _ syntax: SentenceSyntax) {
    target = (mention.first, mention.last)
    let clause = syntax.clauses[syntax.clause(of: mention.first)]
    func isName(_ token: Int32) -> Bool {
      syntax[token].contains(.mention) || syntax.document.tokens[Int(token)].traits.contains(.capitalised)
    }
    var (first, last) = target
    while first > clause.first {
      first -= 1
      if isName(first) { break }
    }
    while last < clause.last {
      last += 1
      if isName(last - 1) { break }
    }
    reach = (first, last)
  }

  @inline(__always)
  private func place(_ token: Int32, _ distance: Int32) -> Place {
    Place(
      isBefore: token < target.first, words: Int(distance), inClause: token >= reach.first && token < reach.last)
  }

  /// Where a term stands, told by the end that is nearer to the target.
  private func place(first: Int32, last: Int32, _ document: DocumentView) -> Place {
    let token = first < target.first ? last - 1 : first
    let distance =
      token < target.first
      ? document.words(from: token + 1, to: target.first) : max(0, document.words(from: target.last, to: token))
    return place(token, Int32(distance))
  }

  private func readEvidence(_ target: Mention, _ document: DocumentView, _ evidence: ArraySlice<Evidence>) {
    var sum = 0.0
    for piece in evidence {
      let value = piece.contribution
      guard piece.actor == target.actor else {
        add(.others, value)
        continue
      }
      let place = place(first: piece.first, last: piece.last, document)
      let isNear = place == .beforeNear || place == .afterNear
      switch piece.role {
      case .word: add(.word, value, near: isNear ? .wordNear : nil)
      case .subject: add(.subject, value, near: isNear ? .subjectNear : nil)
      case .object: add(.object, value, near: isNear ? .objectNear : nil)
      }
      if piece.holder == .article { add(.ownVoice, value) }
      if piece.last - piece.first > 1 { add(.phrase, value) }
      sum += value
    }
    add(.sum, Scales.compound(sum))
  }

  private func add(_ group: FeatureSpace.Group, _ value: Double, near: FeatureSpace.Group? = nil) {
    row[FeatureSpace.evidence(group, value)] += abs(value)
    if let near { row[FeatureSpace.evidence(near, value)] += abs(value) }
  }

  /// Where words of the sentence are the target's own, if it does not stand in them itself.
  private func findOwnSpeech(_ target: Mention, _ document: DocumentView) {
    ownSpeech.removeAll(keepingCapacity: true)
    for stretch in speech
    where stretch.attribution != document.attribution(of: target.first)
      && document.attributions[Int(stretch.attribution)].holder == .actor(target.actor)
    {
      ownSpeech.append(stretch.tokens)
    }
  }

  @inline(__always)
  private func isOwnSpeech(_ token: Int32) -> Bool {
    !ownSpeech.isEmpty && ownSpeech.contains { $0.contains(token) }
  }

  private func add(_ source: FeatureSpace.Source, _ value: Double, _ place: Place, _ isSpeech: Bool) {
    guard value != 0 else { return }
    row[isSpeech ? FeatureSpace.speech(source, value) : FeatureSpace.cell(source, place, value)] += abs(value)
  }

  private func readFacts(_ index: Int, _ target: Mention, _ syntax: SentenceSyntax, _ modifiers: [TermHit]) {
    func set(_ fact: FeatureSpace.Fact, _ value: Double = 1) { row[FeatureSpace.fact(fact)] = value }
    let (document, span) = (syntax.document, syntax.span)
    if target.isPossessive { set(.isPossessive) }
    if target.form == .pronoun || (target.last - target.first == 1 && syntax[target.first].contains(.pronoun)) {
      set(.isPronoun)
    }
    if target.form == .role { set(.isRole) }
    if hasCases {
      for (bit, fact) in FeatureSpace.cases.enumerated()
      where target.cases.contains(GrammaticalCases(rawValue: 1 << UInt8(bit))) {
        set(fact, 1 / Double(target.cases.count))
      }
    }
    // What kind of name it is shows in its shape: an office, an organisation, a person with two names.
    let traits = document.tokens[Int(target.first)].traits
    if !traits.contains(.capitalised) { set(.isLowercase) }
    if traits.contains(.allCapitals) { set(.isCapitals) }
    if target.last - target.first > 1 { set(.isLong) }
    if target.first > syntax.first, document.tokens[Int(target.first) - 1].traits.contains(.opensQuote),
      target.last < syntax.last, document.tokens[Int(target.last)].traits.contains(.closesQuote)
    {
      set(.isInMarks)
    }
    if index == span.mentions.lowerBound { set(.isFirst) }
    if target.first - syntax.first <= 1 { set(.opensSentence) }
    if let governor = syntax.governor(of: target) {
      set(syntax[governor].contains(.agent) ? .afterAgent : .afterPreposition)
    }
    let attribution = document.attribution(of: target.first)
    if attribution >= 0 { set(document.attributions[Int(attribution)].isQuotation ? .isQuoted : .isReported) }
    if !ownSpeech.isEmpty { set(.isSpeaker) }
    if span.mentions.count == 1 { set(.isAlone) }
    set(.others, min(1, Double(span.mentions.count - 1) / 4))
    set(.length, min(1, Double(syntax.last - syntax.first) / 60))
    var token = target.last
    while token < min(target.last + 3, syntax.last) {
      if !syntax[token].isDisjoint(with: [.predicate, .reporting]) { set(.verbAfter) }
      if syntax[token].contains(.passive) { set(.passiveAfter) }
      token += 1
    }
    let clause = syntax.clauses[syntax.clause(of: target.first)]
    if clause.kind == .subordinate || clause.kind == .relative { set(.subordinate) }
    var negators = 0.0
    for hit in modifiers {
      switch hit.kind {
      case .negators:
        negators += 1
        if hit.first >= clause.first, hit.first < clause.last { set(.negated) }
      case .hedges: set(.hedged)
      case .contrast: set(.contrasted)
      default: break
      }
    }
    set(.negators, min(1, negators / 3))
  }
}
