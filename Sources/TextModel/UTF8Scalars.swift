/// The scalar at an offset of valid UTF-8, and its length in bytes.
@inlinable @inline(__always)
public func decodeScalar(_ text: UnsafePointer<UInt8>, _ at: Int) -> (UInt32, Int) {
  let lead = UInt32(text[at])
  if lead < 0x80 { return (lead, 1) }
  if lead < 0xE0 { return ((lead & 0x1F) << 6 | UInt32(text[at + 1] & 0x3F), 2) }
  if lead < 0xF0 {
    return (
      (lead & 0x0F) << 12 | UInt32(text[at + 1] & 0x3F) << 6 | UInt32(text[at + 2] & 0x3F), 3
    )
  }
  return (
    (lead & 0x07) << 18 | UInt32(text[at + 1] & 0x3F) << 12 | UInt32(text[at + 2] & 0x3F) << 6
      | UInt32(text[at + 3] & 0x3F), 4
  )
}
