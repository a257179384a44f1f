import CICU
import TextModel

/// A regular expression over one token, as ICU understands it, bounded in time. It may be asked by all threads.
final class TokenExpression: Sendable {
  private struct Handle: @unchecked Sendable { let pointer: OpaquePointer }
  private let handle: Guarded<Handle>
  /// Longer tokens match nothing.
  private static let longest = 256
  /// Thousands of steps that a match may take.
  private static let steps: Int32 = 20

  /// nil where the text is no regular expression.
  init?(_ text: String) {
    let units = Array(text.utf16)
    guard let pointer = icu_pattern_open(units, Int32(units.count), Self.steps) else { return nil }
    handle = Guarded(Handle(pointer: pointer))
  }

  deinit { handle.withLock { icu_pattern_close($0.pointer) } }

  /// Does it match the whole token?
  func matches(_ token: [UInt8]) -> Bool {
    if token.count > Self.longest { return false }
    let units = Array(String(decoding: token, as: UTF8.self).utf16)
    return handle.withLock { icu_pattern_matches($0.pointer, units, Int32(units.count)) }
  }
}
