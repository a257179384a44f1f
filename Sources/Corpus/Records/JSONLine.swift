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

  public struct Elements: Sequence, IteratorProtocol {
    fileprivate var items: json_items

    public mutating func next() -> JSONCursor? {
      var element = items.next
      return json_next_element(&items, &element) ? JSONCursor(element) : nil
    }
  }
}
