import TextModel

extension Abbreviations: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try endings.write(to: &image)
    try starters.write(to: &image)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    endings = try ByteStringTable(from: &image)
    starters = try ByteStringTable(from: &image)
  }
}
