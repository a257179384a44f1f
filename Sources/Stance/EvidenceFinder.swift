import Attribution
import Lexicon
import TextModel

/// What words and rules say of the targets of one sentence, without any calibration. One finder serves one thread.
final class EvidenceFinder {
  private let language: LanguagePack
  private let settings: StanceSettings
  private let modifiers: Modifiers
  private let targets: TargetFinder
  private let roles: RoleFinder
  /// The sentence's valence words and verbs with roles.
  private(set) var hits: [WeighedHit] = []
  /// Rules of one term.
  private var ownRules: [AppliedRule] = []
  /// The verb whose roles were found last, by its hit.
  private var lastRoles: (index: Int, roles: Roles)?

  init(language: LanguagePack, settings: StanceSettings) {
    self.language = language
    self.settings = settings
    modifiers = Modifiers(language: language, settings: settings)
    targets = TargetFinder(settings: settings)
    roles = RoleFinder(language: language)
  }

  /// Forgets the sentence before.
  func begin() {
    hits.removeAll(keepingCapacity: true)
    lastRoles = nil
  }

  /// Appends a sentence's evidence and valence.
  /// - Parameters:
  ///   - others: terms of the sentence that change the weights of others.
  ///   - carried: the target, where the sentence names nobody.
  func find(
    _ syntax: SentenceSyntax, _ others: [TermHit], carriedTo carried: Target?, _ findings: inout StanceFindings
  ) {
    let (document, span) = (syntax.document, syntax.span)
    /// Token up to which a verb with roles has spoken for the valence of its words.
    var spokenFor: Int32 = syntax.first
    /// The last verb of opinion and who holds it, for what follows in its clause.
    var opinion: (end: Int32, clause: Int, holder: Holder)?
    for index in span.hits {
      let hit = document.hits[index]
      guard hit.kind == .valence || hit.kind == .predicates else { continue }
      let meaning = language.meaning(of: hit)
      if isName(hit, syntax) {
        // It may still be a title or a headline's capital: a calibration weighs it, rules leave it alone.
        hits.append(WeighedHit(hit, meaning))
        continue
      }
      let clause = syntax.clause(of: hit.first)
      var voice = document.holder(at: hit.first)
      if voice == .article || voice == .unresolved, let opinion, opinion.clause == clause, hit.first >= opinion.end {
        voice = opinion.holder
      }
      switch meaning {
      case .predicate(let subject, let object, let isOpinion, let form):
        let roles = roles(ofHit: index, form, syntax)
        hits.append(
          WeighedHit(
            first: hit.first, last: hit.last, subject: subject, object: object, subjects: roles.subject,
            objects: roles.object))
        if roles.isEmpty { continue }
        spokenFor = hit.last
        // Outside his own speech nobody's words are about himself: "X condemned Y for the strike".
        func isOpen(_ group: MentionGroup) -> Bool {
          group.allSatisfy { !targets.isSpeaker($0, of: hit, voice, document) }
        }
        readOwnRules(of: hit, others, syntax)
        if subject != 0, let group = roles.subject, isOpen(group) {
          append(hit, weight: subject, .subject, Target(group), holder: voice, syntax, &findings)
        }
        let holder = roles.subject.map { Holder.actor(document.mentions[$0.lowerBound].actor) } ?? .unresolved
        if object != 0, let group = roles.object {
          let target = Target(
            group, roles.isIndirect ? AppliedRule(rule: .preposition, factor: settings.preposition) : nil)
          append(hit, weight: object, .object, target, holder: isOpinion ? holder : voice, syntax, &findings)
        }
        if isOpinion { opinion = (hit.last, clause, holder) }
      case .valence(let weight):
        guard weight != 0 else { continue }
        readOwnRules(of: hit, others, syntax)
        hits.append(
          WeighedHit(first: hit.first, last: hit.last, valence: ownRules.reduce(weight) { $0 * $1.factor }))
        findings.valence.append(ownRules.reduce(weight) { $1.rule == .hedge ? $0 : $0 * $1.factor })
        // The verb's own reading is on its way when both begin together, and said when it began before.
        if hit.first < spokenFor || isLedByVerb(index, syntax) { continue }
        if modifiers.isSpentAsShifter(index, others, syntax) { continue }
        guard
          let target = span.mentions.isEmpty
            ? carried.flatMap({ voice == .actor(document.mentions[$0.mentions.lowerBound].actor) ? nil : $0 })
            : targets.target(of: hit, holder: voice, syntax)
        else { continue }
        append(hit, weight: weight, .word, target, holder: voice, syntax, &findings)
      default: break
      }
    }
  }

  /// A capital in the midst of a sentence, where no quotation begins, makes a word part of some name ("Victoria",
  /// "Theresa May").
  private func isName(_ hit: TermHit, _ syntax: SentenceSyntax) -> Bool {
    let traits = syntax.document.tokens[Int(hit.first)].traits
    return traits.contains(.capitalised) && !traits.contains(.allCapitals) && hit.first > syntax.first
      && syntax[hit.first - 1].contains(.word)
  }

  private func roles(ofHit index: Int, _ form: LexiconEntry.Form, _ syntax: SentenceSyntax) -> Roles {
    if let lastRoles, lastRoles.index == index { return lastRoles.roles }
    let found = roles.roles(of: syntax.document.hits[index], form, syntax)
    lastRoles = (index, found)
    return found
  }

  /// Does a verb with roles cover the same words as this valence hit, later in the order of hits?
  private func isLedByVerb(_ index: Int, _ syntax: SentenceSyntax) -> Bool {
    let hits = syntax.document.hits
    var next = index + 1
    while next < syntax.span.hits.upperBound, hits[next].first < hits[index].last {
      if hits[next].kind == .predicates {
        guard case .predicate(_, _, _, let form) = language.meaning(of: hits[next]) else { return false }
        return !roles(ofHit: next, form, syntax).isEmpty
      }
      next += 1
    }
    return false
  }

  private func readOwnRules(of hit: TermHit, _ others: [TermHit], _ syntax: SentenceSyntax) {
    var rules = ownRules.taken()
    rules.removeAll(keepingCapacity: true)
    modifiers.rules(for: hit, others, syntax, into: &rules)
    ownRules = rules
  }

  /// Adds evidence about a target, with the rules of the term and of the way to the target.
  private func append(
    _ hit: TermHit, weight: Double, _ role: Evidence.Role, _ target: Target, holder: Holder, _ syntax: SentenceSyntax,
    _ findings: inout StanceFindings
  ) {
    let start = findings.evidence.count
    for index in target.mentions {
      let mention = syntax.document.mentions[index]
      if findings.evidence[start...].contains(where: { $0.actor == mention.actor }) { continue }
      let firstRule = findings.rules.count
      findings.rules += ownRules
      if let rule = target.first { findings.rules.append(rule) }
      if let rule = target.second { findings.rules.append(rule) }
      if mention.form == .pronoun { findings.rules.append(AppliedRule(rule: .pronoun, factor: mention.confidence)) }
      var piece = Evidence(
        actor: mention.actor, holder: holder, role: role, sentence: Int32(syntax.span.index), first: hit.first,
        last: hit.last, kind: hit.kind, entry: hit.entry, weight: weight)
      piece.apply(findings.rules[firstRule...])
      findings.evidence.append(piece)
    }
  }
}
