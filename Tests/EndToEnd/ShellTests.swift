import Foundation
import Testing

/// What shell lines can't stage without waiting: Ctrl-C at a known moment, a pipe that was closed beforehand.
@Suite struct ShellTests {
  static let home = CaseTests.folder.appendingPathComponent("Home").path

  /// The real binary as a process whose ends are held here.
  final class Run {
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    let error = Pipe()
    /// Should it wait for what never comes, it is ended, and the test fails.
    private let watchdog = DispatchSource.makeTimerSource()

    /// - Parameter signals: how `env` shall set Ctrl-C for it; a test may itself run where it is ignored.
    init(_ arguments: [String], in folder: URL, signals: String = "--default-signal=INT", output: Any? = nil) throws {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        [signals, "RHETOR_HOME=\(ShellTests.home)", "XDG_CACHE_HOME=\(CaseTests.cache)", CaseTests.binary] + arguments
      process.currentDirectoryURL = folder
      process.standardInput = input
      process.standardOutput = output ?? self.output
      process.standardError = error
      try process.run()
      let number = process.processIdentifier
      watchdog.setEventHandler { kill(number, SIGKILL) }
      watchdog.schedule(deadline: .now() + 100)
      watchdog.resume()
    }

    func interrupt() { kill(process.processIdentifier, SIGINT) }

    /// Reads stderr up to a line that contains something.
    func waitForLine(_ part: String) throws {
      var text = Data()
      while !String(decoding: text, as: UTF8.self).contains(part) {
        let byte = try #require(try error.fileHandleForReading.read(upToCount: 1), "it ends without '\(part)'")
        text += byte
      }
    }

    /// - Returns: what else it says on stderr.
    func end() -> String {
      let said = error.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      watchdog.cancel()
      return String(decoding: said, as: UTF8.self)
    }
  }

  static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  static func write(_ copies: Int, to path: URL) throws {
    let samples = try Data(contentsOf: ContractTests.root.appendingPathComponent(ContractTests.samples))
    try Data(repeatElement(samples, count: copies).joined()).write(to: path)
  }

  /// Ctrl-C while it waits for an input: the rest is written, the job can be gone on with, and what comes of it has the
  /// bytes of an unbroken run.
  @Test func interruptedJobIsGoneOnWith() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let dump = folder.appendingPathComponent("dump.jsonl")
    try Data(("{\"id\":0}\n" + (1...50).map { "{\"id\":\($0),\"text\":\"a\"}\n" }.joined()).utf8).write(to: dump)
    let fifo = folder.appendingPathComponent("fifo")
    try #require(mkfifo(fifo.path, 0o600) == 0)
    let job = ["analyze", "dump.jsonl", "fifo", "-o", "out.jsonl"]
    let broken = try Run(job, in: folder)
    // The dump's reject is told when its records are written; the fifo is opened by nobody.
    try broken.waitForLine("no field 'text'")
    broken.interrupt()
    let said = broken.end()
    #expect(broken.process.terminationReason == .exit)
    #expect(broken.process.terminationStatus == 130)
    #expect(said.contains("go on with the same command and --resume"))
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out.jsonl").path))
    let resumed = try Run(job + ["--resume"], in: folder)
    close(open(fifo.path, O_WRONLY))
    #expect(resumed.end().contains("50 articles, 1 rejected"))
    #expect(resumed.process.terminationStatus == 1)
    let whole = try Run(["analyze", "dump.jsonl", "-o", "whole.jsonl"], in: folder)
    _ = whole.end()
    let results = try ["out.jsonl", "whole.jsonl"].map { try Data(contentsOf: folder.appendingPathComponent($0)) }
    #expect(results[0] == results[1] && !results[0].isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }

  /// What is in flight can't be finished, as nobody reads it: the second Ctrl-C ends it all the same.
  @Test func secondInterruptForces() throws {
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.write(100, to: folder.appendingPathComponent("dump.jsonl"))
    let run = try Run(["analyze", "dump.jsonl"], in: folder)
    _ = try run.output.fileHandleForReading.read(upToCount: 1)
    run.interrupt()
    try run.waitForLine("Ctrl-C again ends at once")
    run.interrupt()
    _ = run.end()
    #expect(run.process.terminationReason == .uncaughtSignal)
    #expect(run.process.terminationStatus == SIGINT)
  }

  /// A shell starts what runs in the background with Ctrl-C ignored; so it stays.
  @Test(arguments: [("--default-signal=INT", Int32(130)), ("--ignore-signal=INT", 0)])
  func interruptIsHeardUnlessIgnored(signals: String, code: Int32) throws {
    let run = try Run(["analyze", "--line-buffered"], in: CaseTests.folder, signals: signals)
    try run.input.fileHandleForWriting.write(contentsOf: Data("{\"id\":1,\"text\":\"a\"}\n".utf8))
    #expect(try run.output.fileHandleForReading.read(upToCount: 1) == Data("{".utf8))
    run.interrupt()
    // Interrupted, it ends though its input stays open.
    if code == 0 { try run.input.fileHandleForWriting.close() }
    _ = run.end()
    #expect(run.process.terminationReason == .exit)
    #expect(run.process.terminationStatus == code)
  }

  /// A reader that has gone is nothing to complain of.
  @Test(arguments: [
    "analyze -q Cases/input/stdin/input.jsonl", "analyze -q --line-buffered Cases/input/stdin/input.jsonl",
    "score -q Cases/score/targets/input.jsonl",
    "evaluate --gold Cases/score/evaluate/gold.jsonl Cases/score/evaluate/predictions.jsonl", "config", "schema",
    "manual", "--help", "--version",
  ])
  func closedPipeEndsQuietly(line: String) throws {
    let closed = Pipe()
    try closed.fileHandleForReading.close()
    let run = try Run(line.split(separator: " ").map(String.init), in: CaseTests.folder, output: closed)
    #expect(run.end() == "")
    #expect(run.process.terminationReason == .exit)
    #expect(run.process.terminationStatus == 0)
  }
}
