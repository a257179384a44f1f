/// What can be kept in a compiled image.
public protocol ImageStorable {
  func write(to image: inout ImageWriter) throws
  init(from image: inout ImageReader) throws(ImageDamage)
}

extension ByteStringTable: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(slots)
    try image.write(arena)
    try image.write(used)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    slots = try image.list()
    arena = try image.list()
    used = try image.value()
    mask = slots.count - 1
    // Open addressing needs a free slot to come to an end.
    guard slots.count > 0, slots.count & mask == 0, used >= 0, used < slots.count else { throw ImageDamage() }
  }
}
