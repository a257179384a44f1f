import Attribution
import Lexicon
import TextModel

/// Stance, sentence by sentence: evidence from lexicons and rules and, where there is a calibration, its reading of
/// every mention.
///
/// This is the seam behind which accuracy is improved: it reads a document's hits, mentions and attributions and fills in
/// its `evidence`, `valence` and `readings`, nothing else. One scorer serves one thread.
public final class StanceScorer {
  private let language: LanguagePack
  private let settings: StanceSettings
  private let calibration: Calibration?
  private let syntax: SentenceSyntax
  private let modifiers: Modifiers
  private let targets: TargetFinder
  private let features: TargetFeatures
  private var hits: [WeighedHit] = []
  /// Rules of one term, and of all evidence so far.
  private var ownRules: [AppliedRule] = []
  private var rules: [AppliedRule] = []

  /// Keep the terms of readings, to be written as evidence.
  public var explains = false
  /// Called with every mention's features, from which a calibration can be learned.
  public var observer: ((Observation) -> Void)? {
    didSet { features.learnedOnly = observer == nil }
  }

  /// What there is to learn from of a mention: features but for those of learned words, and the words by it.
  public struct Observation {
    /// Index of the mention in the document.
    public var mention: Int
    public var values: [Double]
    public var words: [ContextWord]
  }

  public init(language: LanguagePack, settings: StanceSettings, calibration: Calibration? = nil) {
    self.language = language
    self.settings = settings
    self.calibration = calibration
    syntax = SentenceSyntax(language: language)
    modifiers = Modifiers(language: language, settings: settings)
    targets = TargetFinder(settings: settings)
    features = TargetFeatures(language: language)
  }

  public func score(_ document: inout Document) {
    var evidence: [Evidence] = []
    var valence: [Double] = []
    var readings: [Reading] = []
    var terms: [Reading.Term] = []
    rules.removeAll(keepingCapacity: true)
    /// Whom the text is speaking of, and how many sentences ago it said so.
    var focus: (mentions: MentionGroup, age: Int)?
    document.forEachSentence { span in
      defer {
        if let mention = span.mentions.first(where: { document.mentions[$0].isFocus }) {
          focus = (mention..<mention + 1, 0)
        } else if !span.mentions.isEmpty {
          focus = nil
        }
        focus?.age += 1
        if span.sentence.endsParagraph { focus = nil }
      }
      let hasOpinions = span.hits.contains {
        document.hits[$0].kind == .valence || document.hits[$0].kind == .predicates
      }
      let isRead = !span.mentions.isEmpty && (calibration != nil || observer != nil)
      guard hasOpinions || isRead else { return }
      syntax.load(document, span)
      hits.removeAll(keepingCapacity: true)
      let start = evidence.count
      if hasOpinions {
        score(span, document, carriedTo: span.mentions.isEmpty ? carried(focus) : nil, &evidence, &valence)
      }
      if isRead { read(document, evidence[start...], &readings, &terms) }
    }
    document.evidence = evidence
    document.rules = rules
    document.valence = valence
    document.readings = readings
    document.terms = terms
  }

  /// The target of a sentence that names nobody, and what the way back to it costs.
  private func carried(_ focus: (mentions: MentionGroup, age: Int)?) -> Target? {
    guard settings.carryOver > 0, let focus, focus.age <= settings.carryWindow else { return nil }
    var factor = 1.0
    for _ in 0..<focus.age { factor *= settings.carryOver }
    return Target(focus.mentions, AppliedRule(rule: .carried, factor: factor))
  }

  private func read(
    _ document: Document, _ evidence: ArraySlice<Evidence>, _ readings: inout [Reading], _ terms: inout [Reading.Term]
  ) {
    // A reading that nothing tells of changes no score; it is made only where it is asked for.
    let isWanted = explains || observer != nil || document.target != nil
    let tells = isWanted || calibration?.tell(document.tokens[syntax.span.sentence.tokens]) ?? false
    var isLoaded = false
    for index in syntax.span.mentions {
      let actor = document.mentions[index].actor
      guard tells || evidence.contains(where: { $0.actor == actor }) else { continue }
      if !isLoaded {
        features.load(document, syntax)
        isLoaded = true
      }
      features.read(index, document, syntax, evidence: evidence, hits: hits)
      observer?(
        Observation(mention: index, values: Array(features.values.prefix(FeatureSpace.count)), words: features.words))
      guard let calibration else { continue }
      let mention = document.mentions[index]
      let found = calibration.read(features.values, features.words, document.tokens, explains: explains)
      let start = Int32(terms.count)
      terms += found.terms
      readings.append(
        Reading(
          mention: Int32(index), actor: mention.actor, sentence: Int32(syntax.span.index),
          probabilities: found.probabilities,
          tellingWords: found.tellingWords,
          isTold: found.tellingWords > 0 || evidence.contains { $0.actor == mention.actor },
          terms: start..<Int32(terms.count)))
    }
  }

