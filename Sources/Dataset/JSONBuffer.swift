/// JSON written straight into bytes: fixed key order, shortest round-trip numbers, no objects in between.
///
/// People rely on this format byte for byte; golden tests pin it.
public struct JSONBuffer: Sendable {
  public private(set) var bytes: [UInt8] = []
  /// Does the next value need a comma before it?
  private var needsComma = false

  public init() {}

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Appends whole lines of another form, such as rows of a table.
  public mutating func append(lines: some Sequence<UInt8>) { bytes.append(contentsOf: lines) }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Ends a record: one line of JSONL.
  public mutating func endLine() {
    bytes.append(10)
    needsComma = false
  }

  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A key that is known only at run time.
  public mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Goes on in a new line, for files that people read; the comma, if one is due, stays in the old one.
  public mutating func newline() {
    separate()
    bytes.append(10)
    needsComma = false
  }

  public mutating func null() { literal("null") }
  public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

  public mutating func value(_ number: Int) {
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(48 + UInt8(rest / power))
      rest %= power
      power /= 10
    }
    needsComma = true
  }

  /// A finite number; whole ones are written without a fraction.
  public mutating func value(_ number: Double) {
    precondition(number.isFinite, "JSON has no infinity and no NaN")
    if number == number.rounded(), abs(number) < 1e15 { return value(Int(number)) }
    literal("\(number)")
  }

  public mutating func value(_ number: Double?) {
    if let number { value(number) } else { null() }
  }

  public mutating func value(_ text: String?) {
    if let text { value(text) } else { null() }
  }

  public mutating func value(_ text: String) {
    var text = text
    text.withUTF8 { value(utf8: $0) }
  }

  public mutating func value(utf8: ArraySlice<UInt8>) { utf8.withUnsafeBufferPointer { value(utf8: $0) } }

  /// A text as it stands, quotes, backslashes and control characters escaped.
  public mutating func value(utf8 text: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var clean = 0
    for index in text.indices {
      let byte = text[index]
      if byte >= 0x20, byte != 0x22, byte != 0x5C { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean..<index]))
      clean = index + 1
      escape(byte)
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[clean...]))
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Text that is JSON already.
  public mutating func literal(_ json: String) {
    separate()
    bytes.append(contentsOf: json.utf8)
    needsComma = true
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: [
        UInt8(ascii: "u"), 48, 48, digits[Int(byte >> 4)], digits[Int(byte & 15)],
      ])
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }
}
