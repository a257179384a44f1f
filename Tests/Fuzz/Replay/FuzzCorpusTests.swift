import Foundation
import FuzzTargets
import Testing

/// What fuzzing once found stays mended: Corpus/TARGET holds inputs that crashed, hung or broke a promise, and some that
/// would be likely to. A crash ends the whole test run, and cannot be overlooked.
///
/// One after the other, as libFuzzer runs them: targets share a file and their workers.
@Suite(.serialized) struct FuzzCorpusTests {
  static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../Corpus")

  static func inputs(_ target: FuzzTarget) throws -> [URL] {
    let folder = corpus.appendingPathComponent(target.rawValue).standardizedFileURL
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }

  @Test(arguments: FuzzTarget.allCases)
  func nothingCrashesAgain(target: FuzzTarget) throws {
    for input in try Self.inputs(target) { target.run(Array(try Data(contentsOf: input))) }
    target.run([])
    target.run([0])
  }

  /// A folder under another name would never be read.
  @Test func everyFolderIsATarget() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
    #expect(names.allSatisfy { FuzzTarget(rawValue: $0) != nil || $0 == "README.md" })
    #expect(try FuzzTarget.allCases.contains { try !Self.inputs($0).isEmpty })
  }
}
