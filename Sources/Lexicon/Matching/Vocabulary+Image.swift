import TextModel

extension Vocabulary: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(count)
    try folded.write(to: &image)
    try image.write(each: others.sorted { $0.key.rawValue < $1.key.rawValue }) { image, other in
      try image.write(other.key.rawValue)
      try other.value.write(to: &image)
    }
    try image.write(any ?? 0)
    try image.write(each: possessives) { try $0.write($1) }
    try spellings.write(to: &image)
    try image.write(learnedLiterals)
    try image.write(learnedBeginnings)
    try image.write(lastTermSymbol)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    let count = try image.value(UInt32.self)
    self.init(folded: try WordTable(from: &image))
    self.count = count
    for _ in 0..<(try image.value(Int.self)) {
      let form = TokenForm(rawValue: try image.value())
      others[form] = try WordTable(from: &image)
    }
    let any = try image.value(UInt32.self)
    self.any = any == 0 ? nil : any
    possessives = try image.each { image throws(ImageDamage) in try image.array() }
    spellings = try SpellingIndex(from: &image)
    learnedLiterals = try image.list()
    learnedBeginnings = try image.list()
    lastTermSymbol = try image.value()
  }
}

/// Globs and regular expressions, of which there are few, are made anew.
extension WordTable: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try literals.write(to: &image)
    try beginnings.write(to: &image)
    try image.write(each: known.sorted { $0.value < $1.value }) { image, word in
      try image.write(word.key.bytes)
      try image.write(word.key.form.rawValue)
      try image.write(word.key.isExpression)
      try image.write(word.value)
    }
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(literals: try ByteStringTable(from: &image), beginnings: try BeginningTable(from: &image))
    let words = try image.each { image throws(ImageDamage) in
      (
        pattern: WordPattern(
          try image.array(), form: TokenForm(rawValue: try image.value()), isExpression: try image.value()),
        symbol: try image.value(UInt32.self)
      )
    }
    for word in words { add(word.pattern, symbol: word.symbol) }
  }
}

extension BeginningTable: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try symbols.write(to: &image)
    try image.write(lengths)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(symbols: try ByteStringTable(from: &image), lengths: try image.array())
  }
}

extension SpellingIndex: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try names.write(to: &image)
    try image.write(symbols)
    try image.write(owners)
    try image.write(slots)
    try image.write(taken)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(
      names: try ByteStringList(from: &image), symbols: try image.list(), owners: try image.list(),
      slots: try image.list(), taken: try image.value())
    // Open addressing needs a free slot to come to an end.
    guard symbols.count == count, owners.count == count, slots.count & (slots.count - 1) == 0, taken < slots.count
    else { throw ImageDamage() }
  }
}
