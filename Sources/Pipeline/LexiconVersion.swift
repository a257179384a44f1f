import Corpus
import Lexicon

/// Which tables of a language are there, by the heads of its files.
public struct LexiconVersion: Sendable {
  /// Name of the folder, as in `en`.
  public let language: String
  public let tables: Int
  /// All versions that the heads name, each once, in their order.
  public let versions: [String]

  /// Bytes of a file within which its head ends.
  private static let longestHead = 1 << 14

  /// Of every language in the home folder, sorted by name.
  public static func all(in home: Home) -> [LexiconVersion] {
    (listFolder(home.lexicons, endings: [""]) ?? []).compactMap { LexiconVersion($0, folder: home.lexicons + "/" + $0) }
  }

  private init?(_ language: String, folder: String) {
    guard readText(folder + "/language.yaml") != nil, let names = listFolder(folder, endings: [".tsv"]) else {
      return nil
    }
    self.language = language
    tables = names.count
    let found = names.compactMap { name in
      let text = readText(folder + "/" + name, atMost: Self.longestHead) ?? ""
      return LexiconFile.head(of: text).first { $0.key == "version" }?.value
    }
    versions = Set(found).sorted { $0.isOlder(than: $1) }
  }
}

extension String {
  /// Numbers by their size, all else by its letters.
  fileprivate func isOlder(than other: String) -> Bool {
    if let a = Double(self), let b = Double(other) { return a < b }
    return self < other
  }
}
