import CICU
import TextModel

/// Text that was decoded by a wrong encoding before it came into the dump, so that it is valid and still nonsense.
///
/// It is told and not mended: which text was meant can be lost, and the source is better decoded anew. The beginning of
/// a text is looked at; what is told is seen there often enough that no spelling or quotation has it.
public enum Mojibake: String, Codable, Sendable {
  /// "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "cafÃ©", "itâ€™s".
  case utf8AsLatin = "UTF-8 read as windows-1252"
  /// "РџСЂРёРІРµС‚".
  case utf8As1251 = "UTF-8 read as windows-1251"
  /// "п÷я─п╦п╡п╣я┌".
  case utf8AsKOI8 = "UTF-8 read as KOI8-R"
  /// "оПХБЕР", "рТЙЧЕФ": small letters and capitals change places.
  case cyrillic = "windows-1251 and KOI8-R taken for each other"
  /// "Ïðèâåò".
  case cyrillicAsLatin = "windows-1251 read as windows-1252"

  /// Bytes of a text that are looked at.
  static let window = 4096

  /// What a text shows of it.
  static func found(in text: [UInt8]) -> Mojibake? {
    text.withUnsafeBufferPointer { text in
      Scan.traits.withUnsafeBufferPointer { traits in
        var scan = Scan(traits: traits)
        return scan.run(text)
      }
    }
  }
}

/// One look at a text.
private struct Scan {
  struct Traits: OptionSet {
    let rawValue: UInt16
    /// Of windows-1252, as which a byte 0xC2… of UTF-8, 0xE2, or a byte that follows is read.
    static let latinLead = Traits(rawValue: 1)
    static let latinLead3 = Traits(rawValue: 2)
    static let latinRest = Traits(rawValue: 4)
    /// The same of windows-1251; the lead bytes of Cyrillic.
    static let cyrillicLead = Traits(rawValue: 8)
    static let cyrillicRest = Traits(rawValue: 16)
    /// The same of KOI8-R.
    static let koi8Lead = Traits(rawValue: 32)
    static let koi8Rest = Traits(rawValue: 64)
    static let small = Traits(rawValue: 128)
    static let capital = Traits(rawValue: 256)
    static let cyrillic = Traits(rawValue: 512)
    /// À…ÿ.
    static let accented = Traits(rawValue: 1024)

    static let letter: Traits = [.small, .capital]
  }

  let traits: UnsafeBufferPointer<Traits>
  private var before: Traits = []
  private var beforeThat: Traits = []
  private var beforeAll: Traits = []
  private var latinPairs = 0
  private var cyrillicRun = 0
  private var koi8Pairs = 0
  // The word that is being read.
  private var letters = 0
  private var capitals = 0
  private var accented = 0
  private var cyrillic = 0
  private var beginsSmall = false
  // Words of four letters or more.
  private var words = 0
  private var accentedWords = 0
  private var cyrillicWords = 0
  private var loudWords = 0
  private var invertedWords = 0

  init(traits: UnsafeBufferPointer<Traits>) { self.traits = traits }

