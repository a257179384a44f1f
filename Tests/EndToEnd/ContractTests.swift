import Foundation
import Testing

/// What the dataset promises whatever is read: one test a promise, on the shipped samples, through the real binary.
@Suite struct ContractTests {
  static let root = CaseTests.folder.appendingPathComponent("../..").standardizedFileURL
  static let samples = "Pipelines/samples/articles.jsonl"

  /// The fields of an article's record that are looked at here.
  struct Record: Decodable {
    struct Sentiment: Decodable { var score: Double? }
    struct Stance: Decodable {
      var score: Double?
      var evidence: Int
    }
    struct Holder: Decodable { var holder: String }
    struct Actor: Decodable {
      var actor: String
      var stance: Stance
      var holders: [Holder]
    }
    struct Dyad: Decodable { var holder, target: String }
    struct Rule: Decodable { var factor: Double }
    struct Evidence: Decodable {
      var start, end: Int
      var text: String
      var weight, contribution: Double
      var rules: [Rule]
    }
    var id: String
    var sentiment: Sentiment
    var actors: [Actor]
    var dyads: [Dyad]
    var evidence: [Evidence]
  }

  struct Article: Decodable { var id, text: String }

  static func decode<Value: Decodable>(_ lines: Data) throws -> [Value] {
    try lines.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Value.self, from: $0) }
  }

  static func analyse(_ options: String) throws -> Data {
    try CaseTests.shell("rhetor analyze -q --home . --evidence \(options)", in: root).output
  }

  static let output = Result { try analyse(samples) }

  let records: [Record]

  init() throws { records = try Self.decode(try Self.output.get()) }

  /// A holder is the article, an actor, or openly unresolved; nobody's stance stands without its target.
  @Test func everyStanceNamesTargetAndHolder() {
    #expect(records.count >= 14)
    let actors = Set(records.flatMap { $0.actors.map(\.actor) })
    for record in records {
      #expect(record.actors.allSatisfy { ($0.stance.score == nil) == $0.holders.isEmpty })
      for holder in record.actors.flatMap({ $0.holders.map(\.holder) }) + record.dyads.map(\.holder) {
        #expect(["article", "unresolved"].contains(holder) || actors.contains(holder))
      }
      #expect(record.dyads.allSatisfy { dyad in record.actors.contains { $0.actor == dyad.target } })
    }
  }

  /// Every piece of evidence quotes the article, and its contribution is its weight times the factors of its rules.
  @Test func everyScoreCanBeTracedToTheText() throws {
    let articles: [Article] = try Self.decode(Data(contentsOf: Self.root.appendingPathComponent(Self.samples)))
    let texts = Dictionary(uniqueKeysWithValues: articles.map { ($0.id, Array($0.text.unicodeScalars)) })
    #expect(records.map(\.id) == articles.map(\.id))
    for record in records {
      let text = try #require(texts[record.id])
      for piece in record.evidence {
        var quoted = String.UnicodeScalarView()
        quoted.append(contentsOf: text[piece.start..<piece.end])
        #expect(String(quoted) == piece.text)
        #expect(piece.contribution == piece.rules.reduce(piece.weight) { $0 * $1.factor })
      }
    }
    #expect(records.reduce(0) { $0 + $1.evidence.count } > 100)
  }

  /// An actor of whom nothing is said has no score, and whoever has one has evidence.
  @Test func noHitIsNotNeutral() {
    let stances = records.flatMap { $0.actors.map(\.stance) }
    #expect(stances.allSatisfy { ($0.score == nil) == ($0.evidence == 0) })
    #expect(stances.contains { $0.score == nil })
  }

  @Test(arguments: [(1, 262_144), (2, 2_000), (7, 50_000), (7, 1_000)])
  func sameInputSameBytes(jobs: Int, batch: Int) throws {
    let other = try Self.analyse("-j \(jobs) --batch-size \(batch) \(Self.samples)")
    #expect(try Self.output.get() == other)
    #expect(other.count > 100_000)
  }

  /// Twelve times the input may not cost a fourth more memory.
  @Test func memoryDoesNotGrowWithTheInput() throws {
    let small = try Self.peakMemory(copies: 40)
    let large = try Self.peakMemory(copies: 480)
    #expect(small > 5_000)
    #expect(large < small + small / 4, "peak of \(small) KiB grew to \(large) KiB")
  }

  /// Peak resident memory of analysing the samples again and again, in KiB: the kernel's high-water mark, read when all
  /// input but the last pipeful has been taken and the program still waits for more.
  static func peakMemory(copies: Int) throws -> Int {
    let script = """
      pipe=$(mktemp -u); mkfifo "$pipe"
      "$RHETOR" analyze -q --home . -j 2 -o /dev/null < "$pipe" & exec 3> "$pipe"; rm "$pipe"
      for ((i = 0; i < \(copies); i++)); do cat \(samples); done >&3
      while read -r key value unit; do [ "$key" = VmHWM: ] && echo "$value"; done < /proc/$!/status
      exec 3>&-; wait $!
      """
    let outcome = try CaseTests.shell(script, in: root)
    #expect(outcome.code == 0)
    let printed = String(decoding: outcome.output, as: UTF8.self)
    return try #require(Int(printed.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Nothing before or after a bad line is lost, and the bad line is told with its place.
  @Test func oneBadRecordNeverEndsARun() throws {
    let input = "{ cat \(Self.samples); echo '{\"id\": broken'; cat \(Self.samples); }"
    let outcome = try CaseTests.shell(input + " | rhetor analyze --home .", in: Self.root)
    #expect(outcome.output.split(separator: UInt8(ascii: "\n")).count == 2 * records.count)
    #expect(outcome.code == 1)
    #expect(String(decoding: outcome.error, as: UTF8.self).contains(":\(records.count + 1):"))
  }

  /// Words that would be opinions elsewhere are none inside an actor's name.
  @Test(arguments: ["United States", "Victor Orban", "Great Britain", "Democratic Party", "Human Rights Watch"])
  func namesAreNotOpinions(name: String) throws {
    let article = #"{"id":"1","date":"2021-02-22","language":"en","text":"Lukashenko met \#(name) in June."}"#
    let outcome = try CaseTests.shell("echo '\(article)' | rhetor analyze -q --home . --evidence", in: Self.root)
    let record = try JSONDecoder().decode(Record.self, from: outcome.output)
    #expect(record.actors.count == 2)
    #expect(record.evidence.isEmpty)
    #expect(record.sentiment.score == nil)
  }
}
