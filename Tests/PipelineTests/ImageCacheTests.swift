import Corpus
import Foundation
import Support
import Testing
import TextModel

@testable import Pipeline

/// Images of the data: the same records, and never one that does not fit.
@Suite struct ImageCacheTests {
  /// A copy of the golden cases' home, an empty cache and some articles, in a folder of their own.
  final class Place {
    let path = NSTemporaryDirectory() + "image-cache-\(UUID().uuidString)"
    let home: Home

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Shipped.root + "/Tests/EndToEnd/Home", toPath: path + "/home")
      home = try Home(option: path + "/home")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var cache: ImageCache { ImageCache(folder: path + "/deep/cache") }
    var images: [String] { (listFolder(cache.folder, endings: [".image"]) ?? []).map { cache.folder + "/" + $0 } }
    var valence: String { home.lexicons + "/en/valence.tsv" }

    func file() throws -> PipelineFile {
      let path = home.pipelines + "/news.yaml"
      return try PipelineFile(parsing: readText(path)!, path: path)
    }

    func analysis() throws -> Analysis { try Analysis(try file(), home: home, cache: cache) }

    /// Is there an image that would be used?
    func isKept(_ cache: ImageCache? = nil) throws -> Bool {
      (cache ?? self.cache).read(try file().imageKey(home: home)) { image throws(ImageDamage) in
        try Analysis.Parts(from: &image)
      } != nil
    }
  }

  static func records(_ analysis: Analysis, _ texts: [String]) throws -> String {
    let lines = texts.enumerated().map { number, text in
      let text = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      return "{\"id\":\(number),\"date\":\"2021-02-22\",\"text\":\"\(text)\"}\n"
    }
    let path = NSTemporaryDirectory() + "image-articles-\(UUID().uuidString).jsonl"
    try lines.joined().write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = BatchReader(files: [path])
    let worker = Worker(analysis, records: RecordSettings(), withEvidence: true)
    var written: [UInt8] = []
    while let batch = reader.next() { written += worker.analyse(batch).records }
    return String(decoding: written, as: UTF8.self)
  }

  static let texts = [
    "Vladimir Putin praised the corrupt Lukashenko. Protesters did not condemn him.",
    "Kremlin officials said Lukashenka was a very brutal leader, but his critics admired Putin.",
    "Путин осудил Лукашенко. Протесты продолжаются.",
  ]

  @Test func anImageGivesTheSameRecords() throws {
    let place = try Place()
    let loaded = try Analysis(try place.file(), home: place.home)
    _ = try place.analysis()
    #expect(try place.isKept())
    let read = try place.analysis()
    let records = try Self.records(loaded, Self.texts)
    #expect(records.contains("\"actors\":[{"))
    #expect(try Self.records(read, Self.texts) == records)
    #expect(read.dataFingerprint == loaded.dataFingerprint && read.dataFiles == loaded.dataFiles)
    #expect(read.frames == loaded.frames && read.notices == loaded.notices)
    #expect(read.registry.actors.map(\.id) == loaded.registry.actors.map(\.id))
    #expect(read.registry.actors.map(\.name) == loaded.registry.actors.map(\.name))
    #expect(read.registry.actors.map(\.belongsTo) == loaded.registry.actors.map(\.belongsTo))
  }

  /// What is shipped has calibrations, expressions and names in two scripts besides.
  @Test func theShippedDataGiveTheSameRecords() throws {
    let place = try Place()
    let parts = Shipped.analysis.parts
    place.cache.write("shipped", probes: []) { try parts.write(to: &$0) }
    let read = try #require(
      place.cache.read("shipped") { image throws(ImageDamage) in try Analysis.Parts(from: &image) })
    let articles = try String(contentsOfFile: Shipped.root + "/Pipelines/samples/articles.jsonl", encoding: .utf8)
    let texts = try articles.split(separator: "\n").map { line in
      try JSONDecoder().decode([String: String].self, from: Data(line.utf8))["text"]!
    }
    #expect(texts.count > 10)
    let records = try Self.records(Shipped.analysis, texts)
    #expect(records.count > 50_000)
    #expect(try Self.records(try Analysis(Shipped.analysis.file, read), texts) == records)
  }

  // MARK: Images that do not fit

  /// Wherever an image is cut off or a byte of it is another one, it is not used; then it is replaced.
  @Test func aDamagedImageIsNotUsed() throws {
    let place = try Place()
    _ = try place.analysis()
    let image = try #require(place.images.first)
    let whole = try Data(contentsOf: URL(fileURLWithPath: image))
    func put(_ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: image)) }
    let head = Array(0..<128) + [500, 1000]
    for count in head + Array(stride(from: 2000, to: whole.count, by: whole.count / 40)) + [whole.count - 1] {
      try put(whole.prefix(count))
      #expect(try !place.isKept(), "cut off after \(count) bytes")
    }
    for at in head + Array(stride(from: 2000, to: whole.count, by: whole.count / 150)) + [whole.count - 1] {
      var bytes = whole
      bytes[at] ^= 1 << UInt8(at % 8)
      try put(bytes)
      // What pads the header and what was made from what is of no meaning.
      if try place.isKept() { #expect(whole[at] == 0) }
    }
    try put(whole + [0])
    #expect(try !place.isKept())
    try put(Data(repeating: 7, count: 300))
    #expect(try !place.isKept())
    _ = try place.analysis()
    #expect(try place.isKept())
    #expect(place.images.count == 1)
  }

  /// A note says of one state of the file that it was found whole; it is believed, but of that state alone.
  @Test func aSealedImageIsNotSummedUpUntilItIsWrittenTo() throws {
    let place = try Place()
    _ = try place.analysis()
    let image = try #require(place.images.first)
    let seal = image + ImageSeal.ending
    let whole = try Data(contentsOf: URL(fileURLWithPath: image))
    // The last byte belongs to a sum over the data, which reads well whatever it is.
    func put(_ bytes: Data) throws {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: image))
      try handle.write(contentsOf: bytes)
      try handle.close()
    }
    var damaged = whole
    damaged[whole.count - 1] ^= 1
    try put(damaged)
    #expect(try !place.isKept())

    // An image that was written just now may be changed without its entry showing it.
    let state = try #require(FileState(of: image))
    #expect(!state.isSettled)
    ImageSeal(state).write(image: image)
    #expect(readBytes(seal) == nil)

    ImageSeal(state.settled(by: .max)).write(image: image)
    #expect(try place.isKept(), "its content was summed up")
    let sealed = try #require(readBytes(seal))
    for count in [0, 1, sealed.count - 1] {
      try Data(sealed.prefix(count)).write(to: URL(fileURLWithPath: seal))
      #expect(try !place.isKept(), "a note of \(count) bytes")
    }
    for at in 0..<MemoryLayout<FileState>.size {
      var bytes = sealed
      bytes[at] ^= 1
      try Data(bytes).write(to: URL(fileURLWithPath: seal))
      #expect(try !place.isKept(), "another byte \(at)")
    }
    try Data(sealed).write(to: URL(fileURLWithPath: seal))
    #expect(try place.isKept())

    // The same bytes, but nobody can know that.
    try put(damaged)
    #expect(utimensat(AT_FDCWD, image, [timespec(), timespec()], 0) == 0)
    #expect(try !place.isKept())
    try put(whole)
    #expect(try place.isKept())
  }

  @Test func anotherProgramsImageIsNotUsed() throws {
    let place = try Place()
    _ = try place.analysis()
    let other = ImageCache(folder: place.cache.folder, program: "another")
    #expect(try !place.isKept(other))
    _ = try Analysis(try place.file(), home: place.home, cache: other)
    #expect(try place.isKept(other) && place.isKept())
    // Not even under its own name.
    let (own, foreign) = (place.images[0], place.images[1])
    try FileManager.default.removeItem(atPath: own)
    try FileManager.default.copyItem(atPath: foreign, toPath: own)
    #expect(try place.isKept(other) != place.isKept())
  }

  /// Each setting that loading depends on has its image; others do not.
  @Test func settingsThatMatterHaveTheirOwnImage() throws {
    let place = try Place()
    let changes: [(Bool, (inout PipelineFile) -> Void)] = [
      (true, { $0.stance.calibrated = false }), (true, { $0.mentions.misspellings = false }),
      (true, { $0.detectsLanguage = false }), (true, { $0.languages.removeLast() }), (true, { $0.actors = [] }),
      (true, { $0.leftOut = ["en/valence.tsv"] }), (true, { $0.kinds = ["abbreviations"] }),
      (true, { $0.transliterations = nil }),
      (true, { $0.dictionaries.append(.init(file: .init(typed: "/a"))) }),
      (true, { $0.lexicons.append(.init(typed: "/a")) }),
      (false, { $0.stance.neutral = 0.2 }), (false, { $0.evidence = true }), (false, { $0.contrasts = [] }),
      (false, { $0.engine = .icu }), (false, { $0.mentions.pronounWindow = 1 }),
    ]
    let file = try place.file()
    for (number, (matters, change)) in changes.enumerated() {
      var other = file
      change(&other)
      #expect((other.imageKey(home: place.home) != file.imageKey(home: place.home)) == matters, "change \(number)")
    }
  }

  /// A file whose bytes change, though neither its size nor its times of writing do.
  @Test(arguments: [false, true])
  func changedDataAreLoaded(isSettled: Bool) throws {
    let place = try Place()
    var status = stat()
    let text = try String(contentsOfFile: place.valence, encoding: .utf8)
    #expect(stat(place.valence, &status) == 0)
    let probes = DataProbes()
    #expect(probes.text(place.valence) == text)
    var known = probes.all
    #expect(known.count == 1 && known[0].state?.isSettled == false)
    if isSettled { known[0].state = known[0].state?.settled(by: .max) }
    #expect(known[0].state?.isSettled == isSettled)
    #expect(DataProbes.repeated(&known) == .same)
    _ = try place.analysis()
    let before = try Self.records(try place.analysis(), Self.texts)

    let changed = text.replacing("praise", with: "prbise")
    #expect(changed.utf8.count == text.utf8.count && changed != text)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: place.valence))
    try handle.write(contentsOf: Data(changed.utf8))
    try handle.close()
    #expect(utimensat(AT_FDCWD, place.valence, [status.st_atim, status.st_mtim], 0) == 0)
    #expect(DataProbes.repeated(&known) == .other)
    #expect(try !place.isKept())
    let after = try Self.records(try place.analysis(), Self.texts)
    #expect(after != before)
    #expect(after == (try Self.records(try Analysis(try place.file(), home: place.home), Self.texts)))
  }

  /// A settled file is told by its state alone, until it is touched.
  @Test func aTouchedFileIsReadAgainOnce() throws {
    let place = try Place()
    let probes = DataProbes()
    _ = probes.text(place.valence)
    var known = probes.all
    known[0].state = known[0].state?.settled(by: .max)
    // Were it read, this answer would be a wrong one.
    known[0].answer ^= 2
    #expect(DataProbes.repeated(&known) == .same)
    known[0].answer ^= 2
    #expect(utimes(place.valence, nil) == 0)
    #expect(DataProbes.repeated(&known) != .other)
    known[0].answer ^= 2
    #expect(DataProbes.repeated(&known) == .other)
  }

  @Test func filesThatComeOrGoAreNoticed() throws {
    let place = try Place()
    let more = place.home.lexicons + "/en/more.tsv"
    let head = try String(contentsOfFile: place.valence, encoding: .utf8)
    func expectReload(_ what: String, _ change: () throws -> Void) throws {
      _ = try place.analysis()
      #expect(try place.isKept())
      try change()
      #expect(try !place.isKept(), "\(what)")
    }
    try expectReload("a table is added") { try head.write(toFile: more, atomically: true, encoding: .utf8) }
    try expectReload("and taken away") { try FileManager.default.removeItem(atPath: more) }
    try expectReload("a registry is added") {
      try "actors: []\n".write(
        toFile: place.home.lexicons + "/actors/more.yaml", atomically: true, encoding: .utf8)
    }
    // A folder beside the pipeline file comes before that of Lexicons/.
    try expectReload("a language beside the pipeline") {
      try FileManager.default.copyItem(atPath: place.home.lexicons + "/en", toPath: place.home.pipelines + "/en")
    }
  }

  @Test func wrongDataAreComplainedOfEachTime() throws {
    let place = try Place()
    let text = try String(contentsOfFile: place.valence, encoding: .utf8)
    try (text + "one\tcolumn\ttoo\tmany\tof\tthem\tall\n").write(
      toFile: place.valence, atomically: true, encoding: .utf8)
    var complaints: [String] = []
    for _ in 0..<2 {
      let error = #expect(throws: ConfigurationError.self) { _ = try place.analysis() }
      complaints.append(try #require(error).description)
    }
    #expect(complaints[0] == complaints[1] && complaints[0].contains("valence.tsv"))
    #expect(place.images.isEmpty)
  }

  // MARK: The folder

  @Test func aFolderThatCannotBeWrittenIsNoError() throws {
    let place = try Place()
    for folder in [place.valence + "/cache", "/proc/none/cache", "/dev/null"] {
      let analysis = try Analysis(try place.file(), home: place.home, cache: ImageCache(folder: folder))
      #expect(analysis.languages.count == 2)
    }
  }

  /// Eight are kept, those that were used last; what a killed program has left goes after an hour.
  @Test func oldImagesGo() throws {
    let place = try Place()
    for number in 0..<12 {
      place.cache.write("\(number)", probes: []) { try $0.write(number) }
      setAge(try #require(place.images.first { age($0) < 100 }), 1000 - number * 10)
    }
    var left: [Int] = []
    for number in 0..<12 {
      let kept = place.cache.read("\(number)") { image throws(ImageDamage) in try image.value(Int.self) }
      if kept == number { left.append(number) }
    }
    #expect(left == Array(4..<12))
    for (name, age) in [("old", 4000), ("new", 100)] {
      let path = "\(place.cache.folder)/\(ImageCache.unfinished)\(name)"
      try "".write(toFile: path, atomically: false, encoding: .utf8)
      setAge(path, age)
    }
    place.cache.write("last", probes: []) { try $0.write(0) }
    let seals = place.images.map { $0 + ImageSeal.ending } + [place.cache.folder + "/gone.image" + ImageSeal.ending]
    for seal in seals { try "".write(toFile: seal, atomically: false, encoding: .utf8) }
    place.cache.write("very last", probes: []) { try $0.write(0) }
    // Notes go with their images; the newest image has none yet.
    let sealed = listFolder(place.cache.folder, endings: [ImageSeal.ending])!.map {
      "\(place.cache.folder)/\($0.dropLast(ImageSeal.ending.count))"
    }
    #expect(sealed.count == place.images.count - 1 && Set(sealed).isSubset(of: place.images))
    let unfinished = listFolder(place.cache.folder, endings: [""])!.filter { $0.hasPrefix(ImageCache.unfinished) }
    #expect(unfinished == [ImageCache.unfinished + "new"])
  }

  private func age(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? time(nil) - status.st_mtim.tv_sec : 0
  }

  private func setAge(_ path: String, _ seconds: Int) {
    let then = timespec(tv_sec: time(nil) - seconds, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, path, [then, then], 0) == 0)
  }

  /// Many at once, each with an image of the others coming and going.
  @Test func manyAtOnceDoNotDisturbEachOther() throws {
    let place = try Place()
    let expected = try Self.records(try Analysis(try place.file(), home: place.home), Self.texts)
    let (file, home, cache) = (try place.file(), place.home, place.cache)
    let records = try concurrentMap(8) { number in
      try Self.records(try Analysis(file, home: home, cache: cache), Self.texts)
    }
    #expect(records.allSatisfy { $0 == expected })
    #expect(place.images.count == 1)
    #expect(listFolder(cache.folder, endings: [""])!.allSatisfy { !$0.hasPrefix(ImageCache.unfinished) })
  }
}