  mutating func run(_ text: UnsafeBufferPointer<UInt8>) -> Mojibake? {
    guard let base = text.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let end = min(text.count, Mojibake.window)
    var at = 0
    while at < end {
      // ASCII alone holds none of it.
      var isPastASCII = false
      while at + 8 <= end, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
        at += 8
        isPastASCII = true
      }
      if isPastASCII {
        endWord()
        before = base[at - 1].isCapital ? .capital : []
        beforeThat = base[at - 2].isCapital ? .capital : []
        (beforeAll, cyrillicRun) = ([], 0)
      }
      guard at < end else { break }
      let (scalar, length) = decodeScalar(base, at)
      at += length
      take(scalar < UInt32(traits.count) ? traits[Int(scalar)] : [])
      if cyrillicRun == 3 { return .utf8As1251 }
      if koi8Pairs == 3 { return .utf8AsKOI8 }
    }
    endWord()
    if latinPairs >= 2 { return .utf8AsLatin }
    if accentedWords >= 3, accentedWords * 2 >= words { return .cyrillicAsLatin }
    if invertedWords >= 2, (loudWords + invertedWords) * 10 >= cyrillicWords * 9 { return .cyrillic }
    return nil
  }

  private mutating func take(_ now: Traits) {
    if now.contains(.latinRest) {
      // After two capitals the lead is a letter of a word in capitals: «LIBERTÉ», “AMANHÔ.
      if before.contains(.latinLead), !beforeThat.intersection(beforeAll).contains(.capital) { latinPairs += 1 }
      if before.contains(.latinRest), beforeThat.contains(.latinLead3) { latinPairs += 1 }
    }
    if before.contains(.cyrillicLead), now.contains(.cyrillicRest) {
      cyrillicRun += 1
    } else if !(now.contains(.cyrillicLead) && before.contains(.cyrillicRest)) {
      cyrillicRun = 0
    }
    if before.contains(.koi8Lead), now.contains(.koi8Rest) { koi8Pairs += 1 }
    (beforeAll, beforeThat, before) = (beforeThat, before, now)
    guard !now.isDisjoint(with: .letter) else { return endWord() }
    if letters == 0 { beginsSmall = now.contains(.small) }
    letters += 1
    if now.contains(.capital) { capitals += 1 }
    if now.contains(.accented) { accented += 1 }
    if now.contains(.cyrillic) { cyrillic += 1 }
  }

  private mutating func endWord() {
    guard letters > 0 else { return }
    if letters >= 4 {
      words += 1
      if accented == letters { accentedWords += 1 }
      if cyrillic == letters {
        cyrillicWords += 1
        if capitals == letters { loudWords += 1 }
        if beginsSmall, capitals == letters - 1 { invertedWords += 1 }
      }
    }
    (letters, capitals, accented, cyrillic) = (0, 0, 0, 0)
  }

  // MARK: Characters

  /// By scalar; all others have none.
  static let traits: [Traits] = {
    var traits = [Traits](repeating: [], count: 0x25A1)
    func add(_ more: Traits, _ values: some Sequence<Int>) { for value in values { traits[value].insert(more) } }
    add(.latinLead, [0xC2, 0xC3, 0xC4, 0xC5, 0xCE, 0xCF, 0xD0, 0xD1])
    add(.latinLead3, [0xE2])
    add(.latinRest, 0x80...0xBF)
    add(.latinRest, latinSigns)
    add(.cyrillicLead, [0x420, 0x421])
    add(.cyrillicRest, 0xA0...0xBB)
    add(.cyrillicRest, cyrillicSigns)
    add(.koi8Lead, [0x43F, 0x44F])
    // Lines and blocks, which KOI8-R has below its letters.
    add(.koi8Rest, [0x2320, 0x2321])
    add(.koi8Rest, 0x2500...0x25A0)
    let letters = 0..<0x500
    add(.small, letters.lazy.filter { icu_is_lowercase(Int32($0)) })
    add(.capital, letters.lazy.filter { icu_is_uppercase(Int32($0)) })
    add(.accented, 0xC0...0xFF)
    add(.cyrillic, 0x400..<0x500)
    return traits
  }()

  /// windows-1252, 0x80…0x9F.
  private static let latinSigns = [
    0x20AC, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x17D, 0x2018, 0x2019,
    0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x17E, 0x178,
  ]
  /// windows-1251, 0x80…0xBF, what Latin-1 has there left out.
  private static let cyrillicSigns = [
    0x402, 0x403, 0x201A, 0x453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x409, 0x2039, 0x40A, 0x40C, 0x40B,
    0x40F, 0x452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x98, 0x2122, 0x459, 0x203A, 0x45A, 0x45C,
    0x45B, 0x45F, 0x40E, 0x45E, 0x408, 0x490, 0x401, 0x404, 0x407, 0x406, 0x456, 0x491, 0x451, 0x2116, 0x454, 0x458,
    0x405, 0x455, 0x457,
  ]
}

extension UInt8 {
  fileprivate var isCapital: Bool { self >= 65 && self <= 90 }
}
