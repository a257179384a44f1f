/// Articles that a news database put one after the other into a text file: they are parted by lines of a known form.
struct ExportFramer: Framer {
  enum Database {
    /// LexisNexis: each begins with "1 of 10 DOCUMENTS"; those of Nexis Uni end with "End of Document".
    case lexis
    /// Factiva: each ends with its accession number.
    case factiva
  }

  var scanned = 0
  private let database: Database
  /// An article was begun.
  private var isInside = false
  private var hasFound = false
  /// What was scanned ends within a line that is longer than any that parts articles.
  private var isInLongLine = false

  init(_ database: Database) { self.database = database }

  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Frame {
    var at = scanned
    while at < bytes.count {
      guard let end = bytes.endOfLine(from: at) ?? (atEnd ? bytes.count : nil) else {
        // A short line is looked at again when it is whole.
        if bytes.count - at > ExportMark.longest { (at, isInLongLine) = (bytes.count, true) }
        break
      }
      let start = at
      at = min(end + 1, bytes.count)
      let mark = isInLongLine ? nil : ExportMark(bytes, start..<end, database)
      isInLongLine = false
      switch mark {
      case .begins:
        hasFound = true
        if start > 0 {
          let wasInside = isInside
          (scanned, isInside) = (0, false)
          return wasInside ? .record(0..<start, form, taken: start) : .nothing(taken: start)
        }
        isInside = true
      case .ends:
        hasFound = true
        (scanned, isInside) = (0, false)
        return .record(0..<at, form, taken: at)
      case nil: break
      }
    }
    scanned = at
    guard atEnd, bytes.count > 0 else { return .more }
    scanned = 0
    if bytes.isBlank(0..<bytes.count) { return .nothing(taken: bytes.count) }
    if isInside { return .record(0..<bytes.count, form, taken: bytes.count) }
    if let fault = fault(bytes) { return .record(0..<bytes.count, .broken(fault), taken: bytes.count) }
    return .nothing(taken: bytes.count)
  }

  private var form: RecordSpan.Form { database == .lexis ? .lexis : .factiva }

  /// What is wrong with bytes that no line ends; nil for what databases put after the last article.
  private func fault(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    switch database {
    case .lexis:
      return hasFound
        ? nil : "no line as '1 of 10 DOCUMENTS' or 'End of Document': is it an export of LexisNexis, as text?"
    case .factiva:
      let lines = ExportLines(ArraySlice(Array(bytes))).lines
      if hasFound, !lines.contains(where: { ExportLines.isLength($0) || $0.hasPrefix("TD") }) { return nil }
      return "an article without its accession number: it is cut off, or no export of Factiva as text"
    }
  }
}

/// A line that parts the articles of an export.
///
/// Sources: the documentation of the R packages LexisNexisTools and tm.plugin.factiva; Dow Jones' reference of accession
/// numbers (a source code of eight characters, the date, nine more).
enum ExportMark {
  case begins, ends

  /// Bytes of the longest line that can be one.
  static let longest = 400

  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ database: ExportFramer.Database) {
    guard range.count <= Self.longest else { return nil }
    var (first, last) = (range.lowerBound, range.upperBound)
    if UnsafeBufferPointer(rebasing: bytes[range]).starts(with: "\u{FEFF}") { first += 3 }
    while first < last, bytes[first] <= 0x20 { first += 1 }
    while first < last, bytes[last - 1] <= 0x20 { last -= 1 }
    guard last - first >= 12 else { return nil }
    // Nearly all lines are told from these at a glance.
    switch database {
    case .lexis:
      let isCandidate =
        (48...57).contains(bytes[first]) || bytes[first] == UInt8(ascii: "D") || bytes[first] == UInt8(ascii: "E")
      guard isCandidate, last - first <= 60 else { return nil }
    case .factiva:
      guard last - first > 26, bytes[last - 26] <= 0x20, (49...50).contains(bytes[last - 17]) else { return nil }
    }
    let text = String(decoding: bytes[first..<last], as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace)
    switch database {
    case .lexis:
      if words == ["End", "of", "Document"] {
        self = .ends
      } else if Self.isCount(words, indent: first - range.lowerBound) {
        self = .begins
      } else {
        return nil
      }
    case .factiva:
      guard Self.accessionNumber(words) != nil else { return nil }
      self = .ends
    }
  }

  /// "1 of 10 DOCUMENTS", or, in the middle of the line, "Dokument 1 von 10".
  private static func isCount(_ words: [Substring], indent: Int) -> Bool {
    guard words.count == 4 else { return false }
    func isOf(_ word: Substring) -> Bool { word.utf8.count <= 3 && word.allSatisfy(\.isLowercase) }
    func isDocument(_ word: Substring) -> Bool { ["doc", "dok"].contains(word.prefix(3).lowercased()) }
    func isOrdered(_ first: Substring, _ last: Substring) -> Bool {
      guard let first = Int(first.filter { $0 != "," && $0 != "." }),
        let last = Int(last.filter { $0 != "," && $0 != "." })
      else { return false }
      return first >= 1 && first <= last
    }
    if isDocument(words[3]), words[3].allSatisfy(\.isUppercase), isOf(words[1]) { return isOrdered(words[0], words[2]) }
    return indent >= 4 && isDocument(words[0]) && isOf(words[2]) && isOrdered(words[1], words[3])
  }

  /// The number in a line such as "Document WIRE000020210222eh2m0001x", after its field's code or alone.
  static func accessionNumber(_ words: [Substring]) -> Substring? {
    let words = words.first == "AN" ? words.dropFirst() : words[...]
    guard words.count == 2, let number = words.last, number.utf8.count == 25 else { return nil }
    let date = number.utf8.dropFirst(8).prefix(8)
    guard number.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }),
      date.allSatisfy({ (48...57).contains($0) }), date.starts(with: "19".utf8) || date.starts(with: "20".utf8)
    else { return nil }
    return number
  }
}
