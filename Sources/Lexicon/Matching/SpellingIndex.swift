import TextModel

/// Long rare names one edit away from how they should be spelt: a letter left out, put in, changed, or two swapped.
///
/// Each name is filed under itself with every single letter left out; a misspelling meets it under one of its own
/// such forms, and the pair is then measured. A word near the names of two owners is left alone.
public struct SpellingIndex: Sendable {
  private struct Name: Sendable {
    var letters: [Unicode.Scalar]
    var symbol: UInt32
    var owner: Int
  }

  private var names: [Name] = []
  private var buckets: [UInt64: [Int32]] = [:]
  /// Shorter names have too many neighbours that are other words.
  public static let shortest = 8

  public init() {}

  /// - Parameters:
  ///   - word: the folded name.
  ///   - owner: what it names; words near two owners are not respelt.
  mutating func add(_ word: [UInt8], symbol: UInt32, owner: Int) {
    let letters = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    guard letters.count >= Self.shortest else { return }
    let index = Int32(names.count)
    names.append(Name(letters: letters, symbol: symbol, owner: owner))
    for key in Self.keys(letters) { buckets[key, default: []].append(index) }
  }

  /// The symbol of the one name within an edit of a folded word, or nil.
  func symbol(near word: [UInt8]) -> UInt32? {
    if names.isEmpty || word.count < Self.shortest - 1 { return nil }
    let letters = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    guard letters.count >= Self.shortest - 1 else { return nil }
    var found: (owner: Int, symbol: UInt32)?
    for key in Self.keys(letters) {
      for index in buckets[key] ?? [] {
        let name = names[Int(index)]
        guard Self.isOneEdit(name.letters, letters) else { continue }
        if let found, found.owner != name.owner { return nil }
        if found.map({ name.symbol < $0.symbol }) ?? true { found = (name.owner, name.symbol) }
      }
    }
    return found?.symbol
  }

  private static func keys(_ letters: [Unicode.Scalar]) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for left in -1..<letters.count {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for (position, letter) in letters.enumerated() where position != left {
        hash = (hash ^ UInt64(letter.value)) &* 0x100_0000_01B3
      }
      keys.insert(hash)
    }
    return keys
  }

  /// Damerau's distance of exactly one, the first letter kept: nobody mistypes a name's initial unnoticed.
  public static func isOneEdit(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    guard a.first == b.first, a != b, abs(a.count - b.count) <= 1 else { return false }
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    if a.count == b.count {
      if a[(head + 1)...].elementsEqual(b[(head + 1)...]) { return true }
      return head + 1 < a.count && a[head] == b[head + 1] && a[head + 1] == b[head]
        && a[(head + 2)...].elementsEqual(b[(head + 2)...])
    }
    return a.count > b.count
      ? a[(head + 1)...].elementsEqual(b[head...]) : a[head...].elementsEqual(b[(head + 1)...])
  }
}
