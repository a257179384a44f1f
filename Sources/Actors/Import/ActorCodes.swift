import Lexicon
import TextModel

/// What codes of other programs say of an actor: `Lexicons/actor-codes.tsv`.
public struct ActorCodes: Sendable {
  struct Meaning: Sendable {
    var kind: Actor.Kind?
    var gender: Actor.Gender?
  }

  private var meanings: [String: Meaning] = [:]

  /// - Throws: `ConfigurationError` for a kind that there is not.
  public init(_ file: LexiconFile) throws {
    for row in file.rows {
      guard row.fields.count >= 3, !row.fields[1].isEmpty else { continue }
      let word = String(row.fields[2])
      let meaning = Meaning(kind: Actor.Kind(rawValue: word), gender: Actor.Gender(rawValue: word))
      if meaning.kind == nil, meaning.gender == nil {
        throw ConfigurationError(
          file: file.path, line: row.line, what: "'\(word)' is neither a kind of actor nor a gender",
          mend: "use one of \((Actor.Kind.allCases.map(\.rawValue) + ["m", "f"]).joined(separator: ", "))")
      }
      meanings["\(row.fields[0]) \(row.fields[1])"] = meaning
    }
  }

  /// Of an item of Wikidata, such as Q5.
  func item(_ id: String) -> Meaning? { meanings["wikidata \(id)"] }

  /// Of a code of CAMEO, by its parts of three letters: what the last part that is known stands for, else a country where
  /// there is one part only.
  func kind(cameo code: String) -> Actor.Kind? {
    let letters = Array(code)
    let parts = stride(from: 0, to: letters.count, by: 3).map { String(letters[$0..<min($0 + 3, letters.count)]) }
    for part in parts.reversed() {
      if let kind = meanings["cameo \(part)"]?.kind { return kind }
    }
    return parts.count == 1 && code.utf8.count == 3 ? .country : nil
  }
}
