import CICU
import Lexicon
import TextModel

/// Latin spellings of Cyrillic names, and plain ones of accented names, through ICU's transliterators.
///
/// Which of ICU's transforms are tried stands in `Lexicons/transliterations.tsv`. A transform sees one word at a time,
/// and each word once. Steps that several transforms begin with are done once.
public final class Transliterations {
  enum Script: String, CaseIterable {
    case cyrillic = "Cyrl"
    case latin = "Latn"

    /// The script whose transforms a name is given to; nil for one in ASCII, which needs none.
    init?(of name: UnsafeBufferPointer<UInt8>) {
      var isASCII = true
      var at = 0
      while at < name.count {
        if name[at] >= 0x80 {
          isASCII = false
          let (scalar, length) = decodeScalar(name.baseAddress!, at)
          if (0x400...0x52F).contains(scalar) {
            self = .cyrillic
            return
          }
          at += length
        } else {
          at += 1
        }
      }
      if isASCII { return nil }
      self = .latin
    }
  }

  /// One of ICU's transforms, done to the result of an earlier step or to the word itself.
  private struct Step {
    var id: String
    var before: Int?
    var handle: OpaquePointer
    /// Leaves ASCII as it is.
    var keepsASCII: Bool
  }

  private var steps: [Step] = []
  /// The last step of each transform.
  private var transforms: [(script: Script, last: Int)] = []
  /// By step: what it made of the present word.
  private var results: [[UInt16]] = []

  /// - Throws: `ConfigurationError` for a transform that ICU does not know.
  public init(_ file: LexiconFile) throws {
    for row in file.rows {
      guard row.fields.count == 2, let script = Script(rawValue: String(row.fields[0])) else {
        throw ConfigurationError(
          file: file.path, line: row.line, what: "no script of names",
          mend: "write Cyrl or Latn, a tab, ICU's transform")
      }
      guard let last = add(row.fields[1]) else {
        throw ConfigurationError(
          file: file.path, line: row.line, what: "ICU has no transform '\(row.fields[1])'",
          mend: "take one of those that `uconv -L` lists, or write rules that begin with ::")
      }
      transforms.append((script, last))
    }
    results = Array(repeating: [], count: steps.count)
  }

  deinit {
    for step in steps { icu_transliterator_close(step.handle) }
  }

  /// Adds a transform's steps; gives its last one.
  private func add(_ transform: String) -> Int? {
    var last: Int?
    for (id, isRules) in Self.steps(of: transform) {
      if let known = steps.firstIndex(where: { $0.id == id && $0.before == last }) {
        last = known
        continue
      }
      let units = Array(id.utf16)
      guard let handle = icu_transliterator_open(units, Int32(units.count), isRules) else { return nil }
      steps.append(Step(id: id, before: last, handle: handle, keepsASCII: id == "Latin-ASCII"))
      last = steps.count - 1
    }
    return last
  }

  /// The identifiers that a transform begins with, and the rules that are left. What has filters in it is left whole.
  static func steps(of transform: String) -> [(id: String, isRules: Bool)] {
    let isRules = transform.hasPrefix("::")
    var steps: [(id: String, isRules: Bool)] = []
    var rest = transform[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: ";") ?? rest.endIndex
      var id = rest[..<end].drop { $0 == " " }
      if isRules {
        guard id.hasPrefix("::") else { break }
        id = id.dropFirst(2).drop { $0 == " " }
      }
      while id.last == " " { id.removeLast() }
      guard !id.isEmpty,
        id.utf8.allSatisfy({ $0 < 0x80 && ($0 | 0x20 > 0x60 && $0 | 0x20 < 0x7B || $0 == 0x2D || $0 == 0x2F) })
      else {
        return [(transform, isRules)]
      }
      steps.append((String(id), false))
      rest = rest[end...].dropFirst().drop { $0 == " " }
    }
    return rest.isEmpty ? steps : steps + [(String(rest), true)]
  }

  /// How many spellings a word of a script is given.
  func count(_ script: Script) -> Int { transforms.count { $0.script == script } }

  /// Calls `body` with a word's spelling by each transform of a script.
  func eachSpelling(
    of word: UnsafeBufferPointer<UInt8>, script: Script, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let source = Array(String(decoding: word, as: UTF8.self).utf16)
    var isDone = Array(repeating: false, count: steps.count)
    for transform in transforms where transform.script == script {
      work(transform.last, source, &isDone)
      Self.withoutMarks(results[transform.last]).withUnsafeBufferPointer(body)
    }
  }

  private func work(_ number: Int, _ source: [UInt16], _ isDone: inout [Bool]) {
    if isDone[number] { return }
    isDone[number] = true
    let step = steps[number]
    var units = source
    if let before = step.before {
      work(before, source, &isDone)
      units = results[before]
    }
    if !step.keepsASCII || units.contains(where: { $0 >= 0x80 }) {
      let count = units.count
      units.append(contentsOf: repeatElement(0, count: count * 4 + 16))
      let length = icu_transliterate(step.handle, &units, Int32(count), Int32(units.count))
      units.removeLast(units.count - max(0, Int(length)))
    }
    results[number] = units
  }

  /// Soft and hard signs come out as primes and apostrophes, which newspapers leave out.
  private static func withoutMarks(_ units: [UInt16]) -> [UInt8] {
    var kept: [UInt16] = []
    var isASCII = true
    for unit in units {
      // ' ʹ ʺ " ·
      if unit == 0x27 || unit == 0x2B9 || unit == 0x2BA || unit == 0x22 || unit == 0xB7 { continue }
      if unit >= 0x80 { isASCII = false }
      kept.append(unit)
    }
    return isASCII ? kept.map { UInt8($0) } : Array(String(decoding: kept, as: UTF16.self).utf8)
  }
}
