import Foundation
import Testing

/// How well copies are found, through the real binary: articles made of real sentences, shuffled with a fixed seed, and
/// copies of them with edits of known size. docs/duplicates.md holds the table; `RHETOR_RECORD=1` writes it anew.
@Suite struct DuplicateMeasureTests {
  typealias Sentences = [[String]]

  struct Edit: Sendable {
    var name: String
    var isCopy: Bool
    /// The copy's words; the pool is all sentences.
    var make: @Sendable (Sentences, Sentences, inout Sequence) -> [String]
    /// What must be found at the shipped threshold, in percent: at least for copies, at most for others.
    var bound: Int
  }

  static let edits: [Edit] = [
    copy("other case, quotes and spaces", bound: 100) { article, _, _ in
      article.flatMap { $0.map { "“\($0.uppercased())” \n" } }
    },
    copy("lead replaced, a tenth of the text", bound: 98) { replaceLead($0, 0.1, $1, &$2) },
    copy("lead replaced, a fifth", bound: 75) { replaceLead($0, 0.2, $1, &$2) },
    copy("cut to nine tenths", bound: 98) { article, _, _ in cut(article, 0.9) },
    copy("cut to eight tenths", bound: 95) { article, _, _ in cut(article, 0.8) },
    copy("cut to seven tenths", bound: 80) { article, _, _ in cut(article, 0.7) },
    copy("cut to half", bound: 0) { article, _, _ in cut(article, 0.5) },
    copy("a tenth added", bound: 98) { add($0, 0.1, $1, &$2) },
    copy("three tenths added", bound: 90) { add($0, 0.3, $1, &$2) },
    copy("one word in a hundred another", bound: 99) { changeWords($0, 0.01, $1, &$2) },
    copy("one in thirty", bound: 98) { changeWords($0, 0.033, $1, &$2) },
    copy("one in twenty", bound: 95) { changeWords($0, 0.05, $1, &$2) },
    copy("one in ten", bound: 0) { changeWords($0, 0.1, $1, &$2) },
    copy("sentences in another order", bound: 98) { article, _, random in random.shuffled(article).flatMap { $0 } },
    other("three in ten sentences in common", bound: 0) { share($0, 0.3, $1, &$2) },
    other("half of the sentences", bound: 0) { share($0, 0.5, $1, &$2) },
    other("six in ten", bound: 2) { share($0, 0.6, $1, &$2) },
    other("none", bound: 0) { share($0, 0, $1, &$2) },
  ]

  static let thresholds = [0.5, 0.6, 0.7, 0.8]
  static let shipped = 0.6
  static let articles = 400
  static let document = ContractTests.root.appendingPathComponent("docs/duplicates.md")

  @Test func copiesAreFoundAndOthersAreNot() throws {
    let gold = ContractTests.root.appendingPathComponent("../shared/data/newsmtsc-train.jsonl")
    let pool = try Self.pool(gold)
    var random = Sequence(state: 2021)
    let originals = (0..<Self.articles).map { _ in random.some(8 + random.below(33), of: pool) }
    var lines = [
      "| | Jaccard | " + Self.thresholds.map { "≥ \($0)" }.joined(separator: " | ") + " |",
      "|---|---|" + Self.thresholds.map { _ in "---|" }.joined(),
    ]
    var marks = (right: 0, wrong: 0)
    for edit in Self.edits {
      let copies = originals.map { edit.make($0, pool, &random) }
      let likeness = zip(originals, copies).map { Self.jaccard($0.flatMap { $0 }, $1) }.reduce(0, +)
      let found = try Self.found(originals, copies)
      var row = "| \(edit.name) | \(Self.hundredths(likeness / Double(copies.count))) |"
      for threshold in Self.thresholds {
        let right = found.right.count { $0 >= threshold }
        let percent = Double(right) / Double(copies.count) * 100
        row += " \(Self.tenths(percent)) |"
        guard threshold == Self.shipped else { continue }
        if edit.isCopy { marks.right += right } else { marks.wrong += right }
        marks.wrong += found.wrong
        let bound = Double(edit.bound)
        #expect(edit.isCopy ? percent >= bound : percent <= bound, "\(edit.name): \(percent) %")
      }
      lines.append(row)
    }
    #expect(marks.wrong * 100 < marks.right)
    let table = lines.joined(separator: "\n") + "\n"
    print(table, "right: \(marks.right), wrong: \(marks.wrong)")
    // The table is made from sentences that are not part of the project.
    guard FileManager.default.fileExists(atPath: gold.path) else { return }
    try Self.compare(table)
  }

  /// What stands in the document, or with `RHETOR_RECORD=1` is put there.
  private static func compare(_ table: String) throws {
    let text = try String(contentsOf: document, encoding: .utf8)
    let start = try #require(text.range(of: "| | Jaccard"))
    let end = text.range(of: "\n\n", range: start.lowerBound..<text.endIndex)?.lowerBound ?? text.endIndex
    if ProcessInfo.processInfo.environment["RHETOR_RECORD"] == "1" {
      let new = text[..<start.lowerBound] + table.dropLast() + text[end...]
      try new.write(to: document, atomically: true, encoding: .utf8)
    } else {
      #expect(text[start.lowerBound..<end] == table.dropLast())
    }
  }

