import TextModel

extension ContentDictionary: ImageStorable {
  /// All of an entry but its term.
  private struct Row: BitwiseCopyable, Sendable {
    var form: UInt8
    var condition: Condition
    var weight: Double?
    var category: Int
    var line: Int
  }

  public func write(to image: inout ImageWriter) throws {
    try head.write(to: &image)
    try image.write(language)
    try image.write(nestedScope)
    try image.write(categories)
    try image.write(parents)
    try image.write(entries.map(\.term))
    try image.write(
      entries.map {
        Row(
          form: $0.form.rawValue, condition: $0.condition, weight: $0.weight, category: $0.category, line: $0.line)
      })
    try image.write(positive.sorted())
    try image.write(negative.sorted())
  }

  public init(from image: inout ImageReader) throws(ImageDamage) {
    head = try LexiconHead(from: &image)
    language = try image.text()
    nestedScope = try image.value()
    categories = try image.texts()
    parents = try image.array()
    let terms = try image.texts()
    let rows = try image.list(Row.self)
    guard terms.count == rows.count, parents.count == categories.count else { throw ImageDamage() }
    entries = zip(terms, rows).map { term, row in
      Entry(
        term: term, form: TokenForm(rawValue: row.form), condition: row.condition, weight: row.weight,
        category: row.category, line: row.line)
    }
    positive = Set(try image.array(Int.self))
    negative = Set(try image.array(Int.self))
  }
}
