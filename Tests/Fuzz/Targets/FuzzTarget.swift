import Actors
import Corpus
import Dataset
import Lexicon
import Pipeline
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
  case lexicon, dictionaries, pipeline, actors, languages, transliterations, calibration
  /// The tables against ICU.
  case segmentation
  /// All stages over a text.
  case analysis

  public func run(_ bytes: [UInt8]) {
    switch self {
    case .lexicon:
      for name in LanguagePack.kindNames { addTable(bytes, kind: name) }
    case .dictionaries: FuzzedDictionary.read(bytes)
    case .pipeline: _ = try? PipelineFile(parsing: text(bytes), path: "p.yaml")
    case .actors: readActors(bytes)
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
    let head = bytes.first == UInt8(ascii: "#") ? "" : "# kind: \(kind)\n# language: en\n# version: 1\n# licence: MIT\n"
    guard let file = try? LexiconFile(parsing: head + text(bytes), path: kind + ".tsv") else { return }
    var pack = LanguagePack(language: "en")
    try? pack.add(file)
  }

  private func readActors(_ bytes: [UInt8]) {
    var registry = ActorRegistry()
    do {
      try registry.add(text(bytes), file: "a.yaml")
      try registry.check()
      _ = try AliasTable(registry: registry, declensions: [], transliterations: nil)
    } catch {
      promise(error is ConfigurationError, "\(error)")
    }
  }
}
