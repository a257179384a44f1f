import Corpus
import Lexicon
import TextModel

/// A dictionary of another program of which nothing is known, read as every format.
enum FuzzedDictionary {
  static func read(_ bytes: [UInt8]) {
    for format in DictionaryFormat.allCases.map(Optional.some) + [nil] {
      let dictionary: ImportedDictionary
      do {
        dictionary = try ImportedDictionary.read(bytes, path: "noun_d.txt", format: format)
      } catch {
        promise(error is ConfigurationError || error is InputOutputError, "\(error)")
        continue
      }
      promise(
        dictionary.entriesIn == dictionary.entries.count + dictionary.lost + dictionary.merged,
        "an entry is lost in silence")
      // What is written can be read again, entry by entry.
      let text = DictionaryWriter.text(dictionary)
      do {
        let again = try ContentDictionary(LexiconFile(parsing: text, path: "d.tsv"))
        promise(again.entries.map(\.term) == dictionary.entries.map(\.term), "other terms than were written")
        promise(again.entries.map(\.weight) == dictionary.entries.map(\.weight), "other weights than were written")
      } catch {
        promise(false, "what was written can't be read: \(error)")
      }
    }
  }
}
