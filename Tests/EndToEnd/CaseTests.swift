import Foundation
import Testing

/// Golden cases through the real binary: Cases/FEATURE/NAME holds `cmd`, what it must print (`expected`), and, where they
/// matter, `expected-error` and `exit`. `RHETOR_RECORD=1` writes down what the program does now; read the difference.
@Suite struct CaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static let binary: String =
    ProcessInfo.processInfo.environment["RHETOR_BINARY"]
    ?? folder.appendingPathComponent("../../.build/debug/rhetor").standardizedFileURL.path

  static let cases: [String] = {
    let root = folder.appendingPathComponent("Cases")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix("/cmd") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// Images of the data are kept here for as long as the tests run, never in the user's own folder.
  static let cache: String = {
    let path = NSTemporaryDirectory() + "rhetor-tests-\(ProcessInfo.processInfo.processIdentifier)"
    setenv("RHETOR_TESTS_CACHE", path, 1)
    atexit { try? FileManager.default.removeItem(atPath: String(cString: getenv("RHETOR_TESTS_CACHE"))) }
    return path
  }()

  struct Outcome {
    var output: Data
    var error: Data
    var code: Int32
  }

  /// Runs a shell line in a folder, `rhetor` being the binary under test.
  static func shell(_ line: String, in folder: URL) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "set -o pipefail; rhetor() { \"$RHETOR\" \"$@\"; }; export -f rhetor; \(line)"]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("RHETOR_") }
    environment["RHETOR"] = binary
    environment["XDG_CACHE_HOME"] = cache
    environment["LC_ALL"] = "C.UTF-8"
    environment["TERM"] = "xterm"
    environment["NO_COLOR"] = nil
    process.environment = environment
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Both pipes must be drained while the program runs, or a full one would stop it.
    let box = Box()
    let drained = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      box.data = error.fileHandleForReading.readDataToEndOfFile()
      drained.signal()
    }
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    drained.wait()
    return Outcome(output: printed, error: box.data, code: process.terminationStatus)
  }

  final class Box: @unchecked Sendable {
    var data = Data()
  }

  @Test(arguments: cases)
  func golden(name: String) throws {
    let folder = Self.folder.appendingPathComponent("Cases/" + name)
    let line = try String(contentsOf: folder.appendingPathComponent("cmd"), encoding: .utf8)
    let outcome = try Self.shell(line, in: folder)
    if ProcessInfo.processInfo.environment["RHETOR_RECORD"] == "1" { return try record(outcome, folder) }
    let expected = try Data(contentsOf: folder.appendingPathComponent("expected"))
    #expect(text(outcome.output) == text(expected))
    let code = (try? String(contentsOf: folder.appendingPathComponent("exit"), encoding: .utf8)).flatMap {
      Int32($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    #expect(outcome.code == code ?? 0, "stderr: \(text(outcome.error))")
    let expectedError = folder.appendingPathComponent("expected-error")
    if FileManager.default.fileExists(atPath: expectedError.path) {
      #expect(text(outcome.error) == text(try Data(contentsOf: expectedError)))
    }
  }

  private func text(_ data: Data) -> String { String(decoding: data, as: UTF8.self) }

  private func record(_ outcome: Outcome, _ folder: URL) throws {
    try outcome.output.write(to: folder.appendingPathComponent("expected"))
    let error = folder.appendingPathComponent("expected-error")
    if outcome.code != 0 || FileManager.default.fileExists(atPath: error.path) { try outcome.error.write(to: error) }
    if outcome.code != 0 { try Data("\(outcome.code)\n".utf8).write(to: folder.appendingPathComponent("exit")) }
  }

  @Test func thereAreCases() { #expect(Self.cases.count >= 20) }
}
