import Actors
import Corpus
import Glibc
import Lexicon
import TextModel

/// Where the data lives: the folder that holds Lexicons/ and Pipelines/.
///
/// Looked for in this order: `--home`, RHETOR_HOME, PREFIX/share/rhetor beside an installed executable, the checkout
/// that holds the executable.
public struct Home: Sendable {
  public let path: String

  /// - Throws: `InputOutputError` where no such folder is found.
  public init(option: String? = nil) throws {
    if let named = option ?? getenv("RHETOR_HOME").map({ String(cString: $0) }), !named.isEmpty {
      guard Self.holdsData(named) else {
        throw InputOutputError(
          place: named, what: "no folder with Lexicons/ and Pipelines/",
          mend: "name one with --home or RHETOR_HOME")
      }
      path = named
      return
    }
    for candidate in Self.candidates() where Self.holdsData(candidate) {
      path = candidate
      return
    }
    throw InputOutputError(
      place: "rhetor", what: "its Lexicons/ and Pipelines/ were not found",
      mend: "name their folder with --home or RHETOR_HOME")
  }

  public var lexicons: String { path + "/Lexicons" }
  public var pipelines: String { path + "/Pipelines" }

  /// The path of a pipeline: a file as named, or a name in Pipelines/ with or without its ending.
  /// - Throws: `ConfigurationError` where there is none.
  public func pipeline(_ name: String) throws -> String {
    for candidate in [name, "\(pipelines)/\(name)", "\(pipelines)/\(name).yaml"] where isFile(candidate) {
      return candidate
    }
    let near = YAMLValue.nearMiss(of: name, among: pipelineNames).map { "did you mean '\($0)'?" }
    throw ConfigurationError(
      file: name, what: "no such pipeline",
      mend: near ?? "name a file, or one of \(pipelineNames.joined(separator: ", "))")
  }

  /// Names of the pipelines that are shipped.
  public var pipelineNames: [String] {
    listFolder(pipelines, endings: [".yaml"])?.map { String($0.dropLast(5)) } ?? []
  }

  /// What codes of other programs say of actors; nothing where the file is not there.
  public func actorCodes() throws -> ActorCodes {
    try ActorCodes(LexiconFile(parsing: readText(lexicons + "/actor-codes.tsv") ?? "", path: "actor-codes.tsv"))
  }

  private static func holdsData(_ folder: String) -> Bool {
    access(folder + "/Lexicons", R_OK) == 0 && access(folder + "/Pipelines", R_OK) == 0
  }

  private static func candidates() -> [String] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return [] }
    let executable = String(decoding: buffer[0..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var folders: [String] = []
    var folder = executable[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if folder.hasSuffix("/bin") { folders.append(folder.dropLast(4) + "/share/rhetor") }
      folders.append(String(folder))
    }
    return folders
  }
}

/// Reads a whole file as text, or the bytes at its beginning.
/// - Returns: nil where it does not exist or can't be read.
public func readText(_ path: String, atMost most: Int = .max) -> String? {
  readFile(path) { size, fill in
    String(unsafeUninitializedCapacity: min(size, most)) { fill(UnsafeMutableRawBufferPointer($0)) }
  }
}

func readBytes(_ path: String) -> [UInt8]? {
  readFile(path) { size, fill in
    [UInt8](unsafeUninitializedCapacity: size) { $1 = fill(UnsafeMutableRawBufferPointer($0)) }
  }
}

/// Is there a file that can be read?
func isFile(_ path: String) -> Bool { readFile(path) { _, _ in true } ?? false }

/// Opens a file.
/// - Parameter body: gets its size in bytes, and what fills a piece of memory from it and tells how much it was.
private func readFile<Result>(
  _ path: String, _ body: (_ size: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) -> Result
) -> Result? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  let size = Int(status.st_size)
  return body(size) { memory in
    guard let start = memory.baseAddress else { return 0 }
    var got = 0
    while got < min(size, memory.count) {
      let count = read(descriptor, start + got, min(size, memory.count) - got)
      if count <= 0 { break }
      got += count
    }
    return got
  }
}

/// The names in a folder with one of the endings, sorted by their bytes; nil where it is no folder.
func listFolder(_ path: String, endings: [String]) -> [String]? {
  guard let directory = opendir(path) else { return nil }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    if endings.contains(where: { name.hasSuffix($0) }), !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
