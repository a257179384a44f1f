import Attribution
import Lexicon
import TextModel

/// What the words around a term do to its weight: negation, shifters, intensifiers, contrast, hedges.
///
/// It is a class, as the words of a language are a large value, which would be copied for every call.
final class Modifiers {
  private let language: LanguagePack
  private let settings: StanceSettings

  init(language: LanguagePack, settings: StanceSettings) {
    self.language = language
    self.settings = settings
  }

  /// Kinds of terms that change the weights of others.
  static func isModifier(_ kind: TermKind) -> Bool {
    switch kind {
    case .negators, .shifters, .intensifiers, .irony, .contrast, .hedges: true
    default: false
    }
  }

  /// Appends the rules that apply to a term.
  /// - Parameter modifiers: all of the term's sentence.
  func rules(for hit: TermHit, _ modifiers: [TermHit], _ syntax: SentenceSyntax, into rules: inout [AppliedRule]) {
    let clause = syntax.clauses[syntax.clause(of: hit.first)]
    var hedge: Double?
    // A turn of phrase means what its row says, not what its words do.
    if hit.last - hit.first >= Self.idiom { rules.append(AppliedRule(rule: .idiom, factor: 1)) }
    for other in modifiers {
      switch other.kind {
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
      default:
        guard other.last <= hit.first, other.first >= clause.first, let (rule, window) = reach(other.kind),
          words(from: other.last, to: hit.first, syntax) < window,
          case .factor(let factor) = language.meaning(of: other)
        else { continue }
        rules.append(AppliedRule(rule: rule, factor: factor))
      }
    }
    // Two hedges do not make a claim doubly doubtful; the strongest counts.
    if let hedge { rules.append(AppliedRule(rule: .hedge, factor: hedge)) }
    if syntax.isQuestion { rules.append(AppliedRule(rule: .question, factor: settings.question)) }
    if isConditional(clause, syntax) {
      rules.append(AppliedRule(rule: .conditional, factor: settings.conditional))
    }
    if isHeldApart(hit, syntax.document) { rules.append(AppliedRule(rule: .irony, factor: settings.irony)) }
  }

  /// What a word does to those after it, and from how far.
  private func reach(_ kind: TermKind) -> (Rule, window: Int)? {
    switch kind {
    case .negators: (.negation, settings.negationWindow)
    case .shifters: (.shifter, settings.shifterWindow)
    case .irony: (.irony, settings.shifterWindow)
    case .intensifiers: (.intensifier, settings.intensifierWindow)
    default: nil
    }
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
  /// - Parameters:
  ///   - index: the term's among the hits of the document.
  ///   - modifiers: all of the term's sentence.
  func isSpentAsShifter(_ index: Int, _ modifiers: [TermHit], _ syntax: SentenceSyntax) -> Bool {
    let hit = syntax.document.hits[index]
    guard modifiers.contains(where: { $0.kind == .shifters && overlaps($0, hit) }) else { return false }
    for next in index + 1..<syntax.span.hits.upperBound {
      let other = syntax.document.hits[next]
      if other.kind == .valence, other.first >= hit.last,
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

  /// Words between two terms; without end where a mark parts them.
  private func words(from: Int32, to: Int32, _ syntax: SentenceSyntax) -> Int {
    var token = from
    while token < to {
      if !syntax[token].isDisjoint(with: [.comma, .clauseMark]) { return Int.max }
      token += 1
    }
    return syntax.document.words(from: from, to: to)
  }

  /// A contrast word in the middle weighs both sides of its sentence; one that opens it, only up to the comma.
  private func factor(
    _ before: Double, _ after: Double, of contrast: TermHit, on hit: TermHit, _ syntax: SentenceSyntax
  ) -> Double {
    if hit.last <= contrast.first { return before }
    guard hit.first >= contrast.last else { return 1 }
    guard contrast.first <= syntax.first + 1 else { return after }
    var token = contrast.last
    while token < hit.first {
      if syntax[token].contains(.comma) { return before }
      token += 1
    }
    return after
  }

  /// Does a term stand in quotation marks that hold nobody's speech?
  private func isHeldApart(_ hit: TermHit, _ document: DocumentView) -> Bool {
    document.scareQuotes.contains { $0.lowerBound <= hit.first && hit.last <= $0.upperBound }
  }
}
