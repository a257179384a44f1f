import Actors
import Corpus
import Glibc
import Lexicon
import Segmentation
import TextModel

/// The registries of a pipeline, and files that are to be used with them, held against the rules of `RegistryLint`.
public struct RegistryCheck {
  private let lint: RegistryLint
  /// What could not be read.
  private let faults: [LintFinding]
  /// Files looked at, and actors in them.
  public let files: Int
  public let actors: Int
  public var names: Int { lint.names }

  /// - Parameter paths: registries to look at; empty for all of the pipeline's.
  /// - Throws: `ConfigurationError` where the pipeline names what is not there, `InputOutputError` for a file that can't
  ///   be read.
  public init(_ file: PipelineFile, home: Home, paths: [String]) throws {
    let loader = DataLoader(file: file, home: home)
    var sources = try loader.registryFiles().map { (path: $0, shown: loader.shown($0), isLinted: paths.isEmpty) }
    for path in paths.flatMap(Self.expanded) {
      if let known = sources.firstIndex(where: { canonical($0.path) == canonical(path) }) {
        sources[known] = (path, path, true)
      } else {
        sources.append((path, path, true))
      }
    }
    var registry = ActorRegistry()
    var faults: [LintFinding] = []
    for source in sources {
      guard let text = readText(source.path) else {
        throw InputOutputError(
          place: source.shown, what: "it can't be read", mend: "check that it exists, and its permissions")
      }
      // A file that can't be read is told of, and the others are looked at all the same.
      var read = ActorRegistry()
      do { try read.add(text, file: source.shown) } catch let error as ConfigurationError {
        faults.append(Self.fault(error, "unreadable", source.shown))
        continue
      }
      for (number, actor) in read.actors.enumerated() {
        do { try registry.add(actor, at: read.places[number]) } catch let error as ConfigurationError {
          if source.isLinted { faults.append(Self.fault(error, "id", source.shown)) }
        }
      }
    }
    self.faults = faults
    let linted = Set(sources.filter(\.isLinted).map(\.shown))
    files = linted.count
    actors = registry.places.count { linted.contains($0.file) }
    let packs = try loader.languagePacks()
    lint = RegistryLint(
      registry, linted: linted, words: Self.words(of: packs),
      declensions: packs.map(\.declension).filter { !$0.isEmpty }, transliterations: try loader.transliterations())
  }

  public func findings() -> [LintFinding] { faults + lint.findings() }

  private static func fault(_ error: ConfigurationError, _ rule: String, _ file: String) -> LintFinding {
    LintFinding(.error, rule: rule, file: error.file, line: error.line, what: error.what, mend: error.mend)
  }

  /// A folder stands for all the registries in it.
  private static func expanded(_ path: String) -> [String] {
    listFolder(path, endings: DataLoader.registryEndings)?.map { path + "/" + $0 } ?? [path]
  }

  /// Single words of the lexicons that are opinions or say who speaks.
  private static func words(of packs: [LanguagePack]) -> [[UInt8]: String] {
    var words: [[UInt8]: String] = [:]
    for pack in packs {
      for kind in TermKind.ofLexicons where kind.isMaskedByMentions {
        for entry in pack.entries[Int(kind.rawValue)] where !entry.term.contains(where: { " *?~()|/\\".contains($0) }) {
          let word = Folder.shared.fold(entry.term)
          if words[word] == nil { words[word] = kind.name }
        }
      }
    }
    return words
  }
}

/// A path with its links followed; itself where there is no such file.
private func canonical(_ path: String) -> String {
  guard let found = realpath(path, nil) else { return path }
  defer { free(found) }
  return String(cString: found)
}
