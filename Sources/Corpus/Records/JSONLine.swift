import CSimdJSON
import TextModel

/// Parses lines of JSON, one at a time, without making objects of them. One parser serves one thread.
public final class JSONLine {
  private let reader: OpaquePointer

  public init() { reader = json_reader_new() }

  deinit { json_reader_free(reader) }

  /// Parses one record of a batch; what it gives is valid until the next one.
  /// - Returns: nil for what is no JSON.
  public func parse(_ record: RecordSpan, of batch: Batch) -> JSONCursor? {
    let failure = batch.bytes.withUnsafeBufferPointer {
      json_parse(reader, $0.baseAddress! + record.start, record.end - record.start)
    }
    return failure == nil ? JSONCursor(json_root(reader)) : nil
  }

  /// Parses a text of its own; what it gives is valid until the next one.
  public func parse(_ bytes: some Collection<UInt8>) -> JSONCursor? {
    let padded = Array(bytes) + [UInt8](repeating: 0, count: json_padding())
    let failure = padded.withUnsafeBufferPointer { json_parse(reader, $0.baseAddress!, bytes.count) }
    return failure == nil ? JSONCursor(json_root(reader)) : nil
  }
}

/// A value of the line that a `JSONLine` parsed last.
public struct JSONCursor {
  private let value: json_value

  fileprivate init(_ value: json_value) { self.value = value }

  /// The value under an object's key; nil where there is none.
  public subscript(key: StaticString) -> JSONCursor? {
    var found = value
    let bytes = UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self)
    return json_member(value, bytes, key.utf8CodeUnitCount, &found) ? JSONCursor(found) : nil
  }

  public subscript(key: String) -> JSONCursor? {
    var found = value
    return json_member(value, key, key.utf8.count, &found) ? JSONCursor(found) : nil
  }

  public var isNull: Bool { json_text_of(value).kind == json_null }

  public var integer: Int? {
    var number: Int64 = 0
    return json_integer(value, &number) ? Int(number) : nil
  }

  public var number: Double? {
    var number = 0.0
    return json_number(value, &number) ? number : nil
  }

  public var boolean: Bool? {
    var flag = false
    return json_boolean(value, &flag) ? flag : nil
  }

  public var string: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The text of a string.
  public var bytes: UnsafeBufferPointer<UInt8>? {
    let text = json_text_of(value)
    return text.kind == json_string ? UnsafeBufferPointer(start: text.bytes, count: text.count) : nil
  }

  /// The elements of an array; none of anything else.
  public var elements: Elements { Elements(items: json_elements(value)) }

  /// A list of numbers, of which as many as there is room for are written down.
  /// - Returns: how many it has; nil where it is no such list.
  public func numbers(_ room: UnsafeMutableBufferPointer<Double>) -> Int? {
    let count = json_numbers(value, room.baseAddress, room.count)
    return count < 0 ? nil : count
  }

  /// A list of at most `most` numbers.
  public func numbers(atMost most: Int) -> [Double]? {
    var count: Int?
    let list = [Double](unsafeUninitializedCapacity: most) { room, filled in
      count = numbers(UnsafeMutableBufferPointer(rebasing: room[..<most]))
      filled = min(count ?? 0, most)
    }
    return count.map { $0 <= most } == true ? list : nil
  }

  /// Calls `body` with the values of a list, or of an object with their keys; a list's keys are empty.
  /// - Returns: nil where it is neither.
  public func eachValue(_ body: (UnsafeBufferPointer<UInt8>, JSONCursor) throws -> Void) rethrows -> Void? {
    var items = json_members(value)
    var key = json_field()
    var next = value
    while json_next_member(&items, &key, &next) {
      try body(UnsafeBufferPointer(start: key.bytes, count: key.count), JSONCursor(next))
    }
    if json_is(value, json_object) { return () }
    guard json_is(value, json_array) else { return nil }
    for element in elements { try body(UnsafeBufferPointer(start: nil, count: 0), element) }
    return ()
  }

  public struct Elements: Sequence, IteratorProtocol {
    fileprivate var items: json_items

    public mutating func next() -> JSONCursor? {
      var element = items.next
      return json_next_element(&items, &element) ? JSONCursor(element) : nil
    }
  }
}
