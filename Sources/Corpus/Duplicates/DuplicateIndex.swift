import TextModel

/// The last originals (articles that repeated none before them), and a way to find those that a text may repeat.
///
/// Locality-sensitive hashing by bands (Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", 3.4): three bins of the
/// signature make a band, and an original lies in a chain for each of its sixteen bands and one for its text. Two texts
/// share a band with probability 1 − (1 − J³)¹⁶: 0.999 for J = 0.7, 0.98 for 0.6, 0.88 for 0.5. Whatever shares one
/// is compared by the whole signature.
///
/// An article is compared with originals only, so that a story that changes a little from copy to copy is not followed ever
/// further. A chain is followed for `longestWalk` originals, the newest first, so that a thousand reports of one form cost no
/// more than a few.
///
/// Memory: 128 bytes of signature, 68 of links, about 36 of chains' heads, 24 of places, and 64 for the id, which is 320 an
/// original, or 320 MB for a full window of a million. It is taken as originals come. Where ids are longer on average than 64
/// bytes, fewer originals are remembered.
public final class DuplicateIndex {
  private typealias Signature = TextSignature

  private static let bands = 16
  private static let rows = 3
  /// One for each band, and one for the text.
  private static let chains = bands + 1
  private static let longestWalk = 32

  private let settings: DuplicateSettings
  private let window: Int
  /// Originals that ever were; the newest bears this number.
  private var newest = 0
  /// Those of them that are remembered: the newest ones.
  private var count = 0

  // By original, at its number modulo the window. The system gives the memory page by page when it is first written.
  private let samples: UnsafeMutablePointer<UInt8>
  private let texts: UnsafeMutablePointer<UInt64>
  private let lines: UnsafeMutablePointer<Int>
  /// The next older original of each chain it lies in, as the last bits of that one's number.
  private let links: UnsafeMutablePointer<UInt32>
  /// Where its id begins.
  private let ids: UnsafeMutablePointer<Int>
  private var idBytes: IdentifierRing

  /// The newest original of each bucket, by chain and hash.
  private var heads: [UInt32]
  private var headBits = 8
  private let mostHeadBits: Int
  private var hashes = [UInt64](repeating: 0, count: chains)

  public init(_ settings: DuplicateSettings) {
    self.settings = settings
    window = settings.window
    samples = .allocate(capacity: window * Signature.bins)
    texts = .allocate(capacity: window)
    lines = .allocate(capacity: window)
    links = .allocate(capacity: window * Self.chains)
    ids = .allocate(capacity: window)
    idBytes = IdentifierRing(capacity: max(window * 64, IdentifierRing.longest * 2))
    // Two originals a head, when the window is full.
    mostHeadBits = max(headBits, Int.bitWidth - (window - 1).leadingZeroBitCount - 1)
    heads = [UInt32](repeating: 0, count: Self.chains << headBits)
  }

  deinit {
    samples.deallocate()
    texts.deallocate()
    lines.deallocate()
    links.deallocate()
    ids.deallocate()
  }

  /// The original that a text repeats: one that agrees word for word, or else the most similar, the older one of two.
  public func original(of signature: TextSignature) -> Duplicate? {
    guard signature.text != 0, count > 0 else { return nil }
    signature.sample.withUnsafeBufferPointer { _ = makeHashes(text: signature.text, $0.baseAddress!) }
    if let number = exact(signature) { return duplicate(number, similarity: 1, isExact: true) }
    guard let (number, similarity) = nearest(signature) else { return nil }
    return duplicate(number, similarity: similarity, isExact: false)
  }

  /// Remembers an article that repeats none.
  /// - Parameter line: of the output.
  public func add(_ signature: TextSignature, id: String?, idIsLiteral: Bool, line: Int) {
    guard signature.text != 0 else { return }
    if count == window { count -= 1 }
    let id = StoredIdentifier(id, isLiteral: idIsLiteral)
    while count > 0, !idBytes.hasRoom(for: id, keepingFrom: ids[slot(newest - count + 1)]) { count -= 1 }
    newest += 1
    count += 1
    let slot = slot(newest)
    ids[slot] = idBytes.append(id)
    texts[slot] = signature.text
    lines[slot] = line
    signature.sample.withUnsafeBufferPointer {
      (samples + slot * Signature.bins).update(from: $0.baseAddress!, count: Signature.bins)
    }
    if count > 2 << headBits, headBits < mostHeadBits {
      headBits += 1
      heads = []
      heads = [UInt32](repeating: 0, count: Self.chains << headBits)
      for number in newest - count + 1...newest { link(number) }
    } else {
      link(newest)
    }
  }

