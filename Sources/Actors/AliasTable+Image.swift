import TextModel

/// The words of aliases are left out: they are in the matcher.
extension AliasTable: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(starts)
    try image.write(all)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(starts: try image.list(), all: try image.list())
    guard let last = starts.last, Int(last) == all.count else { throw ImageDamage() }
  }
}
