import Lexicon
import TextModel

extension RegistryLint {
  /// Offices that two actors hold at a time, so that nobody is meant, and times in which nobody holds them.
  static func offices(_ lint: RegistryLint) -> [LintFinding] {
    var found: [LintFinding] = []
    for uses in lint.uses {
      let terms = uses.map { lint.entries[$0] }.filter { $0.form == .title }
      guard terms.contains(where: { lint.isLinted[$0.actor] }) else { continue }
      found += overlaps(terms, lint) + gaps(terms, lint)
    }
    return found
  }

  private static func overlaps(_ terms: [Entry], _ lint: RegistryLint) -> [LintFinding] {
    var found: [LintFinding] = []
    for (number, term) in terms.enumerated() {
      for earlier in terms[..<number] where earlier.actor != term.actor {
        guard let shared = earlier.span.overlap(term.span) else { continue }
        let (at, other) = lint.isLinted[term.actor] ? (term, earlier) : (earlier, term)
        guard lint.isLinted[at.actor] else { continue }
        let isDay = shared.from == shared.to
        found.append(
          lint.finding(
            isDay ? .note : .warning, "office-held-twice", at: at,
            "'\(at.text)' is \(lint.id(at.actor)) and \(lint.id(other.actor)) (\(lint.place(other, seenFrom: at))) "
              + "\(Self.text(shared)), when nobody is meant by it",
            isDay ? "let one begin the day after" : "let one begin when the other ends"))
      }
    }
    return found
  }

  private static func gaps(_ terms: [Entry], _ lint: RegistryLint) -> [LintFinding] {
    let ordered = terms.enumerated().sorted { ($0.element.span.from, $0.offset) < ($1.element.span.from, $1.offset) }
      .map(\.element)
    var found: [LintFinding] = []
    guard var latest = ordered.first else { return [] }
    for term in ordered.dropFirst() {
      if latest.span.to != .max, term.span.from != .min, term.span.from > latest.span.to + 1,
        lint.isLinted[term.actor]
      {
        let gap = TimeSpan(from: latest.span.to + 1, to: term.span.from - 1)
        found.append(
          lint.finding(
            .note, "gap", at: term,
            "nobody is '\(term.text)' \(Self.text(gap)), between \(lint.id(latest.actor)) and \(lint.id(term.actor))",
            "add who held it, if anybody did"))
      }
      if term.span.to >= latest.span.to { latest = term }
    }
    return found
  }

  private static func text(_ span: TimeSpan) -> String {
    let (from, to) = span.days
    switch (from, to) {
    case (nil, nil): return "at all times"
    case (let from?, let to?):
      return from == to
        ? "on \(RegistryWriter.date(from))" : "from \(RegistryWriter.date(from)) to \(RegistryWriter.date(to))"
    case (let from?, nil): return "from \(RegistryWriter.date(from)) on"
    case (nil, let to?): return "until \(RegistryWriter.date(to))"
    }
  }
}
