import Segmentation
import TextModel

/// Tells the cases a word can be in from its ending, by a language's table: `ого → genitive accusative`.
public struct CaseEndings: Sendable {
  /// The longest first.
  var rows: [(ending: [UInt8], cases: GrammaticalCases)] = []

  public init() {}

  public var isEmpty: Bool { rows.isEmpty }

  mutating func add(_ file: LexiconFile) throws {
    let (ending, cases) = (try file.column("ending"), try file.column("cases"))
    for row in file.rows {
      var found: GrammaticalCases = []
      for name in row.fields[cases].split(separator: " ") {
        guard let bit = GrammaticalCases.names.firstIndex(of: String(name)) else {
          throw file.error(
            row, "'\(name)' is no case", "write some of \(GrammaticalCases.names.joined(separator: ", "))")
        }
        found.insert(GrammaticalCases(rawValue: 1 << UInt8(bit)))
      }
      rows.append((Folder.shared.fold(String(row.fields[ending])), found))
    }
    rows.sort { $0.ending.count > $1.ending.count }
  }

  /// - Parameter word: folded.
  /// - Returns: all cases where no ending is known.
  public func cases(of word: [UInt8]) -> GrammaticalCases {
    for row in rows where word.count > row.ending.count && word.suffix(row.ending.count).elementsEqual(row.ending) {
      return row.cases
    }
    return .all
  }

  /// The cases that all words of a name allow; those of its last word where they do not agree.
  public func cases(_ document: Document, first: Int32, last: Int32) -> GrammaticalCases {
    var agreed = GrammaticalCases.all
    var own = GrammaticalCases.all
    for token in first..<last {
      let traits = document.tokens[Int(token)].traits
      // Abbreviations are not declined.
      guard traits.contains(.word), !traits.contains(.allCapitals) else { continue }
      own = cases(of: Folder.shared.fold(document.text(first: token, last: token + 1)))
      agreed.formIntersection(own)
    }
    return agreed.isEmpty ? own : agreed
  }
}
