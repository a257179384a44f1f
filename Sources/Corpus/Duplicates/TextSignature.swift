import CICU
import Segmentation
import TextModel

/// What is kept of a text to find its duplicates by: a hash of its words in their order, and a sample of its shingles (runs of
/// a few words).
///
/// The sample is a MinHash by one permutation: each shingle is hashed once, the hash's first bits choose a bin, and
/// each bin keeps its least hash (Li, Owen & Zhang, "One permutation hashing", NIPS 2012), of which a byte is stored (Li & König,
/// "b-bit minwise hashing", WWW 2010). The share of bins that agree estimates the Jaccard index *J* of the two sets
/// of shingles, with a standard error of about √(J (1 − J) / 128): 0.04 at most.
public struct TextSignature: Equatable, Sendable {
  public static let bins = 128
  /// A text that fills fewer bins (it has about as many words) is compared word for word only.
  static let leastBins = 24

  /// Of the words in their order, case, marks and spaces aside; 0 where the text has no word.
  public let text: UInt64
  /// A byte for each bin, 0 for one that no shingle fell into. All are 0 where the text is too short.
  public let sample: [UInt8]
  /// Is the text long enough to be compared by its shingles?
  var isSampled: Bool { sample.contains { $0 != 0 } }

  /// Estimated Jaccard index of the shingles of two samples, 0…1.
  public static func similarity(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>) -> Double {
    var equal = SIMD16<UInt8>.zero
    var both = SIMD16<UInt8>.zero
    var either = SIMD16<UInt8>.zero
    let one = SIMD16<UInt8>(repeating: 1)
    for at in stride(from: 0, to: bins, by: 16) {
      let left = UnsafeRawPointer(a).loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let right = UnsafeRawPointer(b).loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let inBoth = (left .!= .zero) .& (right .!= .zero)
      both &+= SIMD16.zero.replacing(with: one, where: inBoth)
      either &+= SIMD16.zero.replacing(with: one, where: (left .!= .zero) .| (right .!= .zero))
      equal &+= SIMD16.zero.replacing(with: one, where: inBoth .& (left .== right))
    }
    let bins = Double(either.wrappedSum())
    guard bins > 0 else { return 0 }
    // One byte in 255 agrees by chance.
    let chance = 1.0 / 255
    let common = (Double(equal.wrappedSum()) - chance * Double(both.wrappedSum())) / (1 - chance)
    return max(0, common / bins)
  }
}

