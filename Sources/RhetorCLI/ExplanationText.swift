import Dataset
import Lexicon
import Pipeline
import Segmentation
import Stance
import TextModel

/// An explanation for people: the marked sentence, all that could match, the evidence, what was learned.
struct ExplanationText {
  /// Terms of a reading that are shown.
  private static let strongest = 4

  let explanation: Explanation
  let analysis: Analysis
  let width: Int
  let isColoured: Bool

  private var document: Document { explanation.document }
  private var records: EvidenceRecord {
    EvidenceRecord(actors: analysis.registry.actors, languages: analysis.languages.map(\.pack))
  }

  func lines() -> [String] {
    var lines = ["[\(explanation.language)]"] + picture().map { "  " + $0 }
    lines += matches()
    for (title, rows) in [("Stance", evidence()), ("Learned", readings())] where !rows.isEmpty {
      lines += ["", title] + rows.flatMap { wrap("  " + $0) }
    }
    if !explanation.unknown.isEmpty { lines += ["", "Not known"] + unknown() }
    return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  private func wrap(_ text: String, indent: Int = 6) -> [String] { Columns.wrapped(text, to: width, indent: indent) }

  private func quoted(_ first: Int32, _ last: Int32) -> String { "\"\(document.text(first: first, last: last))\"" }

  // MARK: The sentence

  private func picture() -> [String] {
    var end: UInt32 = 0
    let tokens = document.tokens.enumerated().map { number, token in
      defer { end = token.end }
      return (text: document.text(first: Int32(number), last: Int32(number + 1)), follows: token.start > end)
    }
    var spans = document.mentions.map { mention in
      MarkedSentence.Span(
        first: Int(mention.first), last: Int(mention.last), label: records.id(of: mention.actor), tone: .name)
    }
    for candidate in explanation.candidates where candidate.loss == nil && candidate.kind != .alias {
      spans.append(
        MarkedSentence.Span(
          first: Int(candidate.first), last: Int(candidate.last), label: label(candidate), tone: tone(candidate)))
    }
    spans.sort { ($0.first, $0.last, $0.label) < ($1.first, $1.last, $1.label) }
    return MarkedSentence(tokens: tokens, spans: spans, width: max(20, width - 2), isColoured: isColoured).lines()
  }

  /// What an entry is and does, as short as it can be said.
  private func label(_ candidate: Explanation.Candidate) -> String {
    var meaning = candidate.meaning
    if let (subject, object) = weights(candidate) {
      let roles = [("subject", subject), ("object", object)].filter { $0.1 != 0 }
      meaning = roles.map { "\($0.0) \(figure($0.1))" }.joined(separator: ", ")
    }
    return meaning.isEmpty ? candidate.what : "\(candidate.what) \(meaning)"
  }

  private func tone(_ candidate: Explanation.Candidate) -> MarkedSentence.Tone {
    var weight = candidate.kind == .valence || candidate.kind == .dictionary ? candidate.weight ?? 0 : 0
    if let (subject, object) = weights(candidate) { weight = object != 0 ? object : subject }
    return weight > 0 ? .positive : weight < 0 ? .negative : .plain
  }

  /// Of a verb that counts.
  private func weights(_ candidate: Explanation.Candidate) -> (subject: Double, object: Double)? {
    guard candidate.kind == .predicates,
      let hit = document.hits.first(where: {
        $0.kind == .predicates && $0.first == candidate.first && $0.last == candidate.last
      }),
      case .predicate(let subject, let object, _, _) = analysis.languages[explanation.languageNumber].pack.meaning(
        of: hit)
    else { return nil }
    return (subject, object)
  }

  // MARK: Matches

  private func matches() -> [String] {
    if explanation.candidates.isEmpty { return ["", "Matches", "  none"] }
    var lines = ["", "Matches (+ counts, - does not)"]
    var last: (Int32, Int32)?
    for candidate in explanation.candidates {
      if last.map({ $0 != (candidate.first, candidate.last) }) ?? true {
        lines.append("  " + quoted(candidate.first, candidate.last))
        last = (candidate.first, candidate.last)
      }
      var text = "    \(candidate.loss == nil ? "+" : "-") "
      if candidate.kind == .alias {
        text += "name of \(candidate.what) (\(candidate.meaning))"
      } else {
        text += "\(candidate.what) '\(candidate.term)'"
        if !candidate.form.isEmpty { text += " [\(candidate.form.name)]" }
        if !candidate.meaning.isEmpty { text += " \(candidate.meaning)" }
      }
      if let loss = candidate.loss { text += " – \(loss)" }
      if let file = candidate.file { text += " (\(file)\(candidate.line.map { ":\($0)" } ?? ""))" }
      lines += wrap(text, indent: 8)
    }
    return lines
  }

  // MARK: Stance

  private func evidence() -> [String] {
    document.evidence.map { piece in
      let role =
        switch piece.role {
        case .word: ""
        case .subject: ", who acts"
        case .object: ", who is acted on"
        }
      let factors = document.rules(of: piece).filter { $0.factor != 1 }
        .map { " × \(figure($0.factor)) (\($0.rule.rawValue))" }.joined()
      let sum = factors.isEmpty ? "" : " = \(figure(piece.contribution))"
      return
        "\(records.id(of: piece.actor))\(role): \(quoted(piece.first, piece.last)) \(figure(piece.weight))\(factors)\(sum), held by \(records.id(of: piece.holder))"
    }
  }

  private func readings() -> [String] {
    document.readings.map { reading in
      let mention = document.mentions[Int(reading.mention)]
      let p = reading.probabilities
      let terms = document.terms(of: reading).filter { $0.contribution != 0 }.sorted {
        abs($0.contribution) > abs($1.contribution)
      }
      .prefix(Self.strongest).map { term in
        let word = term.token >= 0 ? " \(quoted(term.token, term.token + 1))" : ""
        return "\(FeatureSpace.name(of: term))\(word) \(figure(term.contribution))"
      }
      let chances = [("negative", p.negative), ("neutral", p.neutral), ("positive", p.positive)]
        .map { "\($0.0) \(Int(($0.1 * 100).rounded())) %" }.joined(separator: ", ")
      return
        "\(records.id(of: reading.actor)) \(quoted(mention.first, mention.last)): \(chances)\(terms.isEmpty ? "" : "; mostly by \(terms.joined(separator: ", "))")"
    }
  }

  /// Two decimals at most, with a minus sign as wide as a figure.
  private func figure(_ number: Double) -> String {
    LexiconEntry.Meaning.valence((number * 100).rounded() / 100).shown
  }

  // MARK: Unknown words

  private func unknown() -> [String] {
    explanation.unknown.flatMap { word, near in
      let hint = near.isEmpty ? "nothing is near it" : "did you mean \(near.map { "'\($0)'" }.joined(separator: ", "))?"
      return wrap("  '\(word)': \(hint)")
    }
  }
}
