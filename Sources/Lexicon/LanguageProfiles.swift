import TextModel

/// Tells the language of a text by its commonest words and its alphabet.
///
/// Each of a language's own words counts for it, each word with a letter outside its alphabet against it: every third
/// Ukrainian or Belarusian word holds a letter that Russian has not. Only as much of the beginning is read as it takes to
/// be sure, without memory for single words.
public struct LanguageProfiles: Sendable {
  /// The tag of a language that is not known (BCP 47).
  public static let undetermined = "und"

  /// Bytes of a text that are looked at.
  static let window = 4096
  /// Words after which it may be sure.
  private static let enough = 48
  /// The least that the best language's words must be of all, less those that its alphabet has not.
  private static let share = 0.1
  /// The least by which it must be ahead of the next one, of all words.
  private static let margin = 0.04
  /// In texts of fewer words, nobody's words need be there.
  private static let short = 40

  let tags: [String]
  /// By small letter below U+0600: the languages that have it, as bits.
  let letters: FlatList<UInt32>
  /// By character below U+0600: its small letter, 0 for what is no letter.
  let small: FlatList<UInt16>
  /// Words by their hashes: open addressing, 0 for an empty place.
  let hashes: FlatList<UInt64>
  let languages: FlatList<UInt32>

  /// - Throws: `ConfigurationError` for a missing column, more languages than bits, or a word outside its alphabet.
  public init(_ file: LexiconFile) throws {
    let (language, letterColumn, wordColumn) = (
      try file.column("language"), try file.column("letters"), try file.column("words")
    )
    if let row = file.rows.dropFirst(32).first {
      throw file.error(row, "more than 32 languages", "leave out those that are not needed")
    }
    tags = file.rows.map { String($0.fields[language]) }
    small = FlatList((0..<Self.tableSize).map { Self.smallLetter(UInt32($0)) })
    let all = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(file.rows.count)) - 1)
    var letters = [UInt32](repeating: 0, count: Self.tableSize)
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") { letters[Int(letter)] = all }
    var size = 1024
    let words = file.rows.map { $0.fields[wordColumn].split(separator: " ") }
    while size < words.reduce(0, { $0 + $1.count }) * 2 { size *= 2 }
    var hashes = [UInt64](repeating: 0, count: size)
    var languages = [UInt32](repeating: 0, count: size)
    for (number, row) in file.rows.enumerated() {
      for scalar in row.fields[letterColumn].unicodeScalars where scalar.value < Self.tableSize {
        letters[Int(scalar.value)] |= 1 << UInt32(number)
      }
      for word in words[number] {
        var hash = Self.seed
        for scalar in word.unicodeScalars {
          guard scalar.value < Self.tableSize, letters[Int(scalar.value)] & (1 << UInt32(number)) != 0 else {
            throw file.error(row, "'\(word)' holds '\(scalar)', which is none of its letters", "add it to them")
          }
          hash = Self.add(scalar.value, to: hash)
        }
        var index = Int(truncatingIfNeeded: hash) & (size - 1)
        while hashes[index] != 0, hashes[index] != hash { index = (index + 1) & (size - 1) }
        hashes[index] = hash
        languages[index] |= 1 << UInt32(number)
      }
    }
    (self.letters, self.hashes, self.languages) = (FlatList(letters), FlatList(hashes), FlatList(languages))
  }

  /// The language of a text.
  /// - Parameter expected: what a text that is too short to tell is taken for, unless another language's words say
  ///   otherwise.
  /// - Returns: a tag of the table, `expected`, or `und`.
  public func language(of text: [UInt8], expected: String?) -> String {
    text.withUnsafeBufferPointer { language(of: $0, expected: expected) }
  }

  private func language(of text: UnsafeBufferPointer<UInt8>, expected: String?) -> String {
    // Two counters a language: words of its own, and words with letters beyond a-z that its alphabet has.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 64) { counters in
      counters.initialize(repeating: 0)
      var count = Counts(own: counters.baseAddress!, fitting: counters.baseAddress! + 32)
      letters.withUnsafeBufferPointer { letters in
        small.withUnsafeBufferPointer { small in
          walk(text, letters, small, &count)
        }
      }
      if let sure = sure(count) { return tags[sure] }
      guard count.words < Self.short, let expected else { return Self.undetermined }
      let best = tags.indices.map { score($0, count) }.max() ?? 0
      let own = tags.firstIndex(of: expected).map { score($0, count) } ?? 0
      return own >= max(best, 0) ? expected : Self.undetermined
    }
  }

  private struct Counts {
    let own: UnsafeMutablePointer<Int32>
    let fitting: UnsafeMutablePointer<Int32>
    var words = 0
    /// Those that hold a letter beyond a-z.
    var marked: Int32 = 0
  }

  private func score(_ language: Int, _ count: Counts) -> Int32 {
    count.own[language] - (count.marked - count.fitting[language])
  }

  /// The language that is clearly ahead.
  private func sure(_ count: Counts) -> Int? {
    var (best, first, second) = (-1, Int32.min, Int32.min)
    for language in tags.indices {
      let score = score(language, count)
      if score > first {
        (best, first, second) = (language, score, first)
      } else if score > second {
        second = score
      }
    }
    let words = Double(count.words)
    // Below 0 it is no rival.
    let lead = first - max(second, 0)
    return first >= 2 && Double(first) >= words * Self.share && lead >= 2 && Double(lead) >= words * Self.margin
      ? best : nil
  }

  /// Counts the words at the beginning of a text.
  private func walk(
    _ text: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt32>, _ small: UnsafeBufferPointer<UInt16>,
    _ count: inout Counts
  ) {
    guard let base = text.baseAddress else { return }
    let end = min(text.count, Self.window)
    var at = 0
    var hash = Self.seed
    var languages = UInt32.max
    var isMarked = false
    while true {
      var letter: UInt32 = 0
      var isMark = false
      if at < end {
        let byte = base[at]
        if byte < 0x80 {
          letter = UInt32(small[Int(byte)])
          at += 1
        } else {
          let (scalar, length) = decodeScalar(base, at)
          at += length
          // A word that the window cuts is left out.
          if at > end { return }
          if scalar < Self.tableSize {
            letter = UInt32(small[Int(scalar)])
            isMark = scalar >= 0x300 && scalar < 0x370
          } else if Self.isLetter(scalar) {
            letter = scalar
          }
          if letter != 0 {
            isMarked = true
            languages &= letter < Self.tableSize ? letters[Int(letter)] : 0
          }
        }
        if isMark { continue }
        if letter != 0 {
          hash = Self.add(letter, to: hash)
          continue
        }
      } else if text.count > end {
        return
      }
      if hash != Self.seed {
        take(hash, languages, isMarked, &count)
        (hash, languages, isMarked) = (Self.seed, .max, false)
        if count.words >= Self.enough, count.words & 15 == 0, sure(count) != nil { return }
      }
      if at >= end { return }
    }
  }

  private func take(_ hash: UInt64, _ fitting: UInt32, _ isMarked: Bool, _ count: inout Counts) {
    count.words += 1
    if isMarked {
      count.marked += 1
      var rest = fitting
      while rest != 0 {
        count.fitting[rest.trailingZeroBitCount] += 1
        rest &= rest - 1
      }
    }
    let mask = hashes.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while hashes[index] != 0 {
      if hashes[index] == hash {
        var rest = languages[index]
        while rest != 0 {
          count.own[rest.trailingZeroBitCount] += 1
          rest &= rest - 1
        }
        return
      }
      index = (index + 1) & mask
    }
  }

  // MARK: Characters

  static let tableSize = 0x600
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func add(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
    // FNV-1a, a scalar at a time.
    var hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
    hash ^= hash >> 29
    return hash
  }

  private static func smallLetter(_ value: UInt32) -> UInt16 {
    guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic || value == 0x130 else { return 0 }
    // Combining marks are passed over; ʼ parts words as ' does.
    if value >= 0x2B0, value < 0x370 { return 0 }
    return UInt16(scalar.properties.lowercaseMapping.unicodeScalars.first!.value)
  }

  /// Beyond the table: letters of scripts that no language of it uses.
  private static func isLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE0F, 0xFEFF, 0xFF00...0xFFFF, 0x1F000...: false
    default: true
    }
  }
}
