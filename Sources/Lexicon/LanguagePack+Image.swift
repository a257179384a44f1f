import Segmentation
import TextModel

/// To a pack that was read from an image no more tables can be added: what tells repeated rows is left out.
extension LanguagePack: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(language)
    try image.write(script)
    try image.write(possessives)
    try image.write(each: progressives) { try $0.write($1) }
    try image.write(connectors)
    try image.write(notNames)
    try image.write(adjectives)
    try image.write(each: lexicons) { try $1.write(to: &$0) }
    for entries in entries { try entries.write(to: &image) }
    try image.write(frames)
    try abbreviations.write(to: &image)
    try declension.write(to: &image)
    try caseEndings.write(to: &image)
    try image.write(each: dictionaries) { try $1.write(to: &$0) }
    try image.write(firstEntries)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(language: try image.text())
    script = try image.text()
    possessives = try image.texts()
    progressives = try image.each { image throws(ImageDamage) in try image.array() }
    connectors = try image.texts()
    notNames = try image.texts()
    adjectives = try image.texts()
    lexicons = try image.each { image throws(ImageDamage) in try LexiconHead(from: &image) }
    for kind in entries.indices { entries[kind] = try EntryList(from: &image) }
    frames = try image.texts()
    abbreviations = try Abbreviations(from: &image)
    declension = try Declension(from: &image)
    caseEndings = try CaseEndings(from: &image)
    dictionaries = try image.each { image throws(ImageDamage) in try ContentDictionary(from: &image) }
    firstEntries = try image.array()
    endTables()
  }
}

extension EntryList: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(rows)
    try image.write(text)
    try image.write(meanings)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(rows: try image.list(), text: try image.list(), meanings: try image.list())
    guard rows.count == meanings.count else { throw ImageDamage() }
  }
}

extension LexiconHead: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write([name, kind, version, licence, path])
    try image.write(sources)
    try image.write(rows)
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    let texts = try image.texts()
    guard texts.count == 5 else { throw ImageDamage() }
    (name, kind, version, licence, path) = (texts[0], texts[1], texts[2], texts[3], texts[4])
    sources = try image.texts()
    rows = try image.value()
  }
}

extension Declension: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(each: rows) { image, row in
      try image.write(row.ending)
      try image.write(row.letters)
      try image.write(each: row.replacements) { image, form in
        try image.write(each: form.map { [$0] } ?? []) { try $0.write($1) }
      }
    }
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    rows = try image.each { image throws(ImageDamage) in
      Row(
        ending: try image.array(), letters: try image.value(),
        replacements: try image.each { image throws(ImageDamage) in
          try image.each { image throws(ImageDamage) in try image.array(UInt8.self) }.first
        })
    }
  }
}

extension CaseEndings: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write(each: rows) { image, row in
      try image.write(row.ending)
      try image.write(row.cases)
    }
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    rows = try image.each { image throws(ImageDamage) in (try image.array(), try image.value()) }
  }
}
