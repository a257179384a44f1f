import CICU
import Lexicon
import TextModel

/// Latin spellings of Cyrillic names, and plain ones of accented names, through ICU's transliterators.
///
/// Which of ICU's transforms are tried stands in `Lexicons/transliterations.tsv`.
public final class Transliterations {
  private var transforms: [(script: Script, handle: OpaquePointer)] = []

  enum Script: String, CaseIterable {
    case cyrillic = "Cyrl"
    case latin = "Latn"
  }

  /// - Throws: `ConfigurationError` for a transform that ICU does not know.
  public init(_ file: LexiconFile) throws {
    for row in file.rows {
      guard row.fields.count == 2, let script = Script(rawValue: String(row.fields[0])) else {
        throw ConfigurationError(
          file: file.path, line: row.line, what: "no script of names",
          mend: "write Cyrl or Latn, a tab, ICU's transform")
      }
      let id = Array(row.fields[1].utf16)
      guard let handle = icu_transliterator_open(id, Int32(id.count)) else {
        throw ConfigurationError(
          file: file.path, line: row.line, what: "ICU has no transform '\(row.fields[1])'",
          mend: "take one of those that `uconv -L` lists, or write rules that begin with ::")
      }
      transforms.append((script, handle))
    }
  }

  deinit {
    for transform in transforms { icu_transliterator_close(transform.handle) }
  }

  /// Spellings of a name that differ from it.
  public func variants(of name: String) -> [String] {
    let isCyrillic = name.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
    if !isCyrillic, name.utf8.allSatisfy({ $0 < 0x80 }) { return [] }
    var variants: [String] = []
    for transform in transforms where (transform.script == .cyrillic) == isCyrillic {
      guard let variant = apply(transform.handle, name), variant != name, !variants.contains(variant) else { continue }
      variants.append(variant)
    }
    return variants
  }

  private func apply(_ handle: OpaquePointer, _ name: String) -> String? {
    let source = Array(name.utf16)
    var units = source + [UInt16](repeating: 0, count: source.count * 4 + 16)
    let length = icu_transliterate(
      handle, &units, Int32(source.count), Int32(units.count))
    guard length > 0 else { return nil }
    // Soft and hard signs come out as primes and apostrophes, which newspapers leave out.
    let text = String(decoding: units[0..<Int(length)], as: UTF16.self)
    return String(text.filter { $0 != "'" && $0 != "ʹ" && $0 != "ʺ" && $0 != "\"" && $0 != "·" })
  }
}
