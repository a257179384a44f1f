import Actors
import Glibc
import Lexicon
import Stance
import TextModel

extension Analysis {
  /// The same as without a cache, but from the image of an earlier start where the data are as they were then. One that had to
  /// load leaves an image for the next.
  /// - Parameter cache: nil to do without.
  /// - Throws: `ConfigurationError` for whatever is wrong or missing in the data.
  public init(_ file: PipelineFile, home: Home, cache: ImageCache?) throws {
    guard let cache else {
      try self.init(file, home: home)
      return
    }
    let key = file.imageKey(home: home)
    let parts = cache.read(key) { image throws(ImageDamage) in try Parts(from: &image) }
    if let parts {
      try self.init(file, parts)
      return
    }
    let loader = DataLoader(file: file, home: home)
    let loaded = try Parts(file, loader)
    try self.init(file, loaded)
    cache.write(key, probes: loader.probes.all) { try loaded.write(to: &$0) }
  }
}

extension PipelineFile {
  /// All that loading depends on, but for the data themselves.
  func imageKey(home: Home) -> String {
    var parts = [home.path, String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])]
    func add(_ name: String, _ references: [Reference]) {
      parts.append("\(name) \(references.count)")
      for reference in references { parts.append("\(reference.isTyped) \(reference.path)") }
    }
    add("languages", languages)
    add("lexicons", lexicons)
    add("dictionaries", dictionaries.map(\.file))
    for row in dictionaries {
      let statement = row.statement
      parts += [row.format?.rawValue, statement.name, statement.language, statement.source, statement.licence].map {
        $0.map { "+\($0)" } ?? "-"
      }
      parts.append("\(row.encoding)")
    }
    add("actors", actors)
    add("transliterations", transliterations.map { [$0] } ?? [])
    parts.append("\(stance.calibrated) \(mentions.misspellings) \(detectsLanguage)")
    parts.append(kinds.map { $0.sorted().joined(separator: " ") } ?? "all kinds")
    parts += leftOut.sorted()
    let paths = [home.path, path] + dictionaries.map(\.file).filter(\.isTyped).map(\.path)
    if paths.contains(where: { !$0.hasPrefix("/") }), let folder = getcwd(nil, 0) {
      parts.append(String(cString: folder))
      free(folder)
    }
    // Any of them may hold line feeds.
    return parts.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n")
  }
}

extension Analysis.Parts: ImageStorable {
  func write(to image: inout ImageWriter) throws {
    try image.write(each: languages) { image, language in
      try language.pack.write(to: &image)
      try language.matcher.write(to: &image)
      try image.write(language.frameNumbers)
      try image.write(each: language.calibration.map { [$0] } ?? []) { try $1.write(to: &$0) }
    }
    try image.write(each: profiles.map { [$0] } ?? []) { try $1.write(to: &$0) }
    try registry.write(to: &image)
    try aliases.write(to: &image)
    try image.write(frames)
    try image.write(notices)
    try image.write(dataFiles.map(\.path))
    try image.write(dataFiles.map(\.shown))
    try image.write(dataFingerprint)
  }

  init(from image: inout ImageReader) throws(ImageDamage) {
    languages = try image.each { image throws(ImageDamage) in
      let pack = try LanguagePack(from: &image)
      return Analysis.Language(
        pack: pack, matcher: try Matcher(from: &image, stemmer: Stemmer(language: pack.language)),
        frameNumbers: try image.array(),
        calibration: try image.each { image throws(ImageDamage) in try Calibration(from: &image) }.first)
    }
    profiles = try image.each { image throws(ImageDamage) in try LanguageProfiles(from: &image) }.first
    registry = try ActorRegistry(from: &image)
    aliases = try AliasTable(from: &image)
    frames = try image.texts()
    notices = try image.texts()
    let (paths, shown) = (try image.texts(), try image.texts())
    guard paths.count == shown.count else { throw ImageDamage() }
    dataFiles = zip(paths, shown).map { Analysis.DataFile(path: $0, shown: $1) }
    dataFingerprint = try image.value()
  }
}
