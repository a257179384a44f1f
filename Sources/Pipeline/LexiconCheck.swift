import Actors
import Corpus
import Glibc
import Lexicon
import Segmentation
import TextModel

/// The lexicons of a pipeline, and files that are to be used with them, held against the rules of `LexiconLint`.
public struct LexiconCheck {
  private struct Source {
    var path: String
    var shown: String
    var folder: String?
    var isLinted: Bool
  }

  private let settings: [LintSetting]
  /// Files looked at.
  public let files: Int
  public let rows: Int

  /// - Parameters:
  ///   - paths: lexicons and dictionaries to look at; empty for all of the pipeline's.
  ///   - corpus: files of articles whose words wildcards are tried on; empty for none.
  /// - Throws: `ConfigurationError` where the pipeline names what is not there, `InputOutputError` for a file that can't
  ///   be read.
  public init(_ file: PipelineFile, home: Home, paths: [String], corpus: [String] = []) throws {
    let loader = DataLoader(file: file, home: home)
    var sources: [Source] = []
    var possessives: [String: [String]] = [:]
    var scripts: [String: String] = [:]
    for reference in file.languages {
      let folder = try loader.resolve(reference)
      let language = String(folder.split(separator: "/").last ?? "")
      for name in listFolder(folder, endings: [".tsv"]) ?? [] {
        let path = folder + "/" + name
        sources.append(Source(path: path, shown: loader.shown(path), folder: language, isLinted: paths.isEmpty))
      }
      guard let text = readText(folder + "/language.yaml"),
        let keys = try? YAMLValue(parsing: text, file: loader.shown(folder + "/language.yaml")).pairs()
      else { continue }
      for (key, value) in keys {
        if key == "script" { scripts[language] = try value.string() }
        if key == "possessives" { possessives[language] = try value.list().map { try $0.string() } }
      }
    }
    for reference in file.lexicons {
      let path = try loader.resolve(reference)
      sources.append(Source(path: path, shown: loader.shown(path), isLinted: paths.isEmpty))
    }
    for path in paths {
      // One that is the pipeline's own is not held against itself.
      if let known = sources.firstIndex(where: { canonical($0.path) == canonical(path) }) {
        sources[known].isLinted = true
        sources[known].shown = path
      } else {
        sources.append(Source(path: path, shown: path, isLinted: true))
      }
    }
    let tables = try concurrentMap(sources.count) { [sources] index in
      let source = sources[index]
      guard let text = readText(source.path) else {
        throw InputOutputError(
          place: source.shown, what: "it can't be read", mend: "check that it exists, and its permissions")
      }
      return LintedTable(parsing: text, path: source.shown, folder: source.folder, isLinted: source.isLinted)
    }
    let profiles = readText(home.lexicons + "/languages.tsv").flatMap {
      try? LexiconFile(parsing: $0, path: "languages.tsv")
    }
    let words =
      corpus.isEmpty
      ? nil : try CorpusWords(corpus, file, profiles: profiles.flatMap { try? LanguageProfiles($0) }).counts
    let names = try loader.registry().actors.flatMap { actor in
      ([actor.name] + actor.aliases + actor.roles.flatMap(\.titles)).map { LintName(text: $0, owner: actor.id) }
    }
    var languages: [String] = []
    for table in tables where !languages.contains(table.language) { languages.append(table.language) }
    settings = languages.filter { language in tables.contains { $0.isLinted && $0.language == language } }.map {
      language in
      LintSetting(
        language: language, tables: tables.filter { $0.language == language },
        alphabet: profiles.flatMap { Alphabet(of: language, in: $0) }
          ?? scripts[language].flatMap { Alphabet(of: language, code: $0) },
        possessives: possessives[language] ?? [],
        names: names, corpus: words.map { $0[language] ?? [:] })
    }
    files = tables.filter(\.isLinted).count
    rows = tables.filter(\.isLinted).reduce(0) { $0 + $1.rows.count }
  }

  /// By language, file and line.
  public func findings() -> [LintFinding] { settings.flatMap { LexiconLint.findings(in: $0) } }
}

/// A path with its links followed; itself where there is no such file.
private func canonical(_ path: String) -> String {
  guard let found = realpath(path, nil) else { return path }
  defer { free(found) }
  return String(cString: found)
}
