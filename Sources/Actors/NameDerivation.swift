import Lexicon
import Segmentation
import TextModel

/// Forms of names that nobody wrote down: case endings and other spellings, where a name's script asks for them.
///
/// A name is a row of spellings, parted by blanks, by their numbers. Each word is worked out once, as the same first
/// names come again and again; forms of names are put together from numbers.
public final class NameDerivation {
  private let declensions: [Declension]
  private let transliterator: Transliterations?
  private var spellings = ByteStringNumbers()
  /// By spelling: where its cases begin in `cases`, or -1 where they are not known yet; by declension and case.
  private var caseStarts: [Int32] = []
  /// -1 where a word is not declined.
  private var cases: [Int32] = []
  /// By script and spelling: where its transliterations begin in `variants`, or -1.
  private var variantStarts: [Transliterations.Script: [Int32]] = [:]
  private var variants: [Int32] = []
  /// Forms of the present name, one after the other.
  private var forms: [Int32] = []

  public init(declensions: [Declension], transliterations: Transliterations?) {
    self.declensions = declensions
    transliterator = transliterations
  }

  // MARK: By numbers

  /// The number of a spelling.
  func spelling(of word: UnsafeBufferPointer<UInt8>) -> Int32 { Int32(spellings.number(of: word).number) }

  func withBytes<Result>(_ spelling: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try spellings.strings.withBytes(Int(spelling), body)
  }

  /// A name's spellings.
  func spellings(of name: UnsafeBufferPointer<UInt8>, into numbers: inout [Int32]) {
    numbers.removeAll(keepingCapacity: true)
    var (at, start) = (0, 0)
    while at <= name.count {
      if at == name.count || name[at] == 0x20 {
        if start < at { numbers.append(spelling(of: UnsafeBufferPointer(rebasing: name[start..<at]))) }
        start = at + 1
      }
      at += 1
    }
  }

  /// Calls `body` with a name in its oblique cases: all its words declined, or the first ones only ("Организации
  /// Объединённых Наций"); none twice, and not with the name itself.
  func eachCase(of name: [Int32], _ body: ([Int32]) throws -> Void) rethrows {
    let starts = name.map { Int(startOfCases($0)) }
    forms.removeAll(keepingCapacity: true)
    forms.append(contentsOf: name)
    var form = name
    for declension in declensions.indices {
      for number in 0..<Declension.cases {
        for word in name.indices { form[word] = name[word] }
        for word in name.indices {
          let declined = cases[starts[word] + declension * Declension.cases + number]
          if declined < 0 { continue }
          form[word] = declined
          if isKnown(form) { continue }
          forms.append(contentsOf: form)
          try body(form)
        }
      }
    }
  }

  /// Calls `body` with a single word's cases, whatever its script.
  func eachCaseOfWord(_ word: Int32, _ body: (Int32) throws -> Void) rethrows {
    let start = Int(startOfCases(word))
    for place in start..<start + declensions.count * Declension.cases where cases[place] >= 0 { try body(cases[place]) }
  }

  /// Calls `body` with a name's spellings in other letters; none twice, and not with the name itself.
  func eachTransliteration(
    of name: [Int32], script: Transliterations.Script, _ body: ([Int32]) throws -> Void
  ) rethrows {
    guard let transliterator else { return }
    let starts = name.map { Int(startOfVariants($0, script)) }
    forms.removeAll(keepingCapacity: true)
    forms.append(contentsOf: name)
    for number in 0..<transliterator.count(script) {
      let form = starts.map { variants[$0 + number] }
      if isKnown(form) { continue }
      forms.append(contentsOf: form)
      try body(form)
    }
  }

  /// Is a form among those of the present name?
  private func isKnown(_ form: [Int32]) -> Bool {
    var start = 0
    while start < forms.count {
      var word = 0
      while word < form.count, forms[start + word] == form[word] { word += 1 }
      if word == form.count { return true }
      start += form.count
    }
    return false
  }

  private func startOfCases(_ word: Int32) -> Int32 {
    while caseStarts.count <= Int(word) { caseStarts.append(-1) }
    if caseStarts[Int(word)] >= 0 { return caseStarts[Int(word)] }
    let start = Int32(cases.count)
    // What is asked for may move while forms are added.
    let bytes = Array(spellings.strings[Int(word)])
    for declension in declensions {
      let first = cases.count
      bytes.withUnsafeBufferPointer { declension.eachCase(of: $0) { cases.append(spelling(of: $0)) } }
      while cases.count < first + Declension.cases { cases.append(-1) }
    }
    caseStarts[Int(word)] = start
    return start
  }

  private func startOfVariants(_ word: Int32, _ script: Transliterations.Script) -> Int32 {
    let known = variantStarts[script, default: []]
    if Int(word) < known.count, known[Int(word)] >= 0 { return known[Int(word)] }
    let start = Int32(variants.count)
    let bytes = Array(spellings.strings[Int(word)])
    bytes.withUnsafeBufferPointer {
      transliterator!.eachSpelling(of: $0, script: script) { variants.append(spelling(of: $0)) }
    }
    let missing = Int(word) + 1 - known.count
    if missing > 0 { variantStarts[script, default: []].append(contentsOf: repeatElement(-1, count: missing)) }
    variantStarts[script]![Int(word)] = start
    return start
  }

  // MARK: By texts

  func cases(of name: String) -> [String] {
    guard Self.hasCyrillic(name) else { return [] }
    var forms: [String] = []
    eachCase(of: spellings(of: name)) { forms.append(text($0)) }
    return forms
  }

  func transliterations(of name: String) -> [String] {
    var (name, forms): (String, [String]) = (name, [])
    guard let script = name.withUTF8({ Transliterations.Script(of: $0) }) else { return [] }
    eachTransliteration(of: spellings(of: name), script: script) { forms.append(text($0)) }
    return forms
  }

  static func hasCyrillic(_ name: some StringProtocol) -> Bool { name.utf8.contains { (0xD0...0xD3).contains($0) } }

  private func spellings(of name: String) -> [Int32] {
    var (name, numbers): (String, [Int32]) = (name, [])
    name.withUTF8 { spellings(of: $0, into: &numbers) }
    return numbers
  }

  private func text(_ form: [Int32]) -> String {
    form.map { String(decoding: spellings.strings[Int($0)], as: UTF8.self) }.joined(separator: " ")
  }
}
