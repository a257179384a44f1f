import Attribution
import Lexicon
import Statistics
import TextModel

/// A word of the target's sentence, as a calibration sees it.
public struct ContextWord: Sendable {
  /// Index of the token.
  public var token: Int32
  /// Index in `WordContext.all`.
  var context: UInt8

  public var side: InducedLexicon.Side { WordContext.all[Int(context)].side }
  public var weight: Double { WordContext.all[Int(context)].lexiconWeight }
}

/// A valence word or a verb with roles, and what the words around it made of its weights.
struct WeighedHit {
  var first: Int32
  var last: Int32
  /// Valence after its rules; 0 for verbs.
  var valence = 0.0
  /// What a verb says of its subject and object, before all rules; 0 for other words.
  var subject = 0.0
  var object = 0.0
  /// Whom the verb's roles were found to be.
  var subjects: MentionGroup?
  var objects: MentionGroup?
}

extension WeighedHit {
  /// A hit whose surroundings are left alone.
  init(_ hit: TermHit, _ meaning: LexiconEntry.Meaning) {
    self.init(first: hit.first, last: hit.last)
    switch meaning {
    case .valence(let weight): valence = weight
    case .predicate(let subject, let object, _, _): (self.subject, self.object) = (subject, object)
    default: break
    }
  }
}