  private func score(
    _ span: SentenceSpan, _ document: Document, carriedTo carried: Target?, _ evidence: inout [Evidence],
    _ valence: inout [Double]
  ) {
    /// Token up to which a verb with roles has spoken for the valence of its words.
    var spokenFor: Int32 = span.sentence.first
    /// The last verb of opinion and who holds it, for what follows in its clause.
    var opinion: (end: Int32, clause: Int, holder: Holder)?
    for index in span.hits {
      let hit = document.hits[index]
      guard hit.kind == .valence || hit.kind == .predicates else { continue }
      if isName(hit, document) {
        // It may still be a title or a headline's capital: a calibration weighs it, rules leave it alone.
        hits.append(WeighedHit(hit, language.meaning(of: hit)))
        continue
      }
      let clause = syntax.clause(of: hit.first)
      var voice = document.holder(at: hit.first)
      if voice == .article || voice == .unresolved, let opinion, opinion.clause == clause, hit.first >= opinion.end {
        voice = opinion.holder
      }
      switch language.meaning(of: hit) {
      case .predicate(let subject, let object, let isOpinion, let form):
        let roles = Roles(of: hit, form, document, syntax, language)
        hits.append(
          WeighedHit(
            first: hit.first, last: hit.last, subject: subject, object: object, subjects: roles.subject,
            objects: roles.object))
        guard roles.subject != nil || roles.object != nil else { continue }
        spokenFor = hit.last
        // Outside his own speech nobody's words are about himself: "X condemned Y for the strike".
        func isOpen(_ group: MentionGroup) -> Bool {
          group.allSatisfy { !targets.isSpeaker($0, of: hit, voice, document) }
        }
        readOwnRules(of: hit, document)
        if subject != 0, let group = roles.subject, isOpen(group) {
          append(hit, weight: subject, .subject, Target(group), holder: voice, span, document, &evidence)
        }
        let holder = roles.subject.map { Holder.actor(document.mentions[$0.lowerBound].actor) } ?? .unresolved
        if object != 0, let group = roles.object {
          let target = Target(
            group, roles.isIndirect ? AppliedRule(rule: .preposition, factor: settings.preposition) : nil)
          append(hit, weight: object, .object, target, holder: isOpinion ? holder : voice, span, document, &evidence)
        }
        if isOpinion { opinion = (hit.last, clause, holder) }
      case .valence(let weight):
        guard weight != 0 else { continue }
        readOwnRules(of: hit, document)
        hits.append(
          WeighedHit(first: hit.first, last: hit.last, valence: ownRules.reduce(weight) { $0 * $1.factor }))
        valence.append(ownRules.reduce(weight) { $1.rule == .hedge ? $0 : $0 * $1.factor })
        // The verb's own reading is on its way when both begin together, and said when it began before.
        if hit.first < spokenFor || isLedByVerb(index, span, document) { continue }
        if modifiers.isSpentAsShifter(hit, document, syntax) { continue }
        guard
          let target = span.mentions.isEmpty
            ? carried.flatMap({ voice == .actor(document.mentions[$0.mentions.lowerBound].actor) ? nil : $0 })
            : targets.target(of: hit, holder: voice, document, syntax)
        else { continue }
        append(hit, weight: weight, .word, target, holder: voice, span, document, &evidence)
      default: break
      }
    }
  }

  /// A capital in the midst of a sentence, where no quotation begins, makes a word part of some name ("Victoria",
  /// "Theresa May").
  private func isName(_ hit: TermHit, _ document: Document) -> Bool {
    guard document.tokens[Int(hit.first)].traits.contains(.capitalised),
      !document.tokens[Int(hit.first)].traits.contains(.allCapitals), hit.first > syntax.span.sentence.first
    else { return false }
    return syntax[hit.first - 1].contains(.word)
  }

  /// Does a verb with roles cover the same words as this valence hit, later in the order of hits?
  private func isLedByVerb(_ index: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let hit = document.hits[index]
    var next = index + 1
    while next < span.hits.upperBound, document.hits[next].first < hit.last {
      if document.hits[next].kind == .predicates {
        guard case .predicate(_, _, _, let form) = language.meaning(of: document.hits[next]) else { return false }
        let roles = Roles(of: document.hits[next], form, document, syntax, language)
        return roles.subject != nil || roles.object != nil
      }
      next += 1
    }
    return false
  }

  private func readOwnRules(of hit: TermHit, _ document: Document) {
    ownRules.removeAll(keepingCapacity: true)
    modifiers.rules(for: hit, document, syntax, into: &ownRules)
  }

  /// Adds evidence about a target, with the rules of the term and of the way to the target.
  private func append(
    _ hit: TermHit, weight: Double, _ role: Evidence.Role, _ target: Target, holder: Holder, _ span: SentenceSpan,
    _ document: Document, _ evidence: inout [Evidence]
  ) {
    let start = evidence.count
    for index in target.mentions {
      let mention = document.mentions[index]
      if evidence[start...].contains(where: { $0.actor == mention.actor }) { continue }
      let firstRule = rules.count
      rules += ownRules
      if let rule = target.first { rules.append(rule) }
      if let rule = target.second { rules.append(rule) }
      if mention.form == .pronoun { rules.append(AppliedRule(rule: .pronoun, factor: mention.confidence)) }
      var piece = Evidence(
        actor: mention.actor, holder: holder, role: role, sentence: Int32(span.index), first: hit.first,
        last: hit.last, kind: hit.kind, entry: hit.entry, weight: weight)
      piece.apply(rules[firstRule...])
      evidence.append(piece)
    }
  }
}

extension Mention {
  /// Can the sentences after it be about it? A subject can be, an owner or an object hardly.
  fileprivate var isFocus: Bool { canBeSubject && !isPossessive && cases.contains(.nominative) }
}
