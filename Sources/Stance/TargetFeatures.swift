import Attribution
import Lexicon
import Statistics
import TextModel

/// Where a word stands as seen from a target of its sentence.
enum Place: String, CaseIterable {
  case beforeNear = "before-near"
  case beforeInClause = "before-in-clause"
  case beforeFar = "before-far"
  case afterNear = "after-near"
  case afterInClause = "after-in-clause"
  case afterFar = "after-far"

  var isBefore: Bool { self == .beforeNear || self == .beforeInClause || self == .beforeFar }
  var isFar: Bool { self == .beforeFar || self == .afterFar }

  /// At most so many words away is near.
  static let near = 3

  init(isBefore: Bool, words: Int, inClause: Bool) {
    switch (isBefore, words <= Self.near, inClause) {
    case (true, true, _): self = .beforeNear
    case (true, false, true): self = .beforeInClause
    case (true, false, false): self = .beforeFar
    case (false, true, _): self = .afterNear
    case (false, false, true): self = .afterInClause
    case (false, false, false): self = .afterFar
    }
  }
}

/// What a calibration sees of a mention: sums of weights by source, place and sign, and facts of grammar. No feature
/// knows the target's name or any word of it.
public enum FeatureSpace {
  public static let names: [String] = {
    var names = ["bias"]
    for source in ["word", "subject", "object"] {
      for sign in signs { names.append("evidence.\(source).\(sign)") }
    }
    for sign in signs { names.append("evidence.own-voice.\(sign)") }
    for sign in signs { names.append("evidence.sum.\(sign)") }
    for source in Source.allCases {
      for place in Place.allCases {
        for sign in signs { names.append("\(source.rawValue).\(place.rawValue).\(sign)") }
      }
    }
    for source in Source.allCases { for sign in signs { names.append("\(source.rawValue).speech.\(sign)") } }
    names += ["induced.sum", "intensity.sum"]
    names += Fact.allCases.map(\.rawValue)
    return names
  }()

  static let signs = ["positive", "negative"]
  static let evidenceStart = 1
  static let cellStart = 1 + 6 + 2 + 2
  static let speechStart = cellStart + Source.allCases.count * Place.allCases.count * 2
  static let sumStart = speechStart + Source.allCases.count * 2
  static let factStart = sumStart + 2
  public static var count: Int { names.count }

  /// Whose weights are summed up in cells.
  enum Source: String, CaseIterable {
    /// Words' valences; what verbs say of their subject and of their object; polarity and intensity as induced.
    case valence, subject, object, induced, intensity
  }

  enum Fact: String, CaseIterable {
    case isPossessive = "target.possessive"
    case isPronoun = "target.pronoun"
    case isRole = "target.role"
    case isFirst = "target.first-in-sentence"
    case opensSentence = "target.opens-sentence"
    case afterPreposition = "target.after-preposition"
    case afterAgent = "target.after-agent"
    case isQuoted = "target.in-quotation"
    case isReported = "target.in-report"
    case isSpeaker = "target.speaks"
    case isAlone = "target.alone"
    case verbAfter = "target.verb-after"
    case passiveAfter = "target.passive-after"
    case negated = "clause.negated"
    case hedged = "sentence.hedged"
    case contrasted = "sentence.contrast"
    case negators = "sentence.negators"
    case others = "sentence.other-actors"
    case length = "sentence.length"
    case subordinate = "clause.subordinate"
  }

  static func evidence(_ source: Int, _ value: Double) -> Int { evidenceStart + source * 2 + (value < 0 ? 1 : 0) }

  static func cell(_ source: Source, _ place: Place, _ value: Double) -> Int {
    let (s, p) = (Source.allCases.firstIndex(of: source)!, Place.allCases.firstIndex(of: place)!)
    return cellStart + (s * Place.allCases.count + p) * 2 + (value < 0 ? 1 : 0)
  }

  static func speech(_ source: Source, _ value: Double) -> Int {
    speechStart + Source.allCases.firstIndex(of: source)! * 2 + (value < 0 ? 1 : 0)
  }

  static func sum(_ source: Source) -> Int { source == .induced ? sumStart : sumStart + 1 }

  static func fact(_ fact: Fact) -> Int { factStart + Fact.allCases.firstIndex(of: fact)! }
}

/// A word of the target's sentence, for the induced lexicon.
public struct ContextWord: Sendable {
  public var first: Int32
  var place: Place
  /// Part of what the target itself says.
  var isOwnSpeech: Bool

  public var side: InducedLexicon.Side { isOwnSpeech ? .speech : place.isBefore ? .before : .after }
  /// How much the word counts for the target: half in another clause.
  public var weight: Double { isOwnSpeech ? 0.7 : place.isFar ? 0.5 : 1 }
}

/// Reads the features of mentions. One reader serves one thread.
public final class TargetFeatures {
  private let language: LanguagePack
  private let syntax: SentenceSyntax
  private let modifiers: Modifiers
  public private(set) var values: [Double] = []
  public private(set) var words: [ContextWord] = []

  public init(language: LanguagePack, settings: StanceSettings) {
    self.language = language
    syntax = SentenceSyntax(language: language)
    modifiers = Modifiers(language: language, settings: settings)
  }

