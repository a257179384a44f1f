/// JSON written straight into bytes: fixed key order, shortest round-trip numbers, no objects in between.
///
/// People rely on this format byte for byte; golden tests pin it.
public struct JSONBuffer: Sendable {
  /// What is written, and room behind it: pieces are copied in without asking at every byte whether there is any left.
  private var room = Room(0)
  /// Bytes written.
  public private(set) var count = 0
  /// Does the next value need a comma before it?
  private var needsComma = false

  public init() {}

  /// A copy of what is written.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: room.start, count: count)) }

  public mutating func removeAll() {
    count = 0
    needsComma = false
  }

  /// Appends whole lines of another form, such as rows of a table.
  public mutating func append(lines: some Sequence<UInt8>) {
    Array(lines).withUnsafeBufferPointer { put($0) }
  }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Ends a record: one line of JSONL.
  public mutating func endLine() {
    put(10)
    needsComma = false
  }

  public mutating func key(_ name: StaticString) {
    let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    let end = end(atLeast: name.count + 4)
    let comma = needsComma ? 1 : 0
    needsComma = false
    end[0] = UInt8(ascii: ",")
    let start = end + comma
    start[0] = UInt8(ascii: "\"")
    (start + 1).update(from: name.baseAddress!, count: name.count)
    start[name.count + 1] = UInt8(ascii: "\"")
    start[name.count + 2] = UInt8(ascii: ":")
    count += comma + name.count + 3
  }

  /// A key that is known only at run time; all others go the shorter way.
  @_disfavoredOverload
  public mutating func key(_ name: String) {
    value(name)
    put(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Goes on in a new line, for files that people read; the comma, if one is due, stays in the old one.
  public mutating func newline() {
    separate()
    put(10)
    needsComma = false
  }

  public mutating func null() { literal("null" as StaticString) }
  public mutating func value(_ flag: Bool) { flag ? literal("true" as StaticString) : literal("false" as StaticString) }

  public mutating func value(_ number: Int) {
    separate()
    let end = end(atLeast: 20)
    var rest = number.magnitude
    var digits = 1
    var power: UInt = 10
    // The greatest has 19 digits.
    while rest >= power { (digits, power) = (digits + 1, power &* 10) }
    let sign = number < 0 ? 1 : 0
    end[0] = UInt8(ascii: "-")
    var at = sign + digits
    while at > sign {
      at -= 1
      end[at] = 48 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += sign + digits
    needsComma = true
  }

  /// A finite number; whole ones are written without a fraction.
  public mutating func value(_ number: Double) {
    precondition(number.isFinite, "JSON has no infinity and no NaN")
    if number == number.rounded(), abs(number) < 1e15 { return value(Int(number)) }
    separate()
    var text = NumberText()
    number.write(to: &text)
    text.withBytes { put($0) }
    needsComma = true
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
    needsComma = true
    var escapes = 0
    for byte in text { escapes &+= Self.mustEscape(byte) ? 1 : 0 }
    let end = end(atLeast: text.count + escapes * 5 + 2)
    end[0] = UInt8(ascii: "\"")
    var at = 1
    if escapes == 0, let start = text.baseAddress {
      (end + 1).update(from: start, count: text.count)
      at += text.count
    } else {
      for byte in text {
        end[at] = byte
        at += Self.mustEscape(byte) ? Self.escape(byte, end + at) : 1
      }
    }
    end[at] = UInt8(ascii: "\"")
    count += at + 1
  }

  @inline(__always)
  private static func mustEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  /// Text that is JSON already.
  public mutating func literal(_ json: String) {
    separate()
    var json = json
    json.withUTF8 { put($0) }
    needsComma = true
  }

  /// The same for text that is known when the program is made.
  public mutating func literal(_ json: StaticString) {
    separate()
    put(UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    needsComma = true
  }

  /// The same for bytes, such as a piece of `EncodedTexts`.
  public mutating func literal(_ json: ArraySlice<UInt8>) {
    separate()
    json.withUnsafeBufferPointer { put($0) }
    needsComma = true
  }

  /// Writes an escape of at most six bytes, and gives back how many.
  private static func escape(_ byte: UInt8, _ end: UnsafeMutablePointer<UInt8>) -> Int {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
    end[0] = UInt8(ascii: "\\")
    switch byte {
    case 0x22, 0x5C: end[1] = byte
    case 0x0A: end[1] = UInt8(ascii: "n")
    case 0x0D: end[1] = UInt8(ascii: "r")
    case 0x09: end[1] = UInt8(ascii: "t")
    default:
      end[1] = UInt8(ascii: "u")
      (end[2], end[3], end[4], end[5]) = (48, 48, digit(byte >> 4), digit(byte & 15))
      return 6
    }
    return 2
  }

  private mutating func separate() {
    if needsComma { put(UInt8(ascii: ",")) }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    put(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    put(byte)
    needsComma = true
  }

  private mutating func put(_ byte: UInt8) {
    end(atLeast: 1)[0] = byte
    count += 1
  }

  private mutating func put(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let start = piece.baseAddress else { return }
    end(atLeast: piece.count).update(from: start, count: piece.count)
    count += piece.count
  }

  /// The end of what is written, where there is room for so many bytes; whoever writes there adds to `count`.
  @inline(__always)
  private mutating func end(atLeast more: Int) -> UnsafeMutablePointer<UInt8> {
    if room.size - count < more || !isKnownUniquelyReferenced(&room) { grow(more) }
    return room.start + count
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let larger = Room(max(count + more, count * 2, 256))
    larger.start.update(from: room.start, count: count)
    room = larger
  }

  /// Memory of a buffer and its copies, until one of them is written to.
  private final class Room: @unchecked Sendable {
    let start: UnsafeMutablePointer<UInt8>
    let size: Int

    init(_ size: Int) {
      start = .allocate(capacity: size)
      self.size = size
    }

    deinit { start.deallocate() }
  }
}

/// Takes up the text of a number without a `String` in between.
private struct NumberText: TextOutputStream {
  /// The longest number has 24 bytes.
  private var room: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var count = 0

  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { _writeASCII($0) }
  }

  /// The standard library's numbers come this way, and by `write` where a future one may not know it.
  mutating func _writeASCII(_ text: UnsafeBufferPointer<UInt8>) {
    withUnsafeMutableBytes(of: &room) {
      UnsafeMutableRawBufferPointer(rebasing: $0[count...]).copyMemory(from: UnsafeRawBufferPointer(text))
    }
    count += text.count
  }

  func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    withUnsafeBytes(of: room) {
      body(UnsafeRawBufferPointer(rebasing: $0[..<count]).assumingMemoryBound(to: UInt8.self))
    }
  }
}
