import Glibc

/// The inputs as they were named, with folders walked in sorted order.
public enum InputList {
  /// - Returns: file paths; `-` stays. What can't be read within a folder is among them, to be rejected when its turn comes.
  /// - Throws: `InputOutputError` for a named path that does not exist or cannot be read.
  public static func expand(_ paths: [String]) throws -> [String] {
    var files: [String] = []
    for path in paths {
      if path == "-" {
        files.append(path)
        continue
      }
      var status = stat()
      guard stat(path, &status) == 0 else {
        let found = glob(path)
        if found.isEmpty { throw unreadable(path) }
        files += try expand(found)
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        guard access(path, R_OK) == 0 else { throw unreadable(path) }
        walk(path, within: [Place(status)], into: &files)
      } else {
        guard access(path, R_OK) == 0 else { throw unreadable(path) }
        files.append(path)
      }
    }
    return files
  }

  /// The paths in a list, one a line or each ended by NUL.
  /// - Parameter path: `-` is stdin.
  public static func read(_ path: String, endedByNull: Bool) throws -> [String] {
    do throws(SourceError) {
      return try FileSource(path: path).readAll().split(separator: endedByNull ? 0 : .lineFeed).map { line in
        String(decoding: !endedByNull && line.last == .carriageReturn ? line.dropLast() : line, as: UTF8.self)
      }
    } catch {
      throw InputOutputError(place: path, what: "the list of inputs can't be read", mend: error.reason)
    }
  }

  /// All bytes of an input that is read at once.
  /// - Parameter path: `-` is stdin.
  public static func bytes(of path: String) throws -> [UInt8] {
    do throws(SourceError) { return try FileSource(path: path).readAll() } catch {
      throw InputOutputError(place: path, what: "it can't be read", mend: error.reason)
    }
  }

  /// A folder by what the system knows it by, so that links in a circle are seen.
  private struct Place: Hashable {
    let device: UInt
    let number: UInt

    init(_ status: stat) { (device, number) = (UInt(status.st_dev), UInt(status.st_ino)) }
  }

  /// Adds a folder's files, subfolders in place, by the bytes of their names; hidden ones, pipes and devices are left
  /// out.
  private static func walk(_ folder: String, within places: Set<Place>, into files: inout [String]) {
    guard let directory = opendir(folder) else {
      files.append(folder)
      return
    }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    closedir(directory)
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      if stat(path, &status) != 0 {
        files.append(path)
      } else if status.st_mode & S_IFMT == S_IFDIR {
        let place = Place(status)
        if !places.contains(place) { walk(path, within: places.union([place]), into: &files) }
      } else if status.st_mode & S_IFMT == S_IFREG {
        files.append(path)
      }
    }
  }

  /// Paths that a pattern with `*`, `?` or `[…]` stands for, should the shell have left it alone.
  private static func glob(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
    var found = glob_t()
    defer { globfree(&found) }
    guard Glibc.glob(pattern, 0, nil, &found) == 0 else { return [] }
    let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func unreadable(_ path: String) -> InputOutputError {
    InputOutputError(
      place: path, what: String(cString: strerror(errno)).lowercased(),
      mend: "check the path and its permissions")
  }
}
