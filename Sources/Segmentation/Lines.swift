import Glibc

/// Lines of a text, which ICU's rules break apart from each other.
enum Lines {
  /// The offset after the line feed that ends the line at `start`, or the text's end.
  static func end(_ text: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    guard let found = memchr(text + start, 0x0A, count - start) else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(text) + 1
  }
}
