import TextModel

/// Long rare names one edit away from how they should be spelt: a letter left out, put in, changed, or two swapped.
///
/// Each name is filed under itself with every single letter left out; a misspelling meets it under one of its own
/// such forms, and the pair is then measured. A word near the names of two owners is left alone.
public struct SpellingIndex: Sendable {
  struct Name: BitwiseCopyable, Sendable {
    /// Its place in `letters`.
    var start: Int32
    var count: Int32
    var symbol: UInt32
    var owner: Int32
  }

  /// A name under one of its forms.
  struct Form: BitwiseCopyable, Sendable {
    var hash: UInt64
    var name: Int32
  }

  private(set) var letters: FlatList<Unicode.Scalar> = []
  private(set) var names: FlatList<Name> = []
  /// By hash, once all names are in.
  private(set) var forms: FlatList<Form> = []
  /// Shorter names have too many neighbours that are other words.
  public static let shortest = 8

  public init() {}

  init(letters: FlatList<Unicode.Scalar>, names: FlatList<Name>, forms: FlatList<Form>) {
    (self.letters, self.names, self.forms) = (letters, names, forms)
  }

  /// - Parameters:
  ///   - word: the folded name.
  ///   - owner: what it names; words near two owners are not respelt.
  mutating func add(_ word: [UInt8], symbol: UInt32, owner: Int) {
    let letters = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    guard letters.count >= Self.shortest else { return }
    for key in Self.keys(letters) { forms.append(Form(hash: key, name: Int32(names.count))) }
    names.append(
      Name(start: Int32(self.letters.count), count: Int32(letters.count), symbol: symbol, owner: Int32(owner)))
    self.letters.append(contentsOf: letters)
  }

  /// To be called after the last name.
  mutating func finish() { forms.edit { $0.sort { ($0.hash, $0.name) < ($1.hash, $1.name) } } }

  /// The places in `forms` of a hash.
  private func places(of hash: UInt64) -> Range<Int> {
    var (low, high) = (0, forms.count)
    while low < high {
      let middle = (low + high) / 2
      if forms[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < forms.count, forms[end].hash == hash { end += 1 }
    return low..<end
  }

  /// The symbol of the one name within an edit of a folded word, or nil.
  func symbol(near word: [UInt8]) -> UInt32? {
    if names.isEmpty || word.count < Self.shortest - 1 { return nil }
    let letters = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    guard letters.count >= Self.shortest - 1 else { return nil }
    var found: (owner: Int32, symbol: UInt32)?
    for key in Self.keys(letters) {
      for place in places(of: key) {
        let name = names[Int(forms[place].name)]
        let start = Int(name.start)
        guard Self.isOneEdit(Array(self.letters[start..<start + Int(name.count)]), letters) else { continue }
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
