import Corpus
import Dataset
import Foundation
import TextModel

/// A gold sample's folder, read back: how it was drawn, its units, their articles and what coders made of them.
struct CodedSample {
  let note: GoldSampleNote
  let keys: [GoldKey]
  let articles: [String: Article]
  let polarity: CodeTable
  let holder: CodeTable
  private(set) var faults: [CodingSheet.Fault] = []
  let gold: GoldCodes
  /// As coders wrote them, in small letters.
  let holders: [String: String]
  let sheets: [String]

  private struct ArticleLine: Decodable {
    var id: String
    var date, outlet, language, title: String?
    var text: String
  }

  init(_ folder: GoldFolder) throws {
    let decoder = JSONDecoder()
    func lines<Line: Decodable>(_ name: String, _ type: Line.Type) throws -> [Line] {
      let bytes = try InputList.bytes(of: folder.file(name))
      var lines: [Line] = []
      for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      where !line.isEmpty {
        guard let read = try? decoder.decode(Line.self, from: Data(line)) else {
          throw InputOutputError(
            place: "\(folder.file(name)):\(number + 1)", what: "it is not as 'rhetor gold sample' wrote it",
            mend: "draw the sample again with the same seed")
        }
        lines.append(read)
      }
      return lines
    }
    let noted = Data(try InputList.bytes(of: folder.file(GoldFolder.note)))
    guard let note = try? decoder.decode(GoldSampleNote.self, from: noted) else {
      throw InputOutputError(
        place: folder.file(GoldFolder.note), what: "it is not as 'rhetor gold sample' wrote it",
        mend: "draw the sample again with the same seed")
    }
    self.note = note
    keys = try lines(GoldFolder.key, GoldKey.self)
    articles = Dictionary(
      try lines(GoldFolder.articles, ArticleLine.self).map { line in
        (
          line.id,
          Article(
            id: line.id, date: line.date, outlet: line.outlet, language: line.language, title: line.title,
            text: Array(line.text.utf8))
        )
      }, uniquingKeysWith: { first, _ in first })
    for (number, key) in keys.enumerated() where articles[key.article] == nil {
      throw InputOutputError(
        place: "\(folder.file(GoldFolder.key)):\(number + 1)",
        what: "articles.jsonl lacks the article '\(key.article)'",
        mend: "draw the sample again with the same seed")
    }
    sheets = folder.sheets
    if sheets.isEmpty {
      throw InputOutputError(
        place: folder.path, what: "no coder's table is there",
        mend: "put the tables that coders filled in there, as .csv")
    }
    func read(_ path: String) throws -> CodingSheet { CodingSheet(try InputList.bytes(of: path), file: path) }
    let coded = try sheets.map(read)
    let decision = folder.file(GoldFolder.adjudicated)
    let decided = FileManager.default.fileExists(atPath: decision) ? [try read(decision)] : []
    let units = keys.map(\.unit)
    let known = Set(units)
    func table(_ sheets: [CodingSheet], _ column: String, _ kind: CodeTable.Codes) -> CodeTable {
      CodeTable(
        sheets.filter { $0.names.contains(column) || column == "polarity" }, column: column, codes: kind, known: known)
    }
    polarity = table(coded, "polarity", .polarity)
    holder = table(coded, "holder", .words)
    let decidedPolarity = table(decided, "polarity", .polarity)
    faults = polarity.faults + decidedPolarity.faults
    gold = GoldCodes(polarity, adjudicated: decided.isEmpty ? nil : decidedPolarity, units: units)
    // Words have numbers of their own in each table, so that they are compared as words.
    let decidedHolder = table(decided, "holder", .words)
    var holders = GoldCodes(holder, adjudicated: nil, units: units).codes.mapValues(holder.text)
    for (unit, codes) in zip(decidedHolder.units, decidedHolder.codes) {
      if let code = codes.lazy.compactMap({ $0 }).first { holders[unit] = decidedHolder.text(code) }
    }
    self.holders = holders
  }
}
