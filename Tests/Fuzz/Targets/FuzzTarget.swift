import Actors
import Corpus
import Dataset
import Lexicon
import Pipeline
import Rhetoric
import Segmentation
import Support
import TextModel

/// What is given any bytes at all and must neither crash nor hang nor break its promises. Broken promises end the process,
/// as crashes do, so that a fuzzer finds both.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Dumps in a format; the first byte chooses options, the rest is the file.
  case jsonl, json, csv, tsv, text, html, warc, mediawiki, lexis, factiva
  /// Format, compression and encoding told from the bytes.
  case auto
  case lexicon, dictionaries, pipeline, actors, petrarch, wikidata, languages, transliterations, calibration
  /// The tables against ICU.
  case segmentation
  /// All stages over a text.
  case analysis

  public func run(_ bytes: [UInt8]) {
    switch self {
    case .lexicon:
      for name in LanguagePack.kindNames + [ContentDictionary.kind] { addTable(bytes, kind: name) }
    case .dictionaries: FuzzedDictionary.read(bytes)
    case .pipeline: _ = try? PipelineFile(parsing: text(bytes), path: "p.yaml")
    case .actors: readActors(bytes)
    case .petrarch: FuzzedRegistry.read(bytes, .petrarch)
    case .wikidata: FuzzedRegistry.read(bytes, .wikidata)
    case .languages: _ = try? LanguageProfiles(LexiconFile(parsing: text(bytes), path: "languages.tsv"))
    case .transliterations: _ = try? Transliterations(LexiconFile(parsing: text(bytes), path: "t.tsv"))
    case .calibration: _ = try? CalibrationFile.read(bytes, path: "calibration.json")
    case .segmentation: FuzzedText.compareBreakers(text(bytes))
    case .analysis: FuzzedText.analyse(text(bytes))
    default: FuzzedDump(bytes, InputFormat(rawValue: rawValue)!).read()
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// A table with its own head, or with that of each kind.
  private func addTable(_ bytes: [UInt8], kind: String) {
    let given = "# name: n\n# kind: \(kind)\n# language: en\n# version: 1\n# source: s\n# licence: MIT\n"
    let head = bytes.first == UInt8(ascii: "#") ? "" : given
    guard let file = try? LexiconFile(parsing: head + text(bytes), path: kind + ".tsv") else { return }
    var pack = LanguagePack(language: "en")
    if kind == ContentDictionary.kind {
      guard let dictionary = try? ContentDictionary(file) else { return }
      pack.add(dictionary)
    } else {
      try? pack.add(file)
    }
    var matcher = MatcherBuilder(stemmer: Stemmer(language: "en"))
    do { try pack.addTerms(to: &matcher) } catch { return }
    var document = Document()
    document.begin(Article(text: bytes.filter { $0 < 0x80 }))
    Segmenter(locale: "en").segment(&document)
    let lookup = TokenLookup(matcher: matcher.compile(possessives: ["'s"]))
    lookup.look(&document)
    lookup.matcher.match(&document, lookup: lookup)
    DictionaryCounter(language: pack).count(&document)
    promise(document.dictionaryCounts.allSatisfy { $0.words <= document.words })
  }

  private func readActors(_ bytes: [UInt8]) {
    for file in ["a.yaml", "a.tsv"] {
      var registry = ActorRegistry()
      do {
        try registry.add(text(bytes), file: file)
        _ = RegistryLint(
          registry, linted: [file], words: [:], declensions: [], transliterations: nil
        ).findings()
        try registry.check()
        _ = try AliasTable(registry: registry, declensions: [], transliterations: nil)
      } catch {
        promise(error is ConfigurationError, "\(error)")
      }
    }
  }
}
