import Attribution
import Lexicon
import TextModel

/// What the words around a term do to its weight: negation, shifters, intensifiers, contrast, hedges.
struct Modifiers {
  let language: LanguagePack
  let settings: StanceSettings

  /// Appends the rules that apply to a term of a sentence that `syntax` has loaded.
  func rules(for hit: TermHit, _ document: Document, _ syntax: SentenceSyntax, into rules: inout [AppliedRule]) {
    let clause = syntax.clauses[syntax.clause(of: hit.first)]
    var hedge: Double?
    // A turn of phrase means what its row says, not what its words do.
    if hit.last - hit.first >= Self.idiom { rules.append(AppliedRule(rule: .idiom, factor: 1)) }
    for index in syntax.span.hits {
      let other = document.hits[index]
      switch other.kind {
      case .negators, .shifters, .intensifiers, .irony:
        guard other.last <= hit.first, other.first >= clause.first,
          case .factor(let factor) = language.meaning(of: other)
        else { continue }
        let gap = words(from: other.last, to: hit.first, syntax)
        switch other.kind {
        case .negators where gap < settings.negationWindow:
          rules.append(AppliedRule(rule: .negation, factor: factor))
        case .shifters where gap < settings.shifterWindow:
          rules.append(AppliedRule(rule: .shifter, factor: factor))
        case .irony where gap < settings.shifterWindow:
          rules.append(AppliedRule(rule: .irony, factor: factor))
        case .intensifiers where gap < settings.intensifierWindow:
          rules.append(AppliedRule(rule: .intensifier, factor: factor))
        default: break
        }
      case .contrast:
        guard case .contrast(let before, let after) = language.meaning(of: other) else { continue }
        let factor = self.factor(before, after, of: other, on: hit, syntax)
        // A word that plays down what follows it concedes; one that plays it up contrasts.
        if factor != 1 {
          rules.append(AppliedRule(rule: after < before ? .concession : .contrast, factor: factor))
        }
      case .hedges:
        guard other.last > clause.first, other.first < clause.last, !overlaps(other, hit),
          case .factor(let factor) = language.meaning(of: other)
        else { continue }
        hedge = min(hedge ?? factor, factor)
      default: break
      }
    }
    // Two hedges do not make a claim doubly doubtful; the strongest counts.
    if let hedge { rules.append(AppliedRule(rule: .hedge, factor: hedge)) }
    if syntax.isQuestion { rules.append(AppliedRule(rule: .question, factor: settings.question)) }
    if isConditional(clause, syntax) {
      rules.append(AppliedRule(rule: .conditional, factor: settings.conditional))
    }
    if document.isHeldApart(hit) { rules.append(AppliedRule(rule: .irony, factor: settings.irony)) }
  }

  /// Terms of so many words are turns of phrase.
  private static let idiom: Int32 = 3

  /// "If he were honest, …": a clause that a conditional opens.
  private func isConditional(_ clause: Clause, _ syntax: SentenceSyntax) -> Bool {
    var token = clause.first
    while token < min(clause.first + 2, clause.last) {
      if syntax[token].contains(.conditional) { return true }
      token += 1
    }
    return false
  }

  /// Is this term only a shifter of a valence that follows ("fight" in "fight corruption")?
  func isSpentAsShifter(_ hit: TermHit, _ document: Document, _ syntax: SentenceSyntax) -> Bool {
    var isShifter = false
    for index in syntax.span.hits {
      let other = document.hits[index]
      if other.kind == .shifters, overlaps(other, hit) { isShifter = true }
      if isShifter, other.kind == .valence, other.first >= hit.last,
        words(from: hit.last, to: other.first, syntax) < settings.shifterWindow,
        syntax.clause(of: other.first) == syntax.clause(of: hit.first),
        case .valence(let weight) = language.meaning(of: other), weight != 0
      {
        return true
      }
    }
    return false
  }

  private func overlaps(_ a: TermHit, _ b: TermHit) -> Bool { a.first < b.last && b.first < a.last }

  private func words(from: Int32, to: Int32, _ syntax: SentenceSyntax) -> Int {
    var count = 0
    var token = from
    while token < to {
      if syntax[token].contains(.word) { count += 1 }
      if !syntax[token].isDisjoint(with: [.comma, .clauseMark]) { return Int.max }
      token += 1
    }
    return count
  }

  /// A contrast word in the middle weighs both sides of its sentence; one that opens it, only up to the comma.
  private func factor(
    _ before: Double, _ after: Double, of contrast: TermHit, on hit: TermHit, _ syntax: SentenceSyntax
  ) -> Double {
    if hit.last <= contrast.first { return before }
    guard hit.first >= contrast.last else { return 1 }
    guard contrast.first <= syntax.span.sentence.first + 1 else { return after }
    var token = contrast.last
    while token < hit.first {
      if syntax[token].contains(.comma) { return before }
      token += 1
    }
    return after
  }
}

extension Document {
  /// Does a term stand in quotation marks that hold nobody's speech?
  fileprivate func isHeldApart(_ hit: TermHit) -> Bool {
    scareQuotes.contains { $0.lowerBound <= hit.first && hit.last <= $0.upperBound }
  }
}
