import Dataset
import Foundation
import Segmentation

/// What came of holding the tables against ICU.
struct SegmentReport {
  struct Example {
    /// A file and a line of it, or the number of a random string.
    var place: String
    var id: String?
    var difference: BreakerDifference
  }

  /// Of random strings: what they were drawn from.
  struct Random {
    var seed: UInt64
    var classes: Int
    /// Pairs of neighbouring classes that were met, of all that there are; how often the rarest was.
    var met: Int
    var pairs: Int
    var least: Int

    init(seed: UInt64, pairs: [Int]) {
      self.seed = seed
      classes = RandomText.classCount
      met = pairs.count { $0 > 0 }
      self.pairs = pairs.count
      least = pairs.min() ?? 0
    }
  }

  /// Characters that are told, of those that sent lines to ICU.
  private static let told = 20

  var tally: BreakerTally
  var rejected = 0
  var wasInterrupted = false
  var examples: [Example] = []
  var random: Random?

  init(tally: BreakerTally) { self.tally = tally }

  /// The most frequent ones first.
  private var foreign: [(scalar: UInt32, lines: Int)] {
    tally.foreign.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private static func code(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  // MARK: for reading

  var text: String {
    var rows = [["", "", "by tables", "by ICU"]]
    rows.append([random == nil ? "articles" : "strings", "\(tally.texts)", "", ""])
    rows.append(["lines", "\(tally.lines)"] + shares(tally.linesOfTables, of: tally.lines))
    rows.append(["MB", megabytes] + shares(tally.bytesOfTables, of: tally.bytes))
    rows.append(["word boundaries compared", "\(tally.wordBoundaries)", "", ""])
    rows.append(["sentence boundaries compared", "\(tally.sentenceBoundaries)", "", ""])
    rows.append(["differences", "\(tally.differences)", "", ""])
    var text = TextTable(rows, words: 1).text
    if let random {
      text +=
        "seed \(random.seed); \(random.classes) classes, \(random.met) of \(random.pairs) pairs of neighbours met, "
        + "the rarest \(random.least) times\n"
    }
    for (locale, lines) in tally.linesOfOtherRules.sorted(by: { $0.key < $1.key }) {
      text += "\(locale): its rules differ from root's: \(lines) lines went to ICU, and nothing of them was compared\n"
    }
    if random == nil, !foreign.isEmpty { text += foreignText }
    for example in examples { text += self.text(of: example) }
    let others = tally.differences - examples.count
    if others > 0 { text += "\(others) other differences\n" }
    return text
  }

  private var foreignText: String {
    let shown = foreign.prefix(Self.told).map { entry in
      // Marks that join what stands before them, and what ends lines, are told by their numbers alone.
      let scalar = Unicode.Scalar(entry.scalar)
      let sign = scalar.map { $0.properties.isAlphabetic ? " \($0)" : "" } ?? ""
      return "\(Self.code(entry.scalar))\(sign) \(entry.lines)"
    }
    let others = foreign.count - shown.count
    return "lines that went to ICU, by the first character that made them: " + shown.joined(separator: ", ")
      + (others > 0 ? ", \(others) other characters" : "") + "\n"
  }

  private func text(of example: Example) -> String {
    let difference = example.difference
    return "\(example.place): \(example.id.map { "article \($0), " } ?? "")character \(difference.offset): "
      + "\(difference.kind.rawValue) differ\n  tables: \(Self.visible(difference.tables))\n"
      + "  ICU:    \(Self.visible(difference.icu))\n"
  }

  /// Line ends and marks that can't be seen alone, written as Swift would.
  private static func visible(_ text: String) -> String { String(text.debugDescription.dropFirst().dropLast()) }

  private var megabytes: String { String(format: "%.2f", Double(tally.bytes) / 1e6) }

  private func shares(_ part: Int, of whole: Int) -> [String] {
    guard whole > 0 else { return ["", ""] }
    let share = Double(part) / Double(whole)
    return [share, 1 - share].map { String(format: "%.3f %%", 100 * $0) }
  }

  // MARK: for programs

  var json: [UInt8] {
    var json = JSONBuffer()
    json.beginObject()
    json.key("version")
    json.value(Versions.text)
    for (key, value) in [
      (random == nil ? "articles" : "strings", tally.texts), ("rejected", rejected), ("lines", tally.lines),
      ("lines_by_tables", tally.linesOfTables), ("bytes", tally.bytes), ("bytes_by_tables", tally.bytesOfTables),
      ("word_boundaries", tally.wordBoundaries), ("sentence_boundaries", tally.sentenceBoundaries),
      ("differences", tally.differences),
    ] {
      json.key(key)
      json.value(value)
    }
    writeForeign(&json)
    json.key("examples")
    json.beginArray()
    for example in examples { write(example, &json) }
    json.endArray()
    if let random { write(random, &json) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func writeForeign(_ json: inout JSONBuffer) {
    json.key("lines_of_other_rules")
    json.beginObject()
    for (locale, lines) in tally.linesOfOtherRules.sorted(by: { $0.key < $1.key }) {
      json.key(locale)
      json.value(lines)
    }
    json.endObject()
    json.key("lines_by_foreign_character")
    json.beginObject()
    for (scalar, lines) in foreign {
      json.key(Self.code(scalar))
      json.value(lines)
    }
    json.endObject()
  }

  private func write(_ example: Example, _ json: inout JSONBuffer) {
    json.beginObject()
    for (key, value) in [
      ("place", example.place as String?), ("id", example.id), ("kind", example.difference.kind.rawValue),
      ("snippet", example.difference.snippet), ("tables", example.difference.tables), ("icu", example.difference.icu),
    ] {
      json.key(key)
      json.value(value)
    }
    json.key("offset")
    json.value(example.difference.offset)
    json.endObject()
  }

  private func write(_ random: Random, _ json: inout JSONBuffer) {
    json.key("random")
    json.beginObject()
    json.key("seed")
    json.literal("\(random.seed)")
    for (key, value) in [
      ("classes", random.classes), ("pairs", random.pairs), ("pairs_met", random.met), ("least", random.least),
    ] {
      json.key(key)
      json.value(value)
    }
    json.endObject()
  }
}
