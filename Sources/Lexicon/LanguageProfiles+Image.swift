import TextModel

extension LanguageProfiles: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(tags)
    try image.write(letters)
    try image.write(small)
    try image.write(hashes)
    try image.write(languages)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    tags = try image.texts()
    letters = try image.list()
    small = try image.list()
    hashes = try image.list()
    languages = try image.list()
    guard letters.count == Self.tableSize, small.count == Self.tableSize, hashes.count == languages.count,
      hashes.count > 0, hashes.count & (hashes.count - 1) == 0
    else { throw ImageDamage() }
  }
}
