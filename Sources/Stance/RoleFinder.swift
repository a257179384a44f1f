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

  var isEmpty: Bool { subject == nil && object == nil }
}

/// Finds the roles of verbs, by the order of words or by case.
struct RoleFinder {
  private let hasCases: Bool
  private let progressives: [[UInt8]]

  init(language: LanguagePack) {
    hasCases = !language.caseEndings.isEmpty
    progressives = language.progressives
  }

  func roles(of hit: TermHit, _ form: LexiconEntry.Form, _ syntax: SentenceSyntax) -> Roles {
    var roles = hasCases ? rolesByCase(of: hit, form, syntax) : rolesByOrder(of: hit, syntax)
    // Nobody is the object of his own verb; a repeated name means that the reading went wrong.
    let mentions = syntax.document.mentions
    if let subject = roles.subject, let object = roles.object,
      mentions[subject.lowerBound].actor == mentions[object.lowerBound].actor
    {
      roles.object = nil
    }
    return roles
  }

  /// Roles by the order of words and prepositions.
  private func rolesByOrder(of hit: TermHit, _ syntax: SentenceSyntax) -> Roles {
    var roles = Roles()
    if syntax.isNominal(hit.first, hit.last) {
      roles.subject = syntax.owner(before: hit.first) ?? syntax.agent(after: hit.last)
      if let found = syntax.object(after: hit.last), let preposition = found.preposition,
        preposition == hit.last, !syntax[preposition].contains(.agent)
      {
        roles.object = found.mentions
      }
      return roles
    }
    let before: MentionGroup? = if case .mentions(let group) = syntax.subject(of: hit.first) { group } else { nil }
    if syntax.isPassive(hit.first), !isProgressive(syntax.document.bytes(of: hit.first)) {
      roles.subject = syntax.agent(after: hit.last)
      roles.object = before
    } else {
      roles.subject = before
      if let found = syntax.object(after: hit.last) {
        roles.object = found.mentions
        roles.isIndirect = found.preposition != nil
      }
    }
    return roles
  }

  private func isProgressive(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    progressives.contains { word.count > $0.count && word.suffix($0.count).elementsEqual($0) }
  }

  /// Roles by case, where order is free.
  private func rolesByCase(of hit: TermHit, _ form: LexiconEntry.Form, _ syntax: SentenceSyntax) -> Roles {
    var roles = Roles()
    switch form {
    case .active:
      roles.subject = syntax.nominative(around: hit)
      roles.object = syntax.oblique(around: hit, apart: roles.subject)
    case .passive:
      roles.object = syntax.nominative(around: hit)
      roles.subject = syntax.instrumental(around: hit)
    case .noun:
      roles.object = syntax.dependent(after: hit)
      roles.subject = syntax.instrumental(around: hit)
    case .deed: roles.subject = syntax.dependent(after: hit)
    }
    return roles
  }
}