/// Makes signatures, with working memory of its own; one maker serves one thread.
public final class SignatureMaker {
  private let shingle: Int
  private let scalars = WordScalars.shared
  /// The least hash of each bin.
  private let least = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: TextSignature.bins)
  private var folded: [UInt8] = []
  private var text: UInt64 = 0
  private var words = 0
  /// Hashes of the last words, in a ring.
  private let recent: UnsafeMutableBufferPointer<UInt64>
  /// Place of the oldest of them, which the next word takes.
  private var oldest = 0
  /// Σ hash · base^age over the last words.
  private var rolling: UInt64 = 0
  /// What takes a word out of the sum when it is a shingle old.
  private let leaving: UInt64

  /// Bytes; what is longer is no word, and is taken as it stands.
  private static let longestWord = 1024

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let binBits = TextSignature.bins.trailingZeroBitCount

  /// - Parameter shingle: see `DuplicateSettings`.
  public init(shingle: Int) {
    self.shingle = shingle
    recent = .allocate(capacity: shingle)
    leaving = (0..<shingle).reduce(1) { power, _ in power &* Self.base }
  }

  deinit {
    least.deallocate()
    recent.deallocate()
  }

  /// - Parameter bytes: valid UTF-8.
  public func signature(of bytes: [UInt8]) -> TextSignature {
    least.initialize(repeating: .max)
    recent.initialize(repeating: 0)
    (text, words, rolling, oldest) = (0, 0, 0, 0)
    bytes.withUnsafeBufferPointer { bytes in
      scalars.lowercase.withUnsafeBufferPointer { scan(bytes, lowercase: $0.baseAddress!) }
    }
    return TextSignature(text: words == 0 ? 0 : text | 1, sample: sample())
  }

  private func sample() -> [UInt8] {
    var sample = [UInt8](repeating: 0, count: TextSignature.bins)
    var filled = 0
    for (index, hash) in least.enumerated() where hash != .max {
      // The last bits tell nothing of how small the hash is.
      sample[index] = 1 + UInt8((hash & 0xFFFF) % 255)
      filled += 1
    }
    return filled < TextSignature.leastBins ? [UInt8](repeating: 0, count: TextSignature.bins) : sample
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, lowercase: UnsafePointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var at = 0
    while at < bytes.count {
      let start = at
      var hash = RunningHash()
      while at < bytes.count {
        let letter = lowercase[Int(base[at])]
        if letter == 0 { break }
        hash.add(letter)
        at += 1
      }
      if at < bytes.count, base[at] >= 0x80 {
        at = scanBeyondASCII(bytes, from: start, at)
        continue
      }
      if at > start { add(hash.value) }
      at += 1
    }
  }

  /// Reads the rest of a word that is not all ASCII, or passes over a mark.
  /// - Returns: where to go on.
  private func scanBeyondASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ at: Int) -> Int {
    var end = at
    while end < bytes.count {
      let (scalar, length) = decodeScalar(bytes.baseAddress!, end)
      switch scalars.role(of: scalar) {
      case .part:
        end += length
        continue
      case .wholeWord:
        addFolded(bytes, start..<end)
        addFolded(bytes, end..<end + length)
      case .none: addFolded(bytes, start..<end)
      }
      return end + length
    }
    addFolded(bytes, start..<end)
    return end
  }

  private func addFolded(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) {
    let word = UnsafeBufferPointer(rebasing: bytes[word])
    var hash = RunningHash()
    if word.count > Self.longestWord {
      for byte in word { hash.add(byte) }
    } else {
      Folder.shared.fold(word, into: &folded)
      if folded.isEmpty { return }
      for byte in folded { hash.add(byte) }
    }
    add(hash.value)
  }

  @inline(__always)
  private func add(_ word: UInt64) {
    text = mixed(text &+ word)
    rolling = rolling &* Self.base &+ word &- recent[oldest] &* leaving
    recent[oldest] = word
    oldest = oldest + 1 == shingle ? 0 : oldest + 1
    words += 1
    guard words >= shingle else { return }
    let hash = mixed(rolling)
    let bin = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.binBits))
    if hash < least[bin] { least[bin] = hash }
  }
}

/// The scalars that words are made of.
private struct WordScalars: Sendable {
  enum Role {
    /// A letter, a digit, or what belongs to one.
    case part
    /// One of a script that writes no spaces.
    case wholeWord
    case none
  }

  static let shared = WordScalars()

  /// By ASCII byte: the small letter or the digit; 0 for all others.
  let lowercase: [UInt8]
  /// Of U+0000–U+07FF.
  private let table: [Role]

  private init() {
    lowercase = (0..<256).map { byte in
      switch UInt8(byte) {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) | 0x20
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte)
      default: 0
      }
    }
    table = (0..<0x800).map { Self.role(of: $0) }
  }

  func role(of scalar: UInt32) -> Role { scalar < 0x800 ? table[Int(scalar)] : Self.role(of: Int32(scalar)) }

  private static func role(of scalar: Int32) -> Role {
    if icu_needs_dictionary(scalar) { return .wholeWord }
    // What folding drops parts no words.
    let isPart =
      icu_is_letter(scalar) || icu_is_digit(scalar) || icu_word_class(scalar) == Int32(ICU_WORD_EXTEND)
      || scalar == 0x200B
    return isPart ? .part : .none
  }
}

/// A hash of bytes that come one at a time.
private struct RunningHash {
  private var hash: UInt64 = 0
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    pending = pending << 8 | UInt64(byte)
    count &+= 1
    if count & 7 == 0 {
      hash = mixed(hash ^ pending)
      pending = 0
    }
  }

  var value: UInt64 { mixed(hash ^ pending ^ count << 56) }
}

/// A bijection of 64 bits that leaves no trace of its argument: the finaliser of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  var value = value &+ 0x9E37_79B9_7F4A_7C15
  value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
  value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
  return value ^ value >> 31
}