  /// Fills in `values` and `words` for one mention of a sentence.
  public func read(_ index: Int, in span: SentenceSpan, _ document: Document) {
    syntax.load(document, span)
    values = Array(repeating: 0, count: FeatureSpace.count)
    values[0] = 1
    words.removeAll(keepingCapacity: true)
    let target = document.mentions[index]
    readEvidence(target, span, document)
    readWords(target, span, document)
    readHits(target, span, document)
    readFacts(index, target, span, document)
  }

  private func readEvidence(_ target: Mention, _ span: SentenceSpan, _ document: Document) {
    var sum = 0.0
    for piece in document.evidence where piece.actor == target.actor && Int(piece.sentence) == span.index {
      let source: Int
      switch piece.role {
      case .word: source = 0
      case .subject: source = 1
      case .object: source = 2
      }
      values[FeatureSpace.evidence(source, piece.contribution)] += abs(piece.contribution)
      if piece.holder == .article { values[FeatureSpace.evidence(3, piece.contribution)] += abs(piece.contribution) }
      sum += piece.contribution
    }
    values[FeatureSpace.evidence(4, sum)] += abs(Scales.compound(sum))
  }

  private func isOwnSpeech(_ token: Int32, _ target: Mention, _ document: Document) -> Bool {
    document.holder(at: token) == .actor(target.actor)
      && document.attributionOfToken[Int(token)] != document.attributionOfToken[Int(target.first)]
  }

  private func place(_ first: Int32, _ last: Int32, _ target: Mention, _ document: Document) -> Place {
    let isBefore = first < target.first
    let (from, to) = isBefore ? (last, target.first) : (target.last, first)
    var words = 0
    var token = from
    var otherName = false
    while token < to {
      if syntax[token].contains(.word) { words += 1 }
      if syntax[token].contains(.mention) || document.tokens[Int(token)].traits.contains(.capitalised) {
        otherName = true
      }
      token += 1
    }
    return Place(
      isBefore: isBefore, words: words,
      inClause: !otherName && syntax.clause(of: first) == syntax.clause(of: target.first))
  }

  /// Adds what an induced lexicon says of `words` to a row of features.
  /// - Parameter folded: the words' folded forms, one each.
  static func add(
    _ lexicon: InducedLexicon, _ words: [ContextWord], folded: [String], to values: inout [Double]
  ) {
    for (word, text) in zip(words, folded) {
      guard let entry = lexicon.entry(text, word.side) else { continue }
      for (source, value) in [(FeatureSpace.Source.induced, entry.polarity), (.intensity, entry.intensity)] {
        let index =
          word.isOwnSpeech ? FeatureSpace.speech(source, value) : FeatureSpace.cell(source, word.place, value)
        values[index] += abs(value)
        values[FeatureSpace.sum(source)] += value * word.weight
      }
    }
  }

  private func readWords(_ target: Mention, _ span: SentenceSpan, _ document: Document) {
    for token in span.sentence.first..<span.sentence.last {
      let mark = syntax[token]
      // What begins with a capital may be a name, and names are not opinions.
      guard mark.contains(.word), !mark.contains(.mention),
        !document.tokens[Int(token)].traits.contains(.capitalised)
      else { continue }
      words.append(
        ContextWord(
          first: token, place: place(token, token + 1, target, document),
          isOwnSpeech: isOwnSpeech(token, target, document)))
    }
  }

  private func add(_ source: FeatureSpace.Source, _ value: Double, _ place: Place, _ isSpeech: Bool) {
    guard value != 0 else { return }
    let index = isSpeech ? FeatureSpace.speech(source, value) : FeatureSpace.cell(source, place, value)
    values[index] += abs(value)
  }

  private func readHits(_ target: Mention, _ span: SentenceSpan, _ document: Document) {
    for index in span.hits {
      let hit = document.hits[index]
      guard hit.kind == .valence || hit.kind == .predicates, hit.last <= target.first || hit.first >= target.last
      else { continue }
      switch language.meaning(of: hit) {
      case .valence(let weight):
        guard weight != 0 else { continue }
        var rules: [AppliedRule] = []
        modifiers.rules(for: hit, document, syntax, into: &rules)
        let value = rules.reduce(weight) { $0 * $1.factor }
        add(.valence, value, place(hit.first, hit.last, target, document), isOwnSpeech(hit.first, target, document))
      case .predicate(let subject, let object, _):
        let place = place(hit.first, hit.last, target, document)
        let isSpeech = isOwnSpeech(hit.first, target, document)
        add(.subject, subject, place, isSpeech)
        add(.object, object, place, isSpeech)
      default: break
      }
    }
  }

  private func readFacts(_ index: Int, _ target: Mention, _ span: SentenceSpan, _ document: Document) {
    func set(_ fact: FeatureSpace.Fact, _ value: Double = 1) { values[FeatureSpace.fact(fact)] = value }
    if target.isPossessive { set(.isPossessive) }
    if isPronoun(target, document) { set(.isPronoun) }
    if target.form == .role { set(.isRole) }
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

  private func isPronoun(_ target: Mention, _ document: Document) -> Bool {
    target.form == .pronoun || (target.last - target.first == 1 && syntax[target.first].contains(.pronoun))
  }
}
