import Glibc

/// How a source's bytes are to be read.
public enum InputFormat: String, CaseIterable, Sendable {
  /// One JSON object a line; one article a file; or told from the name and the first byte.
  case jsonl, text, auto
}

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

  /// The format of a source, from its name's ending and its first byte that is not blank.
  static func format(of path: String, first: UInt8?) -> InputFormat {
    for ending in [".jsonl", ".ndjson", ".json"] where path.hasSuffix(ending) { return .jsonl }
    for ending in [".txt", ".text", ".md"] where path.hasSuffix(ending) { return .text }
    return first == UInt8(ascii: "{") ? .jsonl : .text
  }
}
