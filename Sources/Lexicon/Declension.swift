import TextModel

/// The case endings that names take in a language, from its data: `ий → ого, ому, ого, им, ом`.
public struct Declension: Sendable {
  /// Base ending → forms in the order of the file's case columns; nil for an unchanged form.
  var forms: [(ending: [UInt8], letters: Int, replacements: [String?])] = []

  public init() {}

  public var isEmpty: Bool { forms.isEmpty }

  mutating func add(_ file: LexiconFile) throws {
    let ending = try file.column("ending")
    let cases = try ["genitive", "dative", "accusative", "instrumental", "prepositional"].map {
      try file.column($0)
    }
    for row in file.rows {
      forms.append(
        (
          Array(row.fields[ending].utf8), row.fields[ending].count,
          cases.map { row.fields[$0] == "=" ? nil : row.fields[$0] }
        ))
    }
    // The longest ending wins.
    forms.sort { $0.letters != $1.letters ? $0.letters > $1.letters : $0.ending.lexicographicallyPrecedes($1.ending) }
  }

  /// A word in each oblique case, in the order genitive…prepositional; empty for one that is not declined.
  public func cases(of word: String) -> [String] {
    let lowercased = Array(word.lowercased().utf8)
    guard
      let row = forms.first(where: {
        lowercased.count > $0.ending.count && lowercased.suffix($0.ending.count).elementsEqual($0.ending)
      })
    else {
      return []
    }
    let stem = word.dropLast(row.letters)
    return row.replacements.map { $0.map { stem + $0 } ?? word }
  }
}
