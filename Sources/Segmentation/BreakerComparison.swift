import CICU
import TextModel

/// What came of holding the tables against ICU; sums add up over texts and threads.
public struct BreakerTally: Sendable {
  public var texts = 0
  public var lines = 0
  public var bytes = 0
  /// Lines, and their bytes, that the tables took; ICU gets all others.
  public var linesOfTables = 0
  public var bytesOfTables = 0
  /// Ends of words, blanks and marks among them, and of sentences that both found or one of them did.
  public var wordBoundaries = 0
  public var sentenceBoundaries = 0
  /// Lines of the tables whose words differ, and lines whose sentences do.
  public var differences = 0
  /// Lines that went to ICU by the first character that made them.
  public var foreign: [UInt32: Int] = [:]
  /// Lines of locales whose rules differ from root's, which tables never take, by locale.
  public var linesOfOtherRules: [String: Int] = [:]

  public init() {}

  public mutating func merge(_ other: BreakerTally) {
    texts += other.texts
    lines += other.lines
    bytes += other.bytes
    linesOfTables += other.linesOfTables
    bytesOfTables += other.bytesOfTables
    wordBoundaries += other.wordBoundaries
    sentenceBoundaries += other.sentenceBoundaries
    differences += other.differences
    foreign.merge(other.foreign, uniquingKeysWith: +)
    linesOfOtherRules.merge(other.linesOfOtherRules, uniquingKeysWith: +)
  }
}

/// A line that the tables read otherwise than ICU.
public struct BreakerDifference: Sendable, Equatable {
  public enum Kind: String, Sendable { case words, sentences }

  public var kind: Kind
  /// Of the text: where the first boundary stands that only one of the two has, in Unicode scalars.
  public var offset: Int
  /// The line, or what of it stands around the offset.
  public var snippet: String
  /// How the tables and ICU read the snippet, parts between bars.
  public var tables: String
  public var icu: String
}

/// Holds `TableBreaker` against ICU's own break iterators, boundary by boundary, before abbreviations are mended.
///
/// It is for one thread. Memory grows with the longest line.
public final class BreakerComparison {
  public let locale: String
  /// Does ICU break this locale by the root rules? Otherwise all goes to ICU, and there is nothing to compare.
  public var hasRootRules: Bool { icu.hasRootRules }

  private let icu: ICUBreaker
  private var tokens: [Token] = []
  private var ends: [Int] = []
  private var tokensOfICU: [Token] = []
  private var endsOfICU: [Int] = []

  public init(locale: String) {
    self.locale = locale
    icu = ICUBreaker(locale: locale, keepsBlanks: true)
  }

  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - found: called with every difference.
  public func compare(
    _ text: [UInt8], _ tally: inout BreakerTally, found: (BreakerDifference) -> Void
  ) {
    tally.texts += 1
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress, !text.isEmpty else { return }
      TableBreaker.lend(keepsBlanks: true) { breaker in
        var start = 0
        while start < text.count {
          let end = Lines.end(base, start, text.count)
          compare(base, start, end, breaker, &tally, found)
          start = end
        }
      }
    }
  }

  private func compare(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ breaker: TableBreaker, _ tally: inout BreakerTally,
    _ found: (BreakerDifference) -> Void
  ) {
    tally.lines += 1
    tally.bytes += end - start
    guard hasRootRules else {
      tally.linesOfOtherRules[locale, default: 0] += 1
      return
    }
    clear()
    guard breaker.words(text, start, end, into: &tokens) else {
      tally.foreign[firstForeign(text, start, end, breaker), default: 0] += 1
      return
    }
    tally.linesOfTables += 1
    tally.bytesOfTables += end - start
    breaker.sentences(text, start, end, into: &ends)
    icu.line(text, start, end, words: &tokensOfICU, sentences: &endsOfICU)
    tally.wordBoundaries += max(tokens.count, tokensOfICU.count)
    tally.sentenceBoundaries += max(ends.count, endsOfICU.count)
    if let place = firstDifference(tokens, tokensOfICU, by: Self.areAlike) {
      let offset = min(tokens[place...].first?.end ?? .max, tokensOfICU[place...].first?.end ?? .max)
      report(.words, Int(offset), text, start, end, tokens.map { Int($0.end) }, tokensOfICU.map { Int($0.end) }, found)
      tally.differences += 1
    }
    if let place = firstDifference(ends, endsOfICU, by: ==) {
      report(
        .sentences, min(ends[place...].first ?? end, endsOfICU[place...].first ?? end), text, start, end, ends,
        endsOfICU, found)
      tally.differences += 1
    }
  }

  private func clear() {
    tokens.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    tokensOfICU.removeAll(keepingCapacity: true)
    endsOfICU.removeAll(keepingCapacity: true)
  }

  private static func areAlike(_ one: Token, _ other: Token) -> Bool {
    one.start == other.start && one.end == other.end && one.traits == other.traits
  }

  private func firstDifference<Element>(
    _ these: [Element], _ those: [Element], by areAlike: (Element, Element) -> Bool
  ) -> Int? {
    for place in 0..<min(these.count, those.count) where !areAlike(these[place], those[place]) { return place }
    return these.count == those.count ? nil : min(these.count, those.count)
  }

  private func firstForeign(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ breaker: TableBreaker
  ) -> UInt32 {
    var at = start
    while at < end {
      let (entry, length) = breaker.entry(text, at)
      if entry & 15 == TableBreaker.foreign { return decodeScalar(text, at).0 }
      at += length
    }
    return 0
  }

  /// Bytes of the snippet on each side of the offset.
  private static let reach = 60

  private func report(
    _ kind: BreakerDifference.Kind, _ offset: Int, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    _ these: [Int], _ those: [Int], _ found: (BreakerDifference) -> Void
  ) {
    func scalarStart(_ at: Int) -> Int {
      var at = at
      while at > start, at < end, text[at] & 0xC0 == 0x80 { at -= 1 }
      return at
    }
    let from = scalarStart(max(start, offset - Self.reach))
    let to = scalarStart(min(end, offset + Self.reach))
    func piece(_ from: Int, _ to: Int) -> String {
      String(decoding: UnsafeBufferPointer(start: text + from, count: to - from), as: UTF8.self)
    }
    func reading(_ boundaries: [Int]) -> String {
      var parts: [String] = []
      var last = from
      for boundary in boundaries where boundary > from && boundary < to {
        parts.append(piece(last, boundary))
        last = boundary
      }
      return (parts + [piece(last, to)]).joined(separator: "|")
    }
    found(
      BreakerDifference(
        kind: kind, offset: piece(0, offset).unicodeScalars.count, snippet: piece(from, to), tables: reading(these),
        icu: reading(those)))
  }
}
