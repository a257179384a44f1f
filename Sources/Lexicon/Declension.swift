import TextModel

/// The case endings that names take in a language, from its data: `ий → ого, ому, ого, им, ом`.
public struct Declension: Sendable {
  /// Base ending → forms in the order of the file's case columns; nil for an unchanged form.
  private var forms: [(ending: String, replacements: [String?])] = []
  /// The endings' last letters: a word that ends in another one is not declined.
  private var lastLetters: Set<Unicode.Scalar> = []

  public init() {}

  public var isEmpty: Bool { forms.isEmpty }

  mutating func add(_ file: LexiconFile) throws {
    let ending = try file.column("ending")
    let cases = try ["genitive", "dative", "accusative", "instrumental", "prepositional"].map {
      try file.column($0)
    }
    for row in file.rows {
      forms.append(
        (String(row.fields[ending]), cases.map { row.fields[$0] == "=" ? nil : String(row.fields[$0]) }))
    }
    lastLetters = Set(forms.compactMap { $0.ending.unicodeScalars.last })
    // The longest ending wins.
    forms.sort { ($0.ending.count, $1.ending) > ($1.ending.count, $0.ending) }
  }

  /// A word in each oblique case, in the order genitive…prepositional; empty for one that is not declined.
  public func cases(of word: String) -> [String] {
    guard let last = word.unicodeScalars.last,
      lastLetters.contains(last.properties.lowercaseMapping.unicodeScalars.first!)
    else { return [] }
    let lowercased = word.lowercased()
    guard let row = forms.first(where: { lowercased.hasSuffix($0.ending) && lowercased != $0.ending }) else {
      return []
    }
    let stem = word.dropLast(row.ending.count)
    return row.replacements.map { $0.map { stem + $0 } ?? word }
  }
}
