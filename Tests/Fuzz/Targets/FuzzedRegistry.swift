import Actors
import Corpus
import Lexicon
import TextModel

/// A list of actors of another program of which nothing is known.
enum FuzzedRegistry {
  private static let codes = try! ActorCodes(
    LexiconFile(
      parsing: "scheme\tcode\tmeans\ncameo\tGOV\tgovernment\nwikidata\tQ5\tperson\nwikidata\tQ6581097\tm\n",
      path: "codes.tsv"))

  static func read(_ bytes: [UInt8], _ format: RegistryFormat) {
    let imported: ImportedRegistry
    do {
      imported = try ImportedRegistry.read([("a.txt", bytes)], format: format, codes: codes)
    } catch {
      promise(error is ConfigurationError || error is InputOutputError, "\(error)")
      return
    }
    promise(imported.live >= 0 && imported.lost >= 0 && imported.merged >= 0)
    promise(
      imported.lost == 0 || imported.findings.contains { $0.severity == .error }, "a name is lost in silence")
    // What is written can be read again, and used.
    for (file, text) in [
      ("a.yaml", RegistryWriter.yaml(imported.actors, imported.head)),
      ("a.tsv", RegistryWriter.table(imported.actors, imported.head)),
    ] {
      var registry = ActorRegistry()
      do {
        try registry.add(text, file: file)
        try registry.check()
        _ = try AliasTable(registry: registry, declensions: [], transliterations: nil)
        promise(registry.actors.map(\.id) == imported.actors.map(\.id), "other actors than were written")
      } catch {
        promise(false, "what was written can't be read: \(error)")
      }
    }
  }
}
