import Statistics

/// Random strings over the tables' classes, on which breakers are compared: the same seed, the same strings.
///
/// The rules speak of classes, not of characters; so a string draws classes, from a few to all of them, and from each a
/// character. One string in 16 has characters from outside the alphabet as well.
public struct RandomText {
  /// Scalars of the longest string.
  public static let longest = 40

  /// Characters of one word class, one sentence class, pictographs or not.
  private static let classes: [[UInt32]] = {
    var classes: [UInt16: [UInt32]] = [:]
    let table = CharacterTable.shared
    for page in Alphabet.pages {
      for scalar in UInt32(page << Alphabet.pageBits)..<UInt32((page + 1) << Alphabet.pageBits) {
        let entry = table.entry(of: scalar)
        if entry & 15 == WordClass.foreign || Unicode.Scalar(scalar) == nil { continue }
        classes[entry & (0xFF | CharacterTable.pictograph), default: []].append(scalar)
      }
    }
    return classes.sorted { $0.key < $1.key }.map(\.value)
  }()

  /// Hebrew, kana, Han, Hangul, Thai, Devanagari, Ethiopic, mathematical letters, musical signs.
  private static let outside: [UInt32] = [
    0x5D0, 0x5D1, 0x30A2, 0x30FC, 0x3042, 0x65E5, 0x672C, 0xAC00, 0xD55C, 0xE01, 0xE44, 0x915, 0x94D, 0x1200, 0x3002,
    0xFF01, 0x1D400, 0x1D11E, 0x20000,
  ]

  public static var classCount: Int { classes.count }

  private var random: SplitMix64
  /// How often a character of each class stood before one of each other, row by row.
  public private(set) var pairs: [Int]

  public init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    pairs = [Int](repeating: 0, count: Self.classes.count * Self.classes.count)
  }

  /// Replaces `text` by the next string.
  public mutating func next(into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    let classes = Self.classes
    // Rules of three characters and more meet where few classes are drawn from.
    var drawn: [Int] = []
    for _ in 0..<(2 + below(below(4) == 0 ? classes.count : 6)) { drawn.append(below(classes.count)) }
    let goesOutside = below(16) == 0
    var last = -1
    for _ in 0..<(1 + below(Self.longest)) {
      if goesOutside, below(8) == 0 {
        append(Self.outside[below(Self.outside.count)], to: &text)
        last = -1
        continue
      }
      let kind = drawn[below(drawn.count)]
      append(classes[kind][below(classes[kind].count)], to: &text)
      if last >= 0 { pairs[last * classes.count + kind] += 1 }
      last = kind
    }
  }

  private mutating func below(_ bound: Int) -> Int { Int(random.next() >> 11) % bound }

  private func append(_ scalar: UInt32, to text: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(scalar) else { return }
    for byte in UTF8.encode(scalar)! { text.append(byte) }
  }
}
