import Corpus

/// What was noticed in articles on reading them, for the summary; sums, so that batches can be of any size.
public struct InputNotes: Codable, Sendable {
  /// Articles by language, its region left out.
  public private(set) var languages: [String: Int] = [:]
  /// Articles in languages that the pipeline does not read, or in none that could be told.
  public private(set) var unread = 0
  /// Articles whose text was decoded wrongly before it came into the dump.
  public private(set) var mojibake = 0
  /// The first of them.
  public private(set) var firstMojibake: Place?

  public struct Place: Codable, Sendable {
    public var source: String
    public var line: Int
    /// Byte offset of the record.
    public var byte: Int
    public var reading: Mojibake
  }

  /// What stands for values that are no tags, of which there could be any number.
  public static let other = "other"

  public init() {}

  mutating func add(language: String?, isRead: Bool) {
    let primary = (language ?? "").prefix { $0 != "-" && $0 != "_" }.lowercased()
    let isTag = (2...3).contains(primary.utf8.count) && primary.utf8.allSatisfy { (97...122).contains($0) }
    languages[isTag ? primary : Self.other, default: 0] += 1
    if !isRead { unread += 1 }
  }

  mutating func add(_ reading: Mojibake, at record: RecordSpan) {
    mojibake += 1
    if firstMojibake == nil {
      firstMojibake = Place(source: record.source, line: record.line, byte: record.byte, reading: reading)
    }
  }

  /// - Parameter next: of what comes later in the input.
  mutating func merge(_ next: InputNotes) {
    for (language, count) in next.languages { languages[language, default: 0] += count }
    unread += next.unread
    mojibake += next.mojibake
    firstMojibake = firstMojibake ?? next.firstMojibake
  }
}