/// Reads the features of mentions, sentence by sentence. One reader serves one thread.
final class TargetFeatures {
  private let language: LanguagePack
  /// Leave out of `words` what no calibration has learned.
  var learnedOnly = true
  /// But for those of learned words.
  let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: FeatureSpace.extendedCount)
  private(set) var words: [ContextWord] = []

  // Of the sentence: its first token, how many words stand before each of its tokens and its end, and which tokens
  // may be learned words.
  private var first: Int32 = 0
  private var wordsBefore: [Int32] = []
  private var candidates: [Int32] = []
  // Of the target: itself, and how far its clause reaches on both sides, at most to the next name.
  private var target: (first: Int32, last: Int32) = (0, 0)
  private var reach: (first: Int32, last: Int32) = (0, 0)

  init(language: LanguagePack) {
    self.language = language
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }

  /// Takes up the sentence that `syntax` has loaded.
  func load(_ document: Document, _ syntax: SentenceSyntax) {
    first = syntax.span.sentence.first
    wordsBefore.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    var words: Int32 = 0
    var phrases = syntax.span.hits
    var phraseEnd: Int32 = 0
    for (token, marks) in zip(first..., syntax.marks) {
      while let index = phrases.first, document.hits[index].first <= token {
        let hit = document.hits[index]
        if hit.last - hit.first > 1, hit.kind == .valence || hit.kind == .predicates {
          phraseEnd = max(phraseEnd, hit.last)
        }
        phrases.removeFirst()
      }
      wordsBefore.append(words)
      guard marks.contains(.word) else { continue }
      words += 1
      // The words of a phrase mean nothing by themselves: no one is robbed where somebody stole the show.
      if token < phraseEnd { continue }
      let text = document.tokens[Int(token)]
      // What begins with a capital may be a name, and names are not opinions.
      if marks.contains(.mention) || text.traits.contains(.capitalised) || learnedOnly && text.learned == 0 { continue }
      candidates.append(token)
    }
    wordsBefore.append(words)
  }

  /// Fills in `values` and `words` for one mention of the sentence that `syntax` has loaded.
  /// - Parameters:
  ///   - evidence: that of the sentence.
  ///   - hits: the sentence's valence words and verbs with roles.
  func read(
    _ index: Int, _ document: Document, _ syntax: SentenceSyntax, evidence: ArraySlice<Evidence>, hits: [WeighedHit]
  ) {
    values.update(repeating: 0)
    values[0] = 1
    let target = document.mentions[index]
    findReach(target, document, syntax)
    readEvidence(target, evidence)
    readWords(target, document)
    for hit in hits where hit.last <= target.first || hit.first >= target.last {
      let place = place(first: hit.first, last: hit.last)
      let isSpeech = isOwnSpeech(hit.first, target, document)
      add(.valence, hit.valence, place, isSpeech)
      add(.subject, hit.subject, place, isSpeech)
      add(.object, hit.object, place, isSpeech)
      if hit.subjects?.contains(index) ?? false { add(.ofItsObject, hit.object) }
      if hit.objects?.contains(index) ?? false { add(.ofItsSubject, hit.subject) }
    }
    readFacts(index, target, document, syntax)
  }

  private func findReach(_ mention: Mention, _ document: Document, _ syntax: SentenceSyntax) {
    target = (mention.first, mention.last)
    let clause = syntax.clauses[syntax.clause(of: mention.first)]
    func isName(_ token: Int32) -> Bool {
      syntax[token].contains(.mention) || document.tokens[Int(token)].traits.contains(.capitalised)
    }
    reach = target
    while reach.first > clause.first {
      reach.first -= 1
      if isName(reach.first) { break }
    }
    while reach.last < clause.last {
      reach.last += 1
      if isName(reach.last - 1) { break }
    }
  }

  /// Words between a token and the target.
  @inline(__always)
  private func distance(_ token: Int32) -> Int32 {
    token < target.first
      ? wordsBefore[Int(target.first - first)] - wordsBefore[Int(token + 1 - first)]
      : max(0, wordsBefore[Int(token - first)] - wordsBefore[Int(target.last - first)])
  }

  @inline(__always)
  private func place(_ token: Int32) -> Place {
    Place(
      isBefore: token < target.first, words: Int(distance(token)),
      inClause: token >= reach.first && token < reach.last)
  }

  /// Where a term stands, told by the end that is nearer to the target.
  private func place(first: Int32, last: Int32) -> Place { place(first < target.first ? last - 1 : first) }

  private func readEvidence(_ target: Mention, _ evidence: ArraySlice<Evidence>) {
    var sum = 0.0
    for piece in evidence {
      let value = piece.contribution
      guard piece.actor == target.actor else {
        add(.others, value)
        continue
      }
      let place = place(first: piece.first, last: piece.last)
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
    values[FeatureSpace.evidence(group, value)] += abs(value)
    if let near { values[FeatureSpace.evidence(near, value)] += abs(value) }
  }

  private func isOwnSpeech(_ token: Int32, _ target: Mention, _ document: Document) -> Bool {
    guard !document.attributionOfToken.isEmpty else { return false }
    let attribution = document.attributionOfToken[Int(token)]
    return attribution >= 0 && attribution != document.attributionOfToken[Int(target.first)]
      && document.attributions[Int(attribution)].holder == .actor(target.actor)
  }

  private func readWords(_ target: Mention, _ document: Document) {
    words.removeAll(keepingCapacity: true)
    for token in candidates {
      let isOwnSpeech = isOwnSpeech(token, target, document)
      words.append(
        ContextWord(
          token: token,
          context: isOwnSpeech
            ? WordContext.speech : WordContext.number(place(token), isNext: distance(token) == 0)))
    }
  }

  private func add(_ source: FeatureSpace.Source, _ value: Double, _ place: Place, _ isSpeech: Bool) {
    guard value != 0 else { return }
    let index = isSpeech ? FeatureSpace.speech(source, value) : FeatureSpace.cell(source, place, value)
    values[index] += abs(value)
  }

  private func readFacts(_ index: Int, _ target: Mention, _ document: Document, _ syntax: SentenceSyntax) {
    func set(_ fact: FeatureSpace.Fact, _ value: Double = 1) { values[FeatureSpace.fact(fact)] = value }
    let span = syntax.span
    if target.isPossessive { set(.isPossessive) }
    if target.form == .pronoun || (target.last - target.first == 1 && syntax[target.first].contains(.pronoun)) {
      set(.isPronoun)
    }
    if target.form == .role { set(.isRole) }
    if !language.caseEndings.isEmpty {
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
    if target.first > span.sentence.first,
      document.tokens[Int(target.first) - 1].traits.contains(.opensQuote), target.last < span.sentence.last,
      document.tokens[Int(target.last)].traits.contains(.closesQuote)
    {
      set(.isInMarks)
    }
    if index == span.mentions.lowerBound { set(.isFirst) }
    if target.first - span.sentence.first <= 1 { set(.opensSentence) }
    if let governor = syntax.governor(of: target) {
      set(syntax[governor].contains(.agent) ? .afterAgent : .afterPreposition)
    }
    if !document.attributionOfToken.isEmpty {
      let attribution = document.attributionOfToken[Int(target.first)]
      if attribution >= 0 { set(document.attributions[Int(attribution)].isQuotation ? .isQuoted : .isReported) }
      if span.sentence.tokens.contains(where: { isOwnSpeech(Int32($0), target, document) }) { set(.isSpeaker) }
    }
    if span.mentions.count == 1 { set(.isAlone) }
    set(.others, min(1, Double(span.mentions.count - 1) / 4))
    set(.length, min(1, Double(span.sentence.last - span.sentence.first) / 60))
    var token = target.last
    while token < min(target.last + 3, span.sentence.last) {
      if !syntax[token].isDisjoint(with: [.predicate, .reporting]) { set(.verbAfter) }
      if syntax[token].contains(.passive) { set(.passiveAfter) }
      token += 1
    }
    let clause = syntax.clauses[syntax.clause(of: target.first)]
    if clause.kind == .subordinate || clause.kind == .relative { set(.subordinate) }
    var negators = 0.0
    for index in span.hits {
      let hit = document.hits[index]
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
