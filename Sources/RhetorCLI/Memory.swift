import Glibc

enum Memory {
  /// Gives back to the system what was used and let go, so that loading and working do not add up to one peak. The C
  /// library's module does not show `malloc_trim` to Swift; where the library has none, nothing happens.
  static func giveBack() {
    typealias Trim = @convention(c) (Int) -> Int32
    guard let trim = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(trim, to: Trim.self)(0)
  }
}