  /// Sentences as words.
  private static func pool(_ gold: URL) throws -> Sentences {
    struct Coded: Decodable { var sentence: String }
    var texts: Set<String> = []
    let samples = try Data(contentsOf: ContractTests.root.appendingPathComponent(ContractTests.samples))
    for article: ContractTests.Article in try ContractTests.decode(samples) {
      texts.formUnion(article.text.components(separatedBy: ". "))
    }
    if let data = try? Data(contentsOf: gold) {
      for coded: Coded in try ContractTests.decode(data) { texts.insert(coded.sentence) }
    }
    return texts.sorted().map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }.filter { $0.count > 3 }
  }

  /// Similarities of the copies that are marked with their own original, and how many articles are marked with another.
  private static func found(_ originals: [Sentences], _ copies: [[String]]) throws -> (right: [Double], wrong: Int) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipeline = "name: measure\nlanguages: [en]\nstages: [dedupe: {threshold: \(thresholds[0])}]\n"
    try pipeline.write(to: folder.appendingPathComponent("measure.yaml"), atomically: true, encoding: .utf8)
    struct Line: Encodable { var id, text: String }
    var dump = Data()
    for (index, words) in (originals.map { $0.flatMap { $0 } } + copies).enumerated() {
      dump += try JSONEncoder().encode(Line(id: "\(index % articles)", text: words.joined(separator: " "))) + [10]
    }
    try dump.write(to: folder.appendingPathComponent("dump.jsonl"))
    let outcome = try CaseTests.shell(
      "rhetor analyze -q --home '\(ContractTests.root.path)' -p measure.yaml dump.jsonl", in: folder)
    struct Record: Decodable {
      struct Duplicate: Decodable {
        var of: String
        var similarity: Double
      }
      var id: String
      var duplicate: Duplicate?
    }
    let records: [Record] = try ContractTests.decode(outcome.output)
    try #require(records.count == 2 * articles, "\(String(decoding: outcome.error, as: UTF8.self))")
    let marked = records.filter { $0.duplicate != nil }
    let right = marked.filter { $0.duplicate!.of == $0.id }
    return (right.map { $0.duplicate!.similarity }, marked.count - right.count)
  }

  private static func jaccard(_ a: [String], _ b: [String]) -> Double {
    func shingles(_ words: [String]) -> Set<String> {
      let words = words.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
      return Set((0..<max(0, words.count - 2)).map { words[$0..<$0 + 3].joined(separator: " ") })
    }
    let (left, right) = (shingles(a), shingles(b))
    return Double(left.intersection(right).count) / Double(max(1, left.union(right).count))
  }

  private static func hundredths(_ value: Double) -> String { String(format: "%.2f", value) }
  private static func tenths(_ value: Double) -> String { String(format: "%.1f", value) }
}

/// The edits.
extension DuplicateMeasureTests {
  private typealias Make = @Sendable (Sentences, Sentences, inout Sequence) -> [String]

  private static func copy(_ name: String, bound: Int, _ make: @escaping Make) -> Edit {
    Edit(name: name, isCopy: true, make: make, bound: bound)
  }

  private static func other(_ name: String, bound: Int, _ make: @escaping Make) -> Edit {
    Edit(name: name, isCopy: false, make: make, bound: bound)
  }

  private static func part(_ article: Sentences, _ share: Double) -> Int {
    max(1, Int((Double(article.count) * share).rounded()))
  }

  private static func replaceLead(_ article: Sentences, _ share: Double, _ pool: Sentences, _ random: inout Sequence)
    -> [String]
  {
    let count = part(article, share)
    return (random.some(count, of: pool) + article.dropFirst(count)).flatMap { $0 }
  }

  private static func cut(_ article: Sentences, _ share: Double) -> [String] {
    article.prefix(part(article, share)).flatMap { $0 }
  }

  private static func add(_ article: Sentences, _ share: Double, _ pool: Sentences, _ random: inout Sequence)
    -> [String]
  {
    (article + random.some(part(article, share), of: pool)).flatMap { $0 }
  }

  private static func changeWords(_ article: Sentences, _ share: Double, _ pool: Sentences, _ random: inout Sequence)
    -> [String]
  {
    article.flatMap { $0 }.map {
      Double(random.below(10_000)) < share * 10_000 ? pool[random.below(pool.count)][0] : $0
    }
  }

  /// Another article that has some sentences of this one, as reports on one matter have their background in common.
  private static func share(_ article: Sentences, _ share: Double, _ pool: Sentences, _ random: inout Sequence)
    -> [String]
  {
    let count = Int((Double(article.count) * share).rounded())
    let own = random.some(article.count - count, of: pool)
    return random.shuffled(random.shuffled(article).prefix(count) + own).flatMap { $0 }
  }

  /// A fixed sequence of numbers.
  struct Sequence {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }

    mutating func some(_ count: Int, of pool: Sentences) -> Sentences {
      (0..<count).map { _ in pool[below(pool.count)] }
    }

    mutating func shuffled(_ sentences: some Collection<[String]>) -> Sentences {
      var sentences = Array(sentences)
      for index in sentences.indices.dropFirst() { sentences.swapAt(index, below(index + 1)) }
      return sentences
    }
  }
}