  private func slot(_ number: Int) -> Int { number % window }

  private func sample(_ number: Int) -> UnsafePointer<UInt8> { UnsafePointer(samples + slot(number) * Signature.bins) }

  private func duplicate(_ number: Int, similarity: Double, isExact: Bool) -> Duplicate {
    let id = idBytes.identifier(at: ids[slot(number)])
    return Duplicate(
      id: id.text, idIsLiteral: id.isLiteral, line: lines[slot(number)], similarity: similarity, isExact: isExact)
  }

  private func exact(_ signature: TextSignature) -> Int? {
    var found: Int?
    walk(chain: 0, atMost: .max) { number in
      if texts[slot(number)] == signature.text { found = number }
    }
    return found
  }

  private func nearest(_ signature: TextSignature) -> (number: Int, similarity: Double)? {
    guard signature.isSampled else { return nil }
    var best: (number: Int, similarity: Double)?
    signature.sample.withUnsafeBufferPointer { sample in
      for chain in 1..<Self.chains {
        walk(chain: chain, atMost: Self.longestWalk) { number in
          let similarity = Signature.similarity(sample.baseAddress!, self.sample(number))
          guard similarity >= settings.threshold else { return }
          if let best, (best.similarity, -best.number) >= (similarity, -number) { return }
          best = (number, similarity)
        }
      }
    }
    return best
  }

  /// Visits the remembered originals of the bucket that `hashes` names, from the newest to the oldest.
  private func walk(chain: Int, atMost limit: Int, _ visit: (Int) -> Void) {
    var link = heads[head(chain)]
    var age = 0
    for _ in 0..<limit {
      // Links go from newer to older; one to an original that has been forgotten ends the chain.
      let next = Int(UInt32(truncatingIfNeeded: newest + 1) &- link)
      guard next > age, next <= count else { return }
      age = next
      let number = newest + 1 - age
      visit(number)
      link = links[slot(number) * Self.chains + chain]
    }
  }

  /// Puts an original, newer than all that are linked, first in its chains.
  private func link(_ number: Int) {
    let slot = slot(number)
    let isSampled = makeHashes(text: texts[slot], sample(number))
    for chain in 0..<(isSampled ? Self.chains : 1) {
      let head = head(chain)
      links[slot * Self.chains + chain] = heads[head]
      heads[head] = UInt32(truncatingIfNeeded: number)
    }
  }

  private func head(_ chain: Int) -> Int {
    chain << headBits + Int(truncatingIfNeeded: hashes[chain] >> UInt64(64 - headBits))
  }

  /// Hashes of the text and of each band; of the text alone where there is no sample.
  private func makeHashes(text: UInt64, _ sample: UnsafePointer<UInt8>) -> Bool {
    hashes[0] = mixed(text)
    guard UnsafeBufferPointer(start: sample, count: Signature.bins).contains(where: { $0 != 0 }) else { return false }
    for band in 0..<Self.bands {
      var key = UInt64(band)
      for row in 0..<Self.rows { key = key << 8 | UInt64(Self.byte(of: sample, bin: band * Self.rows + row)) }
      hashes[band + 1] = mixed(key)
    }
    return true
  }

  /// A bin's byte, or for an empty one that of another, the same for every text (Shrivastava, "Optimal densification for fast and
  /// accurate minwise hashing", ICML 2017).
  private static func byte(of sample: UnsafePointer<UInt8>, bin: Int) -> UInt8 {
    var (at, attempt) = (bin, UInt64(0))
    while sample[at] == 0 {
      attempt += 1
      at = Int(mixed(UInt64(bin) << 32 | attempt) % UInt64(Signature.bins))
    }
    return sample[at]
  }
}
