import Actors
import Lexicon
import Stance
import TextModel

extension Analysis.Parts {
  /// Loads what the file names.
  /// - Throws: `ConfigurationError` for whatever is wrong or missing in the data.
  init(_ file: PipelineFile, _ loader: DataLoader) throws {
    var packs: [LanguagePack]
    let calibrations: [Calibration?]
    (packs, registry, calibrations) = try concurrently {
      try loader.languagePacks()
    } _: {
      try loader.registry()
    } _: {
      file.stance.calibrated ? try loader.calibrations() : file.languages.map { _ in nil }
    }
    notices = try loader.addDictionaries(to: &packs)
    let terms: [MatcherBuilder?]
    (aliases, terms) = try concurrently { [packs, registry] in
      try AliasTable(
        registry: registry, declensions: packs.map(\.declension).filter { !$0.isEmpty },
        transliterations: try loader.transliterations())
    } _: { [packs] in
      try concurrentMap(packs.count) { try Self.terms(of: packs[$0]) }
    }
    var frames: [String] = []
    let numbers = packs.map { pack in
      pack.frames.map { frame -> UInt32 in
        if let known = frames.firstIndex(of: frame) { return UInt32(known) }
        frames.append(frame)
        return UInt32(frames.count - 1)
      }
    }
    self.frames = frames
    // Each is handed on, not copied.
    let builders = Guarded(consume terms)
    languages = try concurrentMap(packs.count) { [packs, aliases] index in
      var matcher = builders.withLock { $0[index].take()! }
      aliases.add(to: &matcher, misspellings: file.mentions.misspellings)
      if let patterns = calibrations[index]?.patterns {
        for number in 0..<patterns.count {
          patterns.withBytes(number) { matcher.addLearned($0, number: UInt16(number + 1)) }
        }
      }
      return Analysis.Language(
        pack: packs[index], matcher: matcher.compile(possessives: packs[index].possessives),
        frameNumbers: numbers[index], calibration: calibrations[index])
    }
    profiles = try file.detectsLanguage ? loader.languageProfiles() : nil
    dataFingerprint = loader.fingerprint.value
    dataFiles = loader.dataFiles
  }

  /// A matcher of a language's terms, to which all else is to be added.
  private static func terms(of pack: LanguagePack) throws -> MatcherBuilder {
    var matcher = MatcherBuilder(stemmer: Stemmer(language: pack.language))
    try pack.addTerms(to: &matcher)
    return matcher
  }
}
