import CICU
import TextModel

/// Folds a token for matching: full case folding, NFC, curly quotes and all dashes made straight, soft hyphens and
/// zero-width marks dropped, ё read as е. Only lookups see folded text; offsets always point into the original.
public struct Folder: Sendable {
  /// The folded scalar for U+0000–U+07FF, or 0 where ICU must be asked (combining marks, ß, …).
  private let table: [UInt16]

  public static let shared = Folder()

  private init() {
    table = (0..<0x800).map { scalar in
      if scalar == 0xAD { return 0 }
      if scalar == 0x401 || scalar == 0x451 { return 0x435 }
      if scalar == 0x2BC { return 0x27 }
      if scalar == 0xAB || scalar == 0xBB { return 0x22 }
      let folded = icu_fold_scalar(Int32(scalar))
      // ß folds to two letters, which only full folding gives.
      if scalar == 0xDF || !icu_starts_normal(Int32(scalar)) || folded >= 0x800 { return 0 }
      return UInt16(folded)
    }
  }

  /// Writes the folded form of `bytes` (valid UTF-8) into `out`, which is emptied first.
  public func fold(_ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    guard let base = bytes.baseAddress else { return }
    // ASCII, as far as it goes, is folded in one piece.
    var at = 0
    while at < bytes.count, bytes[at] < 0x80 { at += 1 }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<at]))
    out.withUnsafeMutableBufferPointer { out in
      for index in out.indices where out[index] >= 0x41 && out[index] <= 0x5A { out[index] |= 0x20 }
    }
    while at < bytes.count {
      let (scalar, length) = decodeScalar(base, at)
      at += length
      if scalar < 0x800 {
        let folded = UInt32(table[Int(scalar)])
        if folded == 0, scalar != 0 {
          if scalar == 0xAD { continue }
          return foldSlowly(bytes, into: &out)
        }
        append(folded, to: &out)
        continue
      }
      switch scalar {
      case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032: out.append(0x27)
      case 0x201C...0x201F: out.append(0x22)
      case 0x2010...0x2015, 0x2212: out.append(0x2D)
      case 0x200B...0x200F, 0x2060, 0xFEFF: continue
      default: return foldSlowly(bytes, into: &out)
      }
    }
  }

  public func fold(_ text: some StringProtocol) -> [UInt8] { fold(Array(text.utf8)) }

  public func fold(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { fold($0, into: &out) }
    return out
  }

  /// The folded form but for case: what is compared where capitals count.
  public func normalise(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { foldSlowly($0, keepsCase: true, into: &out) }
    return out
  }

  /// The same for text that needs ICU's normaliser, mark by mark afterwards.
  private func foldSlowly(_ bytes: UnsafeBufferPointer<UInt8>, keepsCase: Bool = false, into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    var units = [UInt16](repeating: 0, count: bytes.count + 1)
    let length = icu_utf16(bytes.baseAddress, Int32(bytes.count), &units, Int32(units.count))
    var folded = [UInt16](repeating: 0, count: 1024)
    var count =
      keepsCase
      ? icu_normalise(units, length, false, &folded, Int32(folded.count))
      : icu_fold_nfc(units, length, &folded, Int32(folded.count))
    if count < 0 {
      // Longer than any word: compare it unfolded.
      folded = units
      count = length
    }
    for scalar in String(decoding: folded[0..<Int(count)], as: UTF16.self).unicodeScalars {
      switch scalar.value {
      case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: continue
      case 0x2018...0x201B, 0x2032, 0x2BC: out.append(0x27)
      case 0x201C...0x201F, 0xAB, 0xBB: out.append(0x22)
      case 0x2010...0x2015, 0x2212: out.append(0x2D)
      case 0x451: append(0x435, to: &out)
      case 0x401: append(0x415, to: &out)
      default: out.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  @inline(__always)
  private func append(_ scalar: UInt32, to out: inout [UInt8]) {
    if scalar < 0x80 {
      out.append(UInt8(scalar))
    } else {
      out.append(UInt8(0xC0 | scalar >> 6))
      out.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
