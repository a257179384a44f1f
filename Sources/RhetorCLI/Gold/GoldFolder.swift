import Corpus
import Foundation
import Pipeline
import TextModel

/// The folder of a gold sample.
struct GoldFolder {
  static let key = "key.jsonl"
  static let articles = "articles.jsonl"
  static let note = "sample.json"
  /// What an adjudicator has filled in: it decides where coders differ.
  static let adjudicated = "adjudicated.csv"

  let path: String

  init(_ path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  func file(_ name: String) -> String { path + "/" + name }

  /// - Throws: `InputOutputError` where there is a sample in it already, whose codes must not be lost.
  func checkFree() throws {
    if FileManager.default.fileExists(atPath: file(Self.key)) || !sheets.isEmpty {
      throw InputOutputError(
        place: path, what: "there is a sample in it already", mend: "name another folder, or take that one away")
    }
  }

  /// Makes the folder where there is none.
  func make() throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw InputOutputError(place: path, what: "the folder can't be made", mend: "check the path and its permissions")
    }
  }

  /// The coders' tables, sorted by name.
  var sheets: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.lowercased().hasSuffix(".csv") && $0 != Self.adjudicated }.sorted().map(file)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let output = try OutputFile(path: file(name))
    try output.write(bytes)
    try output.finish()
  }
}
