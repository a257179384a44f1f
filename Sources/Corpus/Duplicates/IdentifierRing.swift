/// An id as it is remembered: a length, what it is, and its bytes.
struct StoredIdentifier {
  var bytes: [UInt8] = []
  var kind = Kind.none

  enum Kind: UInt8 {
    case none, text, literal
  }

  /// An id that is longer than any that is remembered becomes none.
  init(_ id: String?, isLiteral: Bool) {
    guard let id, id.utf8.count <= IdentifierRing.longest else { return }
    bytes = Array(id.utf8)
    kind = isLiteral ? .literal : .text
  }
}

/// The ids of the last articles, one after another in a fixed number of bytes; the newest take the place of the oldest.
struct IdentifierRing: ~Copyable {
  /// Bytes of the longest id that is remembered.
  static let longest = 4096
  private static let head = 3

  private let memory: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  /// Bytes that ever were written.
  private var end = 0

  /// - Parameter capacity: more than `longest` and a little.
  init(capacity: Int) {
    self.capacity = capacity
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// Can it be written without touching what lies at `start` and after it?
  func hasRoom(for id: StoredIdentifier, keepingFrom start: Int) -> Bool {
    end + Self.head + id.bytes.count - start <= capacity
  }

  /// - Returns: the place to read it from.
  mutating func append(_ id: StoredIdentifier) -> Int {
    let start = end
    put(id.kind.rawValue)
    put(UInt8(id.bytes.count & 0xFF))
    put(UInt8(id.bytes.count >> 8))
    for byte in id.bytes { put(byte) }
    return start
  }

  func identifier(at start: Int) -> (text: String?, isLiteral: Bool) {
    let kind = StoredIdentifier.Kind(rawValue: byte(start))!
    if kind == .none { return (nil, false) }
    let count = Int(byte(start + 1)) | Int(byte(start + 2)) << 8
    let bytes = (0..<count).map { byte(start + Self.head + $0) }
    return (String(decoding: bytes, as: UTF8.self), kind == .literal)
  }

  private func byte(_ at: Int) -> UInt8 { memory[at % capacity] }

  private mutating func put(_ byte: UInt8) {
    memory[end % capacity] = byte
    end += 1
  }
}
