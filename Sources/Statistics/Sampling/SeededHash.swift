/// Random numbers that belong to things: the same thing has the same number under the same seed, wherever it stands in
/// the input and whoever comes to it first.
public enum SeededHash {
  /// FNV-1a over the bytes, begun with the seed and mixed by SplitMix64 at the end; no protection against forgery.
  /// Source: Fowler, Noll & Vo, draft-eastlake-fnv; Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195.
  public static func value(of bytes: some Sequence<UInt8>, seed: UInt64) -> UInt64 {
    var start = SplitMix64(seed: seed)
    var hash = 0xCBF2_9CE4_8422_2325 ^ start.next()
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var mixer = SplitMix64(seed: hash)
    return mixer.next()
  }

  /// Of several texts, none of which can run into the next.
  public static func value(of parts: [String], seed: UInt64) -> UInt64 {
    value(of: parts.lazy.flatMap { Array($0.utf8) + [0xFF] }, seed: seed)
  }
}
