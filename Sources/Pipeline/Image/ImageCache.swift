import CICU
import CMemory
import Glibc
import TextModel

/// The folder in which compiled images are kept: what was made of data files, so that the next start need not make it again.
///
/// Whatever is wrong with the folder or an image in it is no error: the data are loaded then.
public struct ImageCache: Sendable {
  public let folder: String
  /// What tells this program from others.
  let program: String

  /// - Parameter program: nil for this one.
  public init(folder: String, program: String? = nil) {
    self.folder = folder
    self.program = program ?? Self.thisProgram
  }

  /// The user's: `rhetor` in XDG_CACHE_HOME, or else in .cache of HOME; nil where neither is said.
  public static var userFolder: String? {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    // What is not absolute is to be ignored. Source: XDG Base Directory Specification 0.8.
    if let cache = variable("XDG_CACHE_HOME"), cache.hasPrefix("/") { return cache + "/rhetor" }
    return variable("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.cache/rhetor" : nil }
  }

  /// How images are laid out; to be counted up with changes that the linker's notes do not show.
  private static let format = 1
  private static let ending = ".image"
  static let unfinished = "unfinished-"
  /// Images that are kept.
  private static let most = 8

  private static var thisProgram: String {
    var version = [CChar](repeating: 0, count: 20)
    version.withUnsafeMutableBufferPointer { icu_version($0.baseAddress!) }
    let icu = version.prefix { $0 != 0 }.map { String(UInt8(bitPattern: $0)) }.joined(separator: ".")
    // A program that was linked without a note is known by its file.
    var file = stat()
    stat("/proc/self/exe", &file)
    return
      "\(format) \(memory_build()) \(icu) \(file.st_size) \(file.st_mtim.tv_sec) \(file.st_mtim.tv_nsec) \(geteuid())"
  }

  private func path(of key: String) -> String {
    let hash = Array(key.utf8).withUnsafeBufferPointer { hashBytes($0) }
    return "\(folder)/\(String(hash, radix: 16))\(Self.ending)"
  }

  /// What an image holds whose data are as they were.
  func read<Result>(_ key: String, _ body: (inout ImageReader) throws(ImageDamage) -> Result) -> Result? {
    let key = "\(program)\n\(key)"
    let path = path(of: key)
    guard var file = ImageFile(path: path, key: key), file.isOfPresentData(path: path) else { return nil }
    var reader = ImageReader(file.content)
    guard let result = try? body(&reader), reader.isAtEnd else { return nil }
    return result
  }

  /// Keeps an image, if it can.
  func write(_ key: String, probes: [DataProbes.Probe], _ content: (inout ImageWriter) throws -> Void) {
    makeFolder()
    let key = "\(program)\n\(key)"
    guard (try? ImageFile.write(path(of: key), key: key, probes: probes, content: content)) != nil else { return }
    prune()
  }

  private func makeFolder() {
    var path = ""
    for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
      path += (path.isEmpty && !part.isEmpty ? "" : "/") + part
      mkdir(path, 0o700)
    }
  }

  /// Leaves the images that were used last, and takes away what programs that were killed have left.
  private func prune() {
    func age(_ name: String) -> Int {
      var status = stat()
      return stat("\(folder)/\(name)", &status) == 0 ? time(nil) - status.st_mtim.tv_sec : 0
    }
    let images = (listFolder(folder, endings: [Self.ending]) ?? []).map { (name: $0, age: age($0)) }
    var names = images.sorted { $0.age < $1.age }.dropFirst(Self.most).map(\.name)
    let kept = Set(images.map(\.name)).subtracting(names)
    names += (listFolder(folder, endings: [ImageSeal.ending]) ?? []).filter {
      !kept.contains(String($0.dropLast(ImageSeal.ending.count)))
    }
    names += (listFolder(folder, endings: [""]) ?? []).filter { $0.hasPrefix(Self.unfinished) && age($0) > 3600 }
    for name in names { unlink("\(folder)/\(name)") }
  }
}
