import Glibc

/// The inputs as they were named, with folders walked in sorted order.
public enum InputList {
  /// - Returns: file paths; `-` stays.
  /// - Throws: `InputOutputError` for a path that does not exist or cannot be read.
  public static func expand(_ paths: [String]) throws -> [String] {
    var files: [String] = []
    for path in paths {
      if path == "-" {
        files.append(path)
        continue
      }
      var status = stat()
      guard stat(path, &status) == 0 else { throw unreadable(path) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try walk(path, into: &files)
      } else {
        guard access(path, R_OK) == 0 else { throw unreadable(path) }
        files.append(path)
      }
    }
    return files
  }

  /// Adds a folder's files, subfolders in place, by the bytes of their names; hidden ones are left out.
  private static func walk(_ folder: String, into files: inout [String]) throws {
    guard let directory = opendir(folder) else { throw unreadable(folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { throw unreadable(path) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try walk(path, into: &files)
      } else if status.st_mode & S_IFMT == S_IFREG {
        files.append(path)
      }
    }
  }

  private static func unreadable(_ path: String) -> InputOutputError {
    InputOutputError(
      place: path, what: String(cString: strerror(errno)).lowercased(),
      mend: "check the path and its permissions")
  }
}
