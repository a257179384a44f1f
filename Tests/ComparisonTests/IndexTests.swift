import Comparison
import Dataset
import Foundation
import Statistics
import Testing

@Suite struct IndexTests {
  static let settings = [
    IndexSettings(factors: [.speaker], phraseLength: 4),
    IndexSettings(factors: [.speaker, .period(.month), .outlet], phraseLength: 2, keepsNames: false),
    IndexSettings(factors: [.target], phraseLength: 1),
    IndexSettings(factors: []),
  ]

  /// A file that is deleted with it.
  private final class Scratch {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("index-\(UUID().uuidString)")
    init(_ bytes: [UInt8]) { try! Data(bytes).write(to: url) }
    deinit { try? FileManager.default.removeItem(at: url) }
  }

  @Test(arguments: 0..<settings.count, [1, 2])
  func partsMergeToTheBytesOfTheWhole(number: Int, seed: Int) throws {
    let settings = Self.settings[number]
    let lines = Lines(24, seed: UInt64(seed)).articles.map(\.line)
    let whole = try Lines.index(lines, settings)
    var random = SplitMix64(seed: UInt64(seed))
    for parts in [2, 7] {
      var split = Array(repeating: [String](), count: parts)
      for line in lines { split[Int.random(in: 0..<parts, using: &random)].append(line) }
      var files = try split.map { Scratch(try Lines.index($0, settings)) }
      files.shuffle(using: &random)
      // Some of them first, then the rest.
      let some = try MergedIndex(files.prefix(parts / 2).map { try IndexFile(path: $0.url.path) })
      let joined = Scratch(try Lines.bytes(of: some))
      let all = try MergedIndex(
        [try IndexFile(path: joined.url.path)] + files.dropFirst(parts / 2).map { try IndexFile(path: $0.url.path) })
      #expect(try Lines.bytes(of: all) == whole)
    }
  }

  @Test(arguments: 0..<settings.count)
  func whatGoesToDiskComesBackTheSame(number: Int) throws {
    let lines = Lines(30, seed: 11).articles.map(\.line)
    let inMemory = try Lines.index(lines, Self.settings[number])
    #expect(try Lines.index(lines, Self.settings[number], memory: 1) == inMemory)
  }

  @Test func orderOfLinesLeavesNoTrace() throws {
    let lines = Lines(30, seed: 3).articles.map(\.line)
    #expect(try Lines.index(lines.reversed(), Self.settings[0]) == Lines.index(lines, Self.settings[0]))
  }

  @Test func differentSettingsDoNotMerge() throws {
    let lines = Lines(3, seed: 3).articles.map(\.line)
    let files = try Self.settings.prefix(2).map { Scratch(try Lines.index(lines, $0)) }
    #expect(throws: (any Error).self) { try MergedIndex(files.map { try IndexFile(path: $0.url.path) }) }
  }

  @Test(arguments: [
    "", "{}\n", "{\"index\":2,\"by\":[],\"phrases\":0,\"names\":true,\"lines\":1}\n",
    "{\"index\":1,\"by\":[\"mood\"],\"phrases\":0,\"names\":true,\"lines\":1}\n",
    "{\"index\":1,\"by\":[],\"phrases\":0,\"names\":true,\"lines\":1}\n{\"part\":[0,0,0,0,0,0,0]}\n",
    "{\"index\":1,\"by\":[],\"phrases\":0,\"names\":true,\"lines\":1}\n{\"item\":\"f:x\",\"postings\":[0,0,1]}\n",
    "{\"index\":1,\"by\":[],\"phrases\":0,\"names\":true,\"lines\":1}\nnot JSON\n",
  ])
  func damagedFilesAreRefused(text: String) {
    let file = Scratch(Array(text.utf8))
    #expect(throws: (any Error).self) { try Lines.bytes(of: IndexFile(path: file.url.path)) }
  }
}
