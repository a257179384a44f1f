import CSimdJSON

/// JSON that is walked where it was parsed: no object for each value, no text that nobody asks for.
final class JSONTree {
  private let reader: OpaquePointer
  /// With what the parser may read beyond the end.
  private let bytes: [UInt8]

  /// nil for what is not JSON.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes + [UInt8](repeating: 0, count: json_padding())
    reader = json_reader_new()
    if json_parse(reader, self.bytes, bytes.count) != nil { return nil }
  }

  deinit { json_reader_free(reader) }

  /// Calls `body` with the tree's root, which is not to be kept.
  func withRoot<Result>(_ body: (Value) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(Value(json_root(reader))) }
  }

  struct Value {
    private let value: json_value

    fileprivate init(_ value: json_value) { self.value = value }

    var text: String? { withText { String(decoding: $0, as: UTF8.self) } }

    func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
      var bytes: UnsafePointer<UInt8>?
      var count = 0
      guard json_text(value, &bytes, &count) else { return nil }
      return try body(UnsafeBufferPointer(start: bytes, count: count))
    }

    var number: Double? {
      var number = 0.0
      return json_number(value, &number) ? number : nil
    }

    /// A whole number.
    var integer: Int? { number.flatMap { Int(exactly: $0) } }

    /// A list of numbers, of which as many as there is room for are written down.
    /// - Returns: how many it has; nil where it is no such list.
    func numbers(_ room: UnsafeMutableBufferPointer<Double>) -> Int? {
      let count = json_numbers(value, room.baseAddress, room.count)
      return count < 0 ? nil : count
    }

    /// A list of at most `most` numbers.
    func numbers(atMost most: Int) -> [Double]? {
      var count: Int?
      let list = [Double](unsafeUninitializedCapacity: most) { room, filled in
        count = numbers(UnsafeMutableBufferPointer(rebasing: room[..<most]))
        filled = min(count ?? 0, most)
      }
      return count.map { $0 <= most } == true ? list : nil
    }

    /// Calls `body` with the values of a list, or of an object with their keys; a list's keys are empty.
    /// - Returns: nil where it is neither.
    func eachValue(_ body: (UnsafeBufferPointer<UInt8>, Value) throws -> Void) rethrows -> Void? {
      var walk = json_walk()
      guard json_begin(value, &walk) else { return nil }
      var key: UnsafePointer<UInt8>?
      var count = 0
      var next = json_value()
      while json_next(&walk, &key, &count, &next) {
        try body(UnsafeBufferPointer(start: key, count: count), Value(next))
      }
      return ()
    }
  }
}
