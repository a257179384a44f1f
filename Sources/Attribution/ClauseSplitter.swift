import TextModel

/// Parts a sentence into clauses, by clause words, commas and marks.
struct ClauseSplitter {
  /// By token of the document.
  private let marks: UnsafeBufferPointer<TokenMarks>
  private let first: Int32
  private let last: Int32

  init(marks: UnsafeBufferPointer<TokenMarks>, _ sentence: Sentence) {
    self.marks = marks
    (first, last) = (sentence.first, sentence.last)
  }

  private subscript(token: Int32) -> TokenMarks { marks[Int(token)] }

  /// Appends the sentence's clauses.
  func split(into clauses: inout [Clause]) {
    let start = clauses.count
    var current = Clause(kind: .main, first: first, last: first, inherits: -1)
    /// Begins a new clause at a token, ending the present one before it.
    func begin(_ kind: Clause.Kind, at token: Int32, inherits: Int) {
      if token > current.first {
        current.last = token
        clauses.append(current)
      }
      current = Clause(kind: kind, first: token, last: token, inherits: inherits)
    }
    for token in first..<last {
      let mark = self[token]
      if mark.isDisjoint(with: [.clauseMark, .clauseWord, .comma]) { continue }
      let previous = clauses.count - start
      if mark.contains(.clauseMark) {
        begin(.main, at: token, inherits: -1)
      } else if mark.contains(.clauseWord), token > current.first || !mark.isDisjoint(with: [.relative, .contrast]) {
        if mark.contains(.contrast) {
          begin(.coordinated, at: token, inherits: previous)
        } else if mark.contains(.relative) || (mark.contains(.complementizer) && followsMention(token)) {
          begin(.relative, at: token, inherits: previous)
        } else if mark.contains(.complementizer) {
          begin(.complement, at: token, inherits: -1)
        } else if mark.contains(.subordinator) {
          begin(.subordinate, at: token, inherits: previous)
        } else if mark.contains(.coordinator), splits(token) {
          begin(.coordinated, at: token, inherits: previous)
        }
      } else if mark.contains(.comma), current.kind == .relative || current.kind == .subordinate {
        begin(.resumed, at: token, inherits: current.inherits)
      }
    }
    current.last = last
    if current.last > current.first { clauses.append(current) }
    for index in start..<clauses.count where clauses[index].inherits >= index - start {
      clauses[index].inherits = index - start - 1
    }
  }

  private func followsMention(_ token: Int32) -> Bool { token > first && self[token - 1].contains(.mention) }

  /// Does a coordinator join clauses rather than words? It does after a comma and before a verb of our lists; it does
  /// not between two actors.
  private func splits(_ token: Int32) -> Bool {
    var next = token + 1
    while next < last, !self[next].isDisjoint(with: [.article]) { next += 1 }
    guard next < last, token > first else { return false }
    if self[next].contains(.mention), self[token - 1].contains(.mention) { return hasVerb(from: next) }
    if self[token - 1].contains(.comma) { return true }
    var ahead = next
    while ahead < last, ahead < next + 3 {
      if !self[ahead].isDisjoint(with: [.predicate, .reporting, .passive]) { return true }
      if self[ahead].isDisjoint(with: TokenMarks.function) { break }
      ahead += 1
    }
    return self[next].contains(.mention) && hasVerb(from: next)
  }

  /// "…, and Putin said": a listed verb right after the actor that begins at `token`.
  private func hasVerb(from token: Int32) -> Bool {
    var at = token
    while at < last, self[at].contains(.mention) { at += 1 }
    while at < last, !self[at].isDisjoint(with: [.negator, .intensifier, .passive]) { at += 1 }
    return at < last && !self[at].isDisjoint(with: [.predicate, .reporting])
  }
}
