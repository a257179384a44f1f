import Glibc

/// A record with the key by which it is sorted, as workers hand it on.
enum SortableRecord {
  static let headBytes = 8

  static func bytes(key: [UInt8], record: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headBytes + key.count + record.count)
    for length in [UInt32(key.count), UInt32(record.count)] {
      withUnsafeBytes(of: length.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += key
    bytes += record
    return bytes
  }

  /// The places of a record's key and of its own bytes in a buffer, nil where the buffer ends before it does.
  static func parts(in bytes: UnsafeRawBufferPointer, at start: Int) -> (key: Range<Int>, record: Range<Int>)? {
    guard start + headBytes <= bytes.count else { return nil }
    let key = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    let record = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)))
    let first = start + headBytes
    guard first + key + record <= bytes.count else { return nil }
    return (first..<first + key, first + key..<first + key + record)
  }

  static func precedes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool? {
    let order = a.isEmpty || b.isEmpty ? 0 : memcmp(a.baseAddress!, b.baseAddress!, min(a.count, b.count))
    if order != 0 { return order < 0 }
    return a.count == b.count ? nil : a.count < b.count
  }
}
