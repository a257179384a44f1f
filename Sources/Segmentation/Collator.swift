import CICU

/// Puts texts in the order of a language's dictionaries (Unicode Collation Algorithm, CLDR's tailorings).
///
/// One collator serves one thread.
public final class Collator {
  private let handle: OpaquePointer
  private var units: [UInt16] = []

  /// - Parameter tag: BCP 47, as in `ru` or `de-u-co-phonebk`; `und` for the order of no language in particular.
  ///   nil where it is no tag, or of no language.
  public init?(tag: String) {
    guard let handle = icu_collator_open(tag) else { return nil }
    self.handle = handle
  }

  deinit { icu_collator_close(handle) }

  /// A key that orders as the text does when compared byte by byte.
  public func key(of text: String) -> [UInt8] {
    units.removeAll(keepingCapacity: true)
    units.append(contentsOf: text.utf16)
    var key = [UInt8](repeating: 0, count: units.count * 4 + 16)
    var length = icu_collator_key(handle, units, Int32(units.count), &key, Int32(key.count))
    if Int(length) > key.count {
      key = [UInt8](repeating: 0, count: Int(length))
      length = icu_collator_key(handle, units, Int32(units.count), &key, Int32(key.count))
    }
    key.removeLast(key.count - Int(length))
    return key
  }
}
