import Attribution
import Lexicon
import TextModel

/// Subject and object of a verb or of its noun in the sense of who acts and who is acted on: "X attacked Y", "Y was
/// attacked by X", "X's attack on Y", "the attack on Y by X".
struct Roles {
  var subject: MentionGroup?
  var object: MentionGroup?
  /// A preposition stands between verb and object.
  var isIndirect = false

  init(
    of hit: TermHit, _ form: LexiconEntry.Form, _ document: Document, _ syntax: SentenceSyntax,
    _ language: LanguagePack
  ) {
    if language.caseEndings.isEmpty {
      readOrder(of: hit, document, syntax, progressives: language.progressives)
    } else {
      readCases(of: hit, form, syntax)
    }
    // Nobody is the object of his own verb; a repeated name means that the reading went wrong.
    if let subject, let target = object,
      document.mentions[subject.lowerBound].actor == document.mentions[target.lowerBound].actor
    {
      object = nil
    }
  }

  /// Roles by the order of words and prepositions.
  private mutating func readOrder(
    of hit: TermHit, _ document: Document, _ syntax: SentenceSyntax, progressives: [[UInt8]]
  ) {
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
  }

  /// Roles by case, where order is free.
  private mutating func readCases(of hit: TermHit, _ form: LexiconEntry.Form, _ syntax: SentenceSyntax) {
    switch form {
    case .active:
      subject = syntax.nominative(around: hit)
      object = syntax.oblique(around: hit, apart: subject)
    case .passive:
      object = syntax.nominative(around: hit)
      subject = syntax.instrumental(around: hit)
    case .noun:
      object = syntax.dependent(after: hit)
      subject = syntax.instrumental(around: hit)
    case .deed: subject = syntax.dependent(after: hit)
    }
  }
}
