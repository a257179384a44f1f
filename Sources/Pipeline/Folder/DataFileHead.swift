import Dataset

extension Manifest.DataFile {
  /// A data file as it is now, with what the `# key: value` lines at its beginning say.
  /// - Returns: nil where it can't be read.
  public init?(_ file: Analysis.DataFile) {
    guard let bytes = readBytes(file.path) else { return nil }
    let head = Self.head(bytes)
    self.init(
      path: file.shown, digest: FileDigest(of: bytes), name: head["name"], version: head["version"],
      licence: head["licence"])
  }

  private static func head(_ bytes: [UInt8]) -> [String: String] {
    var head: [String: String] = [:]
    for line in bytes.split(separator: 10, maxSplits: 20) {
      guard line.first == UInt8(ascii: "#"), let colon = line.firstIndex(of: UInt8(ascii: ":")) else { break }
      func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.drop { $0 == 32 }.filter { $0 != 13 }, as: UTF8.self)
      }
      let key = text(line[line.startIndex + 1..<colon])
      if head[key] == nil { head[key] = text(line[(colon + 1)...]) }
    }
    return head
  }
}
