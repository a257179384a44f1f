import Actors
import Lexicon
import Segmentation
import TextModel

/// Finds everything that could match, whatever wins: all rows as entries of one dictionary, and names in all parts of
/// sentences.
final class CandidateMatcher {
  enum Origin: Sendable {
    /// An entry of the language's tables.
    case entry(TermKind, Int)
    /// An entry of one of the dictionaries.
    case dictionary(Int, Int)
    /// A group of the alias table.
    case alias(Int)
  }

  struct Match {
    var first: Int32
    var last: Int32
    var origin: Origin
  }

  /// Tokens of the longest name that is looked for within others.
  private static let longestName: Int32 = 12

  private let matcher: Matcher
  private let lookup: TokenLookup
  private let names: Matcher
  private let nameLookup: TokenLookup
  private let origins: [Origin]

  init(_ pack: LanguagePack, aliases: AliasTable, dictionaries: [ContentDictionary]) throws {
    let reader = PatternReader(locale: pack.language)
    var origins: [Origin] = []
    var builder = MatcherBuilder(stemmer: Stemmer(language: pack.language))
    func add(_ term: String, _ form: TokenForm, _ origin: Origin, file: String, line: Int) throws {
      do {
        for words in try reader.patterns(of: term, form: form) {
          builder.add(words, kind: .dictionary, entry: origins.count)
        }
      } catch {
        throw ConfigurationError(file: file, line: line, what: "'\(term)': \(error.what)", mend: error.mend)
      }
      origins.append(origin)
    }
    for kind in TermKind.ofLexicons {
      for (number, entry) in pack.entries[Int(kind.rawValue)].enumerated() {
        try add(
          entry.term, entry.form, .entry(kind, number), file: pack.lexicons[entry.lexicon].path, line: entry.line)
      }
    }
    for (place, dictionary) in dictionaries.enumerated() where dictionary.language == pack.language {
      for (number, entry) in dictionary.entries.enumerated() {
        try add(entry.term, entry.form, .dictionary(place, number), file: dictionary.head.path, line: entry.line)
      }
    }
    self.origins = origins
    matcher = builder.compile(possessives: pack.possessives)
    lookup = TokenLookup(matcher: matcher)
    var nameBuilder = MatcherBuilder()
    aliases.add(to: &nameBuilder, misspellings: true)
    names = nameBuilder.compile(possessives: pack.possessives)
    nameLookup = TokenLookup(matcher: names)
  }

  /// - Parameter document: with tokens and sentences.
  func matches(in document: Document) -> [Match] {
    var probe = document
    probe.dictionaryHits = []
    lookup.look(&probe)
    matcher.match(&probe, lookup: lookup)
    var found = probe.dictionaryHits.map { Match(first: $0.first, last: $0.last, origin: origins[Int($0.entry)]) }
    probe = document
    nameLookup.look(&probe)
    for sentence in document.sentences {
      for first in sentence.first..<sentence.last {
        for last in first + 1...min(sentence.last, first + Self.longestName) {
          // A matcher keeps the longest name that begins at a token, so that it is shown no further than this.
          probe.sentences = [Sentence(first: first, last: last, endsParagraph: true)]
          probe.hits.removeAll(keepingCapacity: true)
          names.match(&probe, lookup: nameLookup)
          for hit in probe.hits where hit.first == first && hit.last == last {
            found.append(Match(first: first, last: last, origin: .alias(Int(hit.entry))))
          }
        }
      }
    }
    return found
  }
}
