import Lexicon
import TextModel

/// Counts what dictionaries find in an article: matches that no name masks, whose condition holds, and that do not overlap
/// where the dictionary forbids it (docs/matching.md).
///
/// One counter serves one thread.
public final class DictionaryCounter {
  private let language: LanguagePack
  /// A negator denies what stands fewer words after it than this.
  private static let negationWindow = 3

  /// By token: is it part of a name?
  private var isName: [Bool] = []
  private var isCounted: [Bool] = []

  public init(language: LanguagePack) { self.language = language }

  /// Fills in `dictionaryCounts`.
  public func count(_ document: inout Document) {
    document.dictionaryCounts.removeAll(keepingCapacity: true)
    if language.dictionaries.isEmpty { return }
    isName = Array(repeating: false, count: document.tokens.count)
    for mention in document.mentions {
      for token in mention.first..<mention.last { isName[Int(token)] = true }
    }
    for name in document.unresolvedNames {
      for token in name { isName[Int(token)] = true }
    }
    let negators = document.hits.filter { $0.kind == .negators }
    var at = document.dictionaryHits.startIndex
    var byDictionary: [[TermHit]] = Array(repeating: [], count: language.dictionaries.count)
    while at < document.dictionaryHits.endIndex {
      let hit = document.dictionaryHits[at]
      at += 1
      let (dictionary, entry) = language.dictionaryEntry(of: hit)
      if (hit.first..<hit.last).contains(where: { isName[Int($0)] }) { continue }
      switch language.dictionaries[dictionary].entries[entry].condition {
      case .always: break
      case .negated: if !Self.isDenied(hit, negators, document) { continue }
      case .plain: if Self.isDenied(hit, negators, document) { continue }
      }
      byDictionary[dictionary].append(hit)
    }
    for (number, hits) in byDictionary.enumerated() {
      document.dictionaryCounts.append(count(hits, number, document))
    }
  }

  /// Does a negator stand shortly before a hit, in its sentence?
  public static func isDenied(_ hit: TermHit, _ negators: [TermHit], _ document: Document) -> Bool {
    negators.contains { negator in
      negator.last <= hit.first && document.sentence(of: negator.first) == document.sentence(of: hit.first)
        && document.tokens[Int(negator.last)..<Int(hit.first)].count { $0.traits.contains(.word) } < negationWindow
    }
  }

  private func count(_ hits: [TermHit], _ number: Int, _ document: Document) -> DictionaryCount {
    let dictionary = language.dictionaries[number]
    var result = DictionaryCount(dictionary: number, categories: dictionary.categories.count)
    var covered: Set<Int> = []
    for hit in withoutOverlaps(hits, dictionary) {
      let entry = dictionary.entries[language.dictionaryEntry(of: hit).entry]
      result.matches += 1
      covered.formUnion(Int(hit.first)..<Int(hit.last))
      if dictionary.positive.contains(entry.category) { result.positive += 1 }
      if dictionary.negative.contains(entry.category) { result.negative += 1 }
      if let weight = entry.weight {
        result.weighted += 1
        result.weight += weight
      }
      var category = entry.category
      while category >= 0 {
        result.categories[category].count += 1
        result.categories[category].weight += entry.weight ?? 0
        category = dictionary.parents[category]
      }
    }
    result.words = covered.count { document.tokens[$0].traits.contains(.word) }
    result.sentences = document.sentences.count { sentence in sentence.tokens.contains { covered.contains($0) } }
    return result
  }

  /// Of matches that overlap within their scope, the one that begins first, then the longest. Within a category only one
  /// entry counts over the same words; across the dictionary each category has its own.
  private func withoutOverlaps(_ hits: [TermHit], _ dictionary: ContentDictionary) -> [TermHit] {
    func scope(_ hit: TermHit) -> Int {
      dictionary.nestedScope == .dictionary ? 0 : dictionary.entries[language.dictionaryEntry(of: hit).entry].category
    }
    var kept: [TermHit] = []
    // By scope: the last match kept.
    var last: [Int: TermHit] = [:]
    for hit in hits.sorted(by: { ($0.first, -$0.last, $0.entry) < ($1.first, -$1.last, $1.entry) }) {
      let scope = scope(hit)
      if let before = last[scope], hit.first < before.last {
        guard dictionary.nestedScope == .dictionary, before.first == hit.first, before.last == hit.last,
          !kept.reversed().prefix(while: { $0.first == hit.first && $0.last == hit.last })
            .contains(where: { category($0) == category(hit) })
        else { continue }
      }
      last[scope] = hit
      kept.append(hit)
    }
    return kept

    func category(_ hit: TermHit) -> Int { dictionary.entries[language.dictionaryEntry(of: hit).entry].category }
  }
}
