import TextModel

/// Long rare names one edit away from how they should be spelt: a letter left out, put in, changed, or two swapped.
///
/// Each name is filed under itself, and itself with every single letter but the first left out; a misspelling meets it
/// under one of its own such forms, and the pair is then measured. A word near the names of two owners is left alone.
/// All is flat memory: an index of the same names serves all languages, with other symbols.
public struct SpellingIndex: Sendable {
  struct Slot: BitwiseCopyable, Sendable {
    /// Of a form; its lower bits say where the slot would be.
    var key: UInt32
    /// Name plus one; 0 where the slot is free.
    var next: UInt32
  }

  /// Folded.
  private(set) var names = ByteStringList()
  /// By name: the language's symbol.
  var symbols: FlatList<UInt32> = []
  private(set) var owners: FlatList<Int32> = []
  /// A power of two, of which at most two thirds are taken. A form of several names has a slot for each.
  private(set) var slots = FlatList(Array(repeating: Slot(key: 0, next: 0), count: 16))
  private(set) var taken = 0
  /// Shorter names have too many neighbours that are other words.
  public static let shortest = 8

  public init() {}

  init(names: ByteStringList, symbols: FlatList<UInt32>, owners: FlatList<Int32>, slots: FlatList<Slot>, taken: Int) {
    (self.names, self.symbols, self.owners, self.slots, self.taken) = (names, symbols, owners, slots, taken)
  }

  public var count: Int { names.count }

  /// - Parameters:
  ///   - word: the folded name, which is not there yet; passed over where it is too short.
  ///   - owner: what it names; words near two owners are not respelt.
  public mutating func add(_ word: UnsafeBufferPointer<UInt8>, owner: Int) {
    Self.withLetters(word) { letters in
      if letters.count < Self.shortest { return }
      names.append(word)
      owners.append(Int32(owner))
      Self.eachKey(letters) { key in
        if (taken + 1) * 3 > slots.count * 2 { grow() }
        file(Slot(key: key, next: UInt32(names.count)))
        taken += 1
      }
    }
  }

  /// The symbol of the one name within an edit of a folded word, or nil.
  func symbol(near word: [UInt8]) -> UInt32? {
    if names.count == 0 || word.count < Self.shortest - 1 { return nil }
    return word.withUnsafeBufferPointer { Self.withLetters($0) { symbol(near: $0) } }
  }

  private func symbol(near letters: UnsafeBufferPointer<Unicode.Scalar>) -> UInt32? {
    if letters.count < Self.shortest - 1 { return nil }
    var found: (owner: Int32, symbol: UInt32)?
    var isContested = false
    slots.withUnsafeBufferPointer { slots in
      Self.eachKey(letters) { key in
        var at = Int(key) & (slots.count - 1)
        while slots[at].next != 0 {
          let slot = slots[at]
          at = (at + 1) & (slots.count - 1)
          guard slot.key == key else { continue }
          let name = Int(slot.next) - 1
          guard names.withBytes(name, { Self.withLetters($0) { Self.isOneEdit($0, letters) } }) else { continue }
          if let found, found.owner != owners[name] { isContested = true }
          if found.map({ symbols[name] < $0.symbol }) ?? true { found = (owners[name], symbols[name]) }
        }
      }
    }
    return isContested ? nil : found?.symbol
  }

  private mutating func file(_ slot: Slot) {
    var at = Int(slot.key) & (slots.count - 1)
    while slots[at].next != 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = FlatList(Array(repeating: Slot(key: 0, next: 0), count: old.count * 2))
    for slot in old where slot.next != 0 { file(slot) }
  }

  private static func withLetters<Result>(
    _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<Unicode.Scalar>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Unicode.Scalar.self, capacity: word.count) { letters in
      var (count, at) = (0, 0)
      while at < word.count {
        let (scalar, length) = decodeScalar(word.baseAddress!, at)
        letters.initializeElement(at: count, to: Unicode.Scalar(scalar) ?? "\u{FFFD}")
        (count, at) = (count + 1, at + length)
      }
      return body(UnsafeBufferPointer(rebasing: letters[..<count]))
    }
  }

  /// The keys of a word: of all its letters, and of all but one. The first letter is never left out, as `isOneEdit`
  /// keeps it.
  @inline(__always)
  private static func eachKey(_ letters: UnsafeBufferPointer<Unicode.Scalar>, _ body: (UInt32) -> Void) {
    // Polynomials of the letters, so that leaving one out is to put a head and a tail together.
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    var (whole, power): (UInt64, UInt64) = (0, 1)
    for letter in letters { whole = whole &* base &+ UInt64(letter.value) }
    body(key(whole))
    var tail: UInt64 = 0
    var head = whole
    let inverse: UInt64 = 0xF1DE_83E1_9937_733D
    for left in letters.indices.reversed() where left > 0 {
      let letter = UInt64(letters[left].value)
      head = (head &- letter) &* inverse
      // Of two same letters it is all one which is left out.
      if left == 1 || letters[left - 1] != letters[left] { body(key(head &* power &+ tail)) }
      tail = tail &+ letter &* power
      power = power &* base
    }
  }

  private static func key(_ polynomial: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: ((polynomial ^ polynomial >> 29) &* 0xBF58_476D_1CE4_E5B9) >> 32)
  }

  /// Damerau's distance of exactly one, the first letter kept: nobody mistypes a name's initial unnoticed.
  public static func isOneEdit(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { isOneEdit(a, $0) } }
  }

  private static func isOneEdit(
    _ a: UnsafeBufferPointer<Unicode.Scalar>, _ b: UnsafeBufferPointer<Unicode.Scalar>
  ) -> Bool {
    guard a.first == b.first, abs(a.count - b.count) <= 1 else { return false }
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    if a.count == b.count {
      if head == a.count { return false }
      if a[(head + 1)...].elementsEqual(b[(head + 1)...]) { return true }
      return head + 1 < a.count && a[head] == b[head + 1] && a[head + 1] == b[head]
        && a[(head + 2)...].elementsEqual(b[(head + 2)...])
    }
    return a.count > b.count
      ? a[(head + 1)...].elementsEqual(b[head...]) : a[head...].elementsEqual(b[(head + 1)...])
  }
}
