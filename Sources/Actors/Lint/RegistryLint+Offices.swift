import Lexicon
import TextModel

extension RegistryLint {
  /// What is told of an office: its titles are told of together.
  private struct Fault: Hashable {
    var isGap: Bool
    var first: Int
    var second: Int
    var span: TimeSpan
  }

  /// Offices that two actors hold at a time, so that nobody is meant, and times in which nobody holds them.
  static func offices(_ lint: RegistryLint) -> [LintFinding] {
    var faults: [Fault: [(at: Entry, other: Entry)]] = [:]
    var order: [Fault] = []
    func add(_ fault: Fault, _ at: Entry, _ other: Entry) {
      if faults[fault] == nil { order.append(fault) }
      faults[fault, default: []].append((at, other))
    }
    for uses in lint.uses {
      let terms = uses.map { lint.entries[$0] }.filter { $0.form == .title }
      guard terms.contains(where: { lint.isLinted[$0.actor] }) else { continue }
      for (number, term) in terms.enumerated() {
        for earlier in terms[..<number] where earlier.actor != term.actor {
          guard let shared = earlier.span.overlap(term.span) else { continue }
          let (at, other) = lint.isLinted[term.actor] ? (term, earlier) : (earlier, term)
          if lint.isLinted[at.actor] {
            add(Fault(isGap: false, first: at.actor, second: other.actor, span: shared), at, other)
          }
        }
      }
      for (term, before, gap) in gaps(terms) where lint.isLinted[term.actor] {
        add(Fault(isGap: true, first: term.actor, second: before.actor, span: gap), term, before)
      }
    }
    return order.map { finding($0, faults[$0]!, lint) }
  }

  private static func gaps(_ terms: [Entry]) -> [(term: Entry, before: Entry, gap: TimeSpan)] {
    let ordered = terms.enumerated().sorted { ($0.element.span.from, $0.offset) < ($1.element.span.from, $1.offset) }
      .map(\.element)
    var found: [(Entry, Entry, TimeSpan)] = []
    guard var latest = ordered.first else { return [] }
    for term in ordered.dropFirst() {
      if latest.span.to != .max, term.span.from != .min, term.span.from > latest.span.to + 1 {
        found.append((term, latest, TimeSpan(from: latest.span.to + 1, to: term.span.from - 1)))
      }
      if term.span.to >= latest.span.to { latest = term }
    }
    return found
  }

  private static func finding(
    _ fault: Fault, _ places: [(at: Entry, other: Entry)], _ lint: RegistryLint
  ) -> LintFinding {
    let (at, other) = places[0]
    let more = places.count == 1 ? "" : " (and \(places.count - 1) more titles)"
    let span = text(fault.span)
    if fault.isGap {
      return lint.finding(
        .note, "gap", at: at,
        "nobody is '\(at.text)'\(more) \(span), between \(lint.id(other.actor)) and \(lint.id(at.actor))",
        "add who held it, if anybody did")
    }
    let isDay = fault.span.from == fault.span.to
    return lint.finding(
      isDay ? .note : .warning, "office-held-twice", at: at,
      "'\(at.text)'\(more) is \(lint.id(at.actor)) and \(lint.id(other.actor)) (\(lint.place(other, seenFrom: at))) "
        + "\(span), when nobody is meant by it",
      isDay ? "let one begin the day after" : "let one begin when the other ends")
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
