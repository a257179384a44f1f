import Attribution
import Lexicon
import TextModel

/// Version one of stance: evidence from lexicons and rules, added up.
///
/// This is the seam behind which a better scorer goes: it reads a document's hits, mentions and attributions and fills
/// in its `evidence` and `valence`, nothing else. One scorer serves one thread.
public final class StanceScorer {
  private let language: LanguagePack
  private let settings: StanceSettings
  private let syntax: SentenceSyntax
  private let modifiers: Modifiers
  private let targets: TargetFinder

  public init(language: LanguagePack, settings: StanceSettings) {
    self.language = language
    self.settings = settings
    syntax = SentenceSyntax(language: language)
    modifiers = Modifiers(language: language, settings: settings)
    targets = TargetFinder(settings: settings)
  }

  public func score(_ document: inout Document) {
    var evidence: [Evidence] = []
    var valence: [Double] = []
    document.forEachSentence { span in
      guard
        span.hits.contains(where: {
          document.hits[$0].kind == .valence || document.hits[$0].kind == .predicates
        })
      else { return }
      syntax.load(document, span)
      score(span, document, &evidence, &valence)
    }
    document.evidence = evidence
    document.valence = valence
  }

  private func score(
    _ span: SentenceSpan, _ document: Document, _ evidence: inout [Evidence], _ valence: inout [Double]
  ) {
    /// Token up to which a verb with roles has spoken for the valence of its words.
    var spokenFor: Int32 = span.sentence.first
    /// The last verb of opinion and who holds it, for what follows in its clause.
    var opinion: (end: Int32, clause: Int, holder: Holder)?
    for index in span.hits {
      let hit = document.hits[index]
      guard hit.kind == .valence || hit.kind == .predicates else { continue }
      let clause = syntax.clause(of: hit.first)
      var voice = document.holder(at: hit.first)
      if voice == .article || voice == .unresolved, let opinion, opinion.clause == clause, hit.first >= opinion.end {
        voice = opinion.holder
      }
      switch language.meaning(of: hit) {
      case .predicate(let subject, let object, let isOpinion):
        let roles = Roles(of: hit, document, syntax, progressives: language.progressives)
        guard roles.subject != nil || roles.object != nil else { continue }
        spokenFor = hit.last
        // Outside his own speech nobody's words are about himself: "X condemned Y for the strike".
        func isOpen(_ group: MentionGroup) -> Bool {
          group.allSatisfy { !targets.isSpeaker($0, of: hit, voice, document) }
        }
        var rules: [AppliedRule] = []
        modifiers.rules(for: hit, document, syntax, into: &rules)
        if subject != 0, let group = roles.subject, isOpen(group) {
          append(
            hit, weight: subject, .subject, Target(mentions: group, rules: rules), holder: voice, span, document,
            &evidence)
        }
        let holder = roles.subject.map { Holder.actor(document.mentions[$0.lowerBound].actor) } ?? .unresolved
        if object != 0, let group = roles.object {
          var target = Target(mentions: group, rules: rules)
          if roles.isIndirect {
            target.rules.append(AppliedRule(rule: Rule.preposition, factor: settings.preposition))
          }
          append(hit, weight: object, .object, target, holder: isOpinion ? holder : voice, span, document, &evidence)
        }
        if isOpinion { opinion = (hit.last, clause, holder) }
      case .valence(let weight):
        guard weight != 0 else { continue }
        var rules: [AppliedRule] = []
        modifiers.rules(for: hit, document, syntax, into: &rules)
        valence.append(rules.reduce(weight) { $1.rule == Rule.hedge ? $0 : $0 * $1.factor })
        // The verb's own reading is on its way when both begin together, and said when it began before.
        if hit.first < spokenFor || isLedByVerb(index, span, document) { continue }
        if span.mentions.isEmpty || modifiers.isSpentAsShifter(hit, document, syntax) { continue }
        guard var target = targets.target(of: hit, holder: voice, document, syntax) else { continue }
        target.rules = rules + target.rules
        append(hit, weight: weight, .word, target, holder: voice, span, document, &evidence)
      default: break
      }
    }
  }

  /// Does a verb with roles cover the same words as this valence hit, later in the order of hits?
  private func isLedByVerb(_ index: Int, _ span: SentenceSpan, _ document: Document) -> Bool {
    let hit = document.hits[index]
    var next = index + 1
    while next < span.hits.upperBound, document.hits[next].first < hit.last {
      if document.hits[next].kind == .predicates {
        let roles = Roles(of: document.hits[next], document, syntax, progressives: language.progressives)
        return roles.subject != nil || roles.object != nil
      }
      next += 1
    }
    return false
  }

  private func append(
    _ hit: TermHit, weight: Double, _ role: Evidence.Role, _ target: Target, holder: Holder, _ span: SentenceSpan,
    _ document: Document,
    _ evidence: inout [Evidence]
  ) {
    let start = evidence.count
    for index in target.mentions {
      let mention = document.mentions[index]
      if evidence[start...].contains(where: { $0.actor == mention.actor }) { continue }
      var rules = target.rules
      if mention.form == .pronoun {
        rules.append(AppliedRule(rule: Rule.pronoun, factor: mention.confidence))
      }
      evidence.append(
        Evidence(
          actor: mention.actor, holder: holder, role: role, sentence: Int32(span.index), first: hit.first,
          last: hit.last,
          kind: hit.kind, entry: hit.entry, weight: weight, rules: rules))
    }
  }
}

/// Subject and object of a verb or of its noun in the sense of who acts and who is acted on: "X attacked Y", "Y was
/// attacked by X", "X's attack on Y", "the attack on Y by X".
struct Roles {
  var subject: MentionGroup?
  var object: MentionGroup?
  /// A preposition stands between verb and object.
  var isIndirect = false

  init(of hit: TermHit, _ document: Document, _ syntax: SentenceSyntax, progressives: [[UInt8]]) {
    if syntax.isNominal(hit.first, hit.last) {
      subject = syntax.owner(before: hit.first) ?? syntax.agent(after: hit.last)
      if let found = syntax.object(after: hit.last), let preposition = found.preposition,
        preposition == hit.last, !syntax[preposition].contains(.agent)
      {
        object = found.mentions
      }
      return
    }
    let before: MentionGroup? = if case .mentions(let group) = syntax.subject(of: hit.first) { group } else { nil }
    let first = document.bytes(first: hit.first, last: hit.first + 1)
    let isActiveForm = progressives.contains { first.count > $0.count && first.suffix($0.count).elementsEqual($0) }
    if !isActiveForm, syntax.isPassive(hit.first) {
      subject = syntax.agent(after: hit.last)
      object = before
    } else {
      subject = before
      if let found = syntax.object(after: hit.last) {
        object = found.mentions
        isIndirect = found.preposition != nil
      }
    }
    // Nobody is the object of his own verb; a repeated name means that the reading went wrong.
    if let subject, let target = object,
      document.mentions[subject.lowerBound].actor == document.mentions[target.lowerBound].actor
    {
      object = nil
    }
  }
}
