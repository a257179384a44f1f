import Foundation
import Testing

/// Sentences written to be hard, one target in each: Challenge/LANGUAGE.tsv says what they express toward it.
@Suite struct ChallengeTests {
  struct Item {
    var phenomenon: String
    var expected: Int
    var before, target, after: String
    var text: String { before + target + after }

    /// `sentence` with the target in square brackets.
    init(row: Substring) throws {
      let fields = row.split(separator: "\t")
      try #require(fields.count == 3)
      phenomenon = String(fields[0])
      expected = try #require(["negative": -1, "neutral": 0, "positive": 1][fields[1]])
      let pieces = fields[2].split(omittingEmptySubsequences: false) { $0 == "[" || $0 == "]" }
      try #require(pieces.count == 3)
      (before, target, after) = (String(pieces[0]), String(pieces[1]), String(pieces[2]))
    }
  }

  struct Line: Encodable {
    var id, language, text: String
    var from, to: Int
  }

  struct Answer: Decodable, Equatable {
    var polarity: Int
    var score: Double?
  }

  static func items(_ language: String) throws -> [Item] {
    let file = CaseTests.folder.appendingPathComponent("Challenge/\(language).tsv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return try rows.dropFirst().map { try Item(row: $0) }
  }

  static func score(_ items: [Item], language: String) throws -> [Answer] {
    let encoder = JSONEncoder()
    var input = Data()
    for (index, item) in items.enumerated() {
      let from = item.before.unicodeScalars.count
      let line = Line(
        id: "\(index)", language: language, text: item.text, from: from, to: from + item.target.unicodeScalars.count)
      input += try encoder.encode(line) + [10]
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("challenge-\(UUID().uuidString).jsonl")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = try CaseTests.shell("rhetor score -q --home . '\(file.path)'", in: ContractTests.root)
    #expect(outcome.code == 0, "\(String(decoding: outcome.error, as: UTF8.self))")
    let answers: [Answer] = try ContractTests.decode(outcome.output)
    try #require(answers.count == items.count)
    return answers
  }

  /// Prints the pass rate of each phenomenon. The floors are where the engine stands; the aim is 90 % of those that
  /// have a direction.
  @Test func phenomena() throws {
    let items = try Self.items("english")
    let answers = try Self.score(items, language: "en")
    #expect(items.count >= 300)
    var table: [String: (passed: Int, all: Int)] = [:]
    for (item, answer) in zip(items, answers) {
      table[item.phenomenon, default: (0, 0)].all += 1
      if answer.polarity == item.expected { table[item.phenomenon]!.passed += 1 }
    }
    for (phenomenon, row) in table.sorted(by: { $0.key < $1.key }) {
      print("challenge: \(phenomenon): \(row.passed) of \(row.all)")
    }
    let directional = zip(items, answers).filter { $0.0.expected != 0 }
    let right = directional.count { $0.0.expected == $0.1.polarity }
    let flipped = zip(items, answers).count { $0.0.expected * $0.1.polarity < 0 }
    print("challenge: with a direction: \(right) of \(directional.count); flipped: \(flipped) of \(items.count)")
    #expect(right * 100 >= directional.count * 80)
    #expect(flipped * 100 <= items.count * 6)
  }

  /// What must not change anything: doubled spaces, curly or straight marks, another name of the target.
  @Test func invariances() throws {
    let items = try Self.items("english")
    let plain = try Self.score(items, language: "en")
    func expectSame(_ what: String, _ change: (Item) -> Item) throws {
      let changed = items.map(change)
      for (index, answer) in try Self.score(changed, language: "en").enumerated() where answer != plain[index] {
        Issue.record("\(what): \(items[index].text) → \(changed[index].text): \(plain[index]) → \(answer)")
      }
    }
    func each(_ item: Item, _ change: (String) -> String) -> Item {
      var item = item
      (item.before, item.target, item.after) = (change(item.before), change(item.target), change(item.after))
      return item
    }
    try expectSame("doubled spaces") { each($0) { $0.replacingOccurrences(of: " ", with: "  ") } }
    try expectSame("curly apostrophes") { each($0) { $0.replacingOccurrences(of: "'", with: "’") } }
    try expectSame("straight quotes") {
      each($0) { $0.replacingOccurrences(of: "“", with: "\"").replacingOccurrences(of: "”", with: "\"") }
    }
    try expectSame("another name") { item in
      var item = item
      let words = item.target.split(separator: " ")
      // Two capitalised words of which neither is a title or a body.
      if ["Harlan Weber", "Ilse Brandt", "Ruth Calloway", "Nadia Serrano", "Peter Vance"].contains(item.target),
        words.count == 2
      {
        item.target = "Ansel Korhonen"
      }
      return item
    }
  }
}
