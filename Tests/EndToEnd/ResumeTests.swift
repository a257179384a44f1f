import Foundation
import Testing

/// The real binary, killed again and again: what it has in the end has the bytes of an unbroken run.
@Suite(.serialized) struct ResumeTests {
  /// How often jobs with these options are killed.
  static let jobs: [(options: String, kills: Int)] = [("", 50), ("--dedupe", 10), ("--drop-duplicates", 10)]

  @Test(arguments: jobs)
  func killedJobsAreGoneOnWith(options: String, kills: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let samples = try String(
      contentsOf: ContractTests.root.appendingPathComponent("Pipelines/samples/articles.jsonl"), encoding: .utf8)
    // Some records are broken, so that the rejects are gone on with as well.
    let dump = options.isEmpty ? String(repeating: samples + Self.broken, count: 120) : Self.copies(of: samples)
    try Data(dump.utf8).write(to: folder.appendingPathComponent("dump.jsonl"))
    let clock = ContinuousClock()
    let unbroken = try clock.measure { try Self.run("whole", options, in: folder, killAfter: nil) }
    let whole = try Self.results("whole", folder)
    #expect(whole.allSatisfy { !$0.isEmpty })
    if !options.isEmpty { try Self.expectOriginalsAndCopies(whole[0], areDropped: options.contains("drop")) }
    var random = SystemRandomNumberGenerator()
    var killed = 0
    var jobs = 0
    while killed < kills {
      jobs += 1
      try #require(jobs <= 4 * kills, "the job ends before it can be killed")
      // Three kills are as many as a job gets, so that it comes to an end.
      for attempt in 0... {
        let delay = attempt < 3 ? unbroken * Double.random(in: 0.1...0.95, using: &random) : nil
        if try Self.run("broken", "\(options) --checkpoint 0.02 --resume", in: folder, killAfter: delay) { break }
        killed += 1
        // Only what is whole has the name of what is whole.
        for (result, expected) in zip(try Self.results("broken", folder), whole) {
          #expect(result.isEmpty || result == expected)
        }
      }
      let results = try Self.results("broken", folder)
      #expect(results == whole)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("broken") {
        #expect(!name.hasSuffix(".part") && !name.hasSuffix(".progress"))
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
      }
    }
  }

  private static func expectOriginalsAndCopies(_ records: Data, areDropped: Bool) throws {
    struct Line: Decodable {
      struct Duplicate: Decodable { var similarity: Double }
      var duplicate: Duplicate?
    }
    let lines: [Line] = try ContractTests.decode(records)
    let copies = lines.count { $0.duplicate != nil }
    #expect(areDropped ? copies == 0 && lines.count < 1500 : copies > 1000)
    #expect(lines.count - copies > 600)
  }

  private static let broken = "{\"id\": 1}\n{\"text\"\n"

  /// The samples over and over, changed every other time, so that originals and copies come all along.
  private static func copies(of samples: String) -> String {
    (0..<120).map { number in
      let word = " w\(number / 2) "
      return samples.replacingOccurrences(of: " (the|of|a|to|in|и|в|на) ", with: word, options: .regularExpression)
        + broken
    }.joined()
  }

  /// - Returns: false where it was killed before its end.
  @discardableResult
  private static func run(_ name: String, _ options: String, in folder: URL, killAfter delay: Duration?) throws -> Bool
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CaseTests.binary)
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": CaseTests.cache]) { $1 }
    process.arguments =
      ["analyze", "-q", "dump.jsonl", "-o", "\(name).jsonl", "--rejects", "\(name).rejects"]
      + ["--home", ContractTests.root.path] + options.split(separator: " ").map(String.init)
    // A kill that comes between the job's end and the program's leaves nothing to be done, rejects told before included.
    let wasWhole = exists("\(name).jsonl", folder) && !exists("\(name).jsonl.progress", folder)
    try process.run()
    if let delay {
      let (seconds, attoseconds) = delay.components
      usleep(UInt32(seconds) * 1_000_000 + UInt32(attoseconds / 1_000_000_000_000))
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal { return false }
    #expect(process.terminationStatus == (wasWhole ? 0 : 1))
    return true
  }

  private static func exists(_ name: String, _ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  /// Records and rejects; empty where they do not have their names yet.
  private static func results(_ name: String, _ folder: URL) throws -> [Data] {
    ["jsonl", "rejects"].map {
      (try? Data(contentsOf: folder.appendingPathComponent("\(name).\($0)"))) ?? Data()
    }
  }
}
