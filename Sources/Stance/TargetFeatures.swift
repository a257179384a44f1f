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
  let values = UnsafeMutableBufferPointer<Double>.allocate(capacity: FeatureSpace.count)
  private(set) var words: [ContextWord] = []
  /// By token of the sentence: its place.
  private var places: [Place] = []
  /// The tokens right before and after the target that are words.
  private var next: (before: Int32, after: Int32) = (-1, -1)

  init(language: LanguagePack) {
    self.language = language
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }

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
    readPlaces(target, document, syntax)
    readEvidence(target, evidence, syntax.span.sentence.first)
    readWords(target, document, syntax)
    for hit in hits where hit.last <= target.first || hit.first >= target.last {
      let first = syntax.span.sentence.first
      let place = places[Int((hit.first < target.first ? hit.last - 1 : hit.first) - first)]
      let isSpeech = isOwnSpeech(hit.first, target, document)
      add(.valence, hit.valence, place, isSpeech)
      add(.subject, hit.subject, place, isSpeech)
      add(.object, hit.object, place, isSpeech)
      if hit.subjects?.contains(index) ?? false { add(.ofItsObject, hit.object) }
      if hit.objects?.contains(index) ?? false { add(.ofItsSubject, hit.subject) }
    }
    readFacts(index, target, document, syntax)
  }

  /// Walks away from the target on both sides, counting words and looking out for other names.
  private func readPlaces(_ target: Mention, _ document: Document, _ syntax: SentenceSyntax) {
    let sentence = syntax.span.sentence
    let clause = syntax.clauses[syntax.clause(of: target.first)]
    places.removeAll(keepingCapacity: true)
    places.append(contentsOf: repeatElement(.afterNear, count: Int(sentence.last - sentence.first)))
    next = (-1, -1)
    let marks = syntax.marks
    marks.withUnsafeBufferPointer { marks in
      document.tokens.withUnsafeBufferPointer { tokens in
        places.withUnsafeMutableBufferPointer { places in
          func walk(from: Int32, by step: Int32) {
            var words = 0
            var otherName = false
            var token = from
            while token >= sentence.first, token < sentence.last {
              let at = Int(token - sentence.first)
              let isInClause = !otherName && token >= clause.first && token < clause.last
              places[at] = Place(isBefore: step < 0, words: words, inClause: isInClause)
              if marks[at].contains(.word) {
                if words == 0, step < 0 { next.before = token }
                if words == 0, step > 0 { next.after = token }
                words += 1
              }
              if marks[at].contains(.mention) || tokens[Int(token)].traits.contains(.capitalised) { otherName = true }
              token += step
            }
          }
          walk(from: target.first - 1, by: -1)
          walk(from: target.last, by: 1)
        }
      }
    }
  }

  private func readEvidence(_ target: Mention, _ evidence: ArraySlice<Evidence>, _ first: Int32) {
    var sum = 0.0
    for piece in evidence {
      let value = piece.contribution
      guard piece.actor == target.actor else {
        add(.others, value)
        continue
      }
      let place = places[Int((piece.first < target.first ? piece.last - 1 : piece.first) - first)]
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

  private func readWords(_ target: Mention, _ document: Document, _ syntax: SentenceSyntax) {
    var words: [ContextWord] = []
    swap(&words, &self.words)
    words.removeAll(keepingCapacity: true)
    let first = syntax.span.sentence.first
    let marks = syntax.marks
    marks.withUnsafeBufferPointer { marks in
      document.tokens.withUnsafeBufferPointer { tokens in
        places.withUnsafeBufferPointer { places in
          for at in marks.indices {
            let token = first + Int32(at)
            // What begins with a capital may be a name, and names are not opinions.
            guard marks[at].contains(.word), !marks[at].contains(.mention),
              !tokens[Int(token)].traits.contains(.capitalised), !learnedOnly || tokens[Int(token)].learned > 0
            else { continue }
            words.append(
              ContextWord(
                token: token,
                context: isOwnSpeech(token, target, document)
                  ? WordContext.speech
                  : WordContext.number(places[at], isNext: token == next.before || token == next.after)))
          }
        }
      }
    }
    swap(&words, &self.words)
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
