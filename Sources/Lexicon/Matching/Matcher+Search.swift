import TextModel

extension Matcher {
  /// Appends the hits of all kinds in the document's sentences, in order of their first token.
  public func match(_ document: inout Document, lookup: TokenLookup) {
    var search = TermSearch(matcher: self, automaton: lookup.automaton, hits: document.hits)
    document.hits = []
    document.tokens.withUnsafeBufferPointer { tokens in
      for sentence in document.sentences { search.search(sentence.tokens, of: tokens) }
    }
    document.hits = search.hits
    if !search.dictionaryHits.isEmpty { document.dictionaryHits = Self.ordered(search.dictionaryHits) }
  }

  /// By place and entry, none twice: a token may be several symbols that lead to the same entry.
  private static func ordered(_ hits: [TermHit]) -> [TermHit] {
    let sorted = hits.sorted { ($0.first, $0.last, $0.entry) < ($1.first, $1.last, $1.entry) }
    var out: [TermHit] = []
    for hit in sorted {
      if let last = out.last, last.first == hit.first, last.last == hit.last, last.entry == hit.entry { continue }
      out.append(hit)
    }
    return out
  }
}
