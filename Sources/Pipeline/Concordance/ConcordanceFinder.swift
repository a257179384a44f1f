import Lexicon
import TextModel

/// A place where something that was looked for stands.
struct ConcordanceHit: Equatable {
  /// Token indices, half-open.
  var first: Int32
  var last: Int32
  /// Number of the query.
  var query: Int
  /// How an actor is mentioned.
  var form: Mention.Form?
}

/// Finds in an analysed document what a concordance asks for. One finder serves one thread.
final class ConcordanceFinder {
  private let concordance: Concordance
  /// By language, made when the first article in it comes; the last one is for those that the pipeline does not read.
  private var lookups: [TokenLookup?]
  /// Tokens have one lexical class only, and the document's is that of the pipeline's lexicons.
  private var probe = Document()

  init(_ concordance: Concordance) {
    self.concordance = concordance
    lookups = concordance.matchers.map { _ in nil }
  }

  /// In the order of the text; at the same place in the order of the queries.
  func hits(in document: Document) -> [ConcordanceHit] {
    var hits = terms(in: document)
    for (number, query) in concordance.queries.enumerated() {
      switch query {
      case .term: continue
      case .actor(let actor):
        for mention in document.mentions where mention.actor == actor {
          if concordance.request.namesOnly, mention.form == .pronoun { continue }
          hits.append(.init(first: mention.first, last: mention.last, query: number, form: mention.form))
        }
      case .frame(let frame):
        for use in document.frameUses where use.frame == frame {
          hits.append(.init(first: use.first, last: use.last, query: number))
        }
      }
    }
    if let holder = concordance.holder {
      hits.removeAll { document.language < 0 || document.holder(at: $0.first) != holder }
    }
    return hits.sorted { ($0.first, $0.last, $0.query) < ($1.first, $1.last, $1.query) }
  }

  /// Of a term's matches that overlap the one that begins first, then the longest; terms do not hinder each other.
  private func terms(in document: Document) -> [ConcordanceHit] {
    guard concordance.searchesTerms else { return [] }
    let language = document.language < 0 ? lookups.count - 1 : document.language
    let lookup = lookups[language] ?? TokenLookup(matcher: concordance.matchers[language])
    lookups[language] = lookup
    probe.article = document.article
    probe.tokens = document.tokens
    probe.sentences = document.sentences
    probe.hits.removeAll(keepingCapacity: true)
    probe.dictionaryHits.removeAll(keepingCapacity: true)
    lookup.look(&probe)
    lookup.matcher.match(&probe, lookup: lookup)
    var kept: [ConcordanceHit] = []
    var reached: [Int: Int32] = [:]
    for hit in probe.dictionaryHits.sorted(by: { ($0.first, -$0.last) < ($1.first, -$1.last) }) {
      if hit.first < reached[Int(hit.entry), default: 0] { continue }
      reached[Int(hit.entry)] = hit.last
      kept.append(.init(first: hit.first, last: hit.last, query: Int(hit.entry)))
    }
    return kept
  }
}
