import TextModel

/// Vectors that stand for the meaning of words: words of like meaning have vectors of like direction.
///
/// Their length says how much a word counts: usual for content words, short for those that are everywhere.
public struct WordVectors: Sendable {
  public let dimension: Int
  private var numbers: [String: Int] = [:]
  private var values: [Double] = []

  /// Folded words, in the order of the file.
  public private(set) var words: [String] = []

  /// - Parameter dimension: figures a word, 1 or more.
  public init(dimension: Int) {
    precondition(dimension > 0)
    self.dimension = dimension
  }

  /// Reads `word x1 x2 …` lines, as GloVe and word2vec write them; word2vec's first line of two counts is passed over.
  /// Of a word that stands twice, the first counts.
  /// - Parameter fold: makes words as the lexicons see them.
  /// - Throws: `ConfigurationError` for a line whose number of figures differs from the first's.
  public init(parsing text: String, path: String, fold: (String) -> String) throws {
    dimension = try Self.dimension(text, path)
    for (number, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let fields = line.split(separator: UInt8(ascii: " "))
      if fields.isEmpty || number == 0 && fields.count == 2 && dimension > 1 { continue }
      let figures = fields.dropFirst().compactMap { Double(Substring($0)) }
      guard figures.count == fields.count - 1, figures.count == dimension, figures.allSatisfy(\.isFinite) else {
        throw ConfigurationError(
          file: path, line: number + 1, what: "no word with \(dimension) figures",
          mend: "write 'word x1 x2 …', as many figures on each line")
      }
      add(fold(String(Substring(fields[0]))), figures)
    }
  }

  /// That of the first line of vectors. Two fields in the first line are word2vec's counts, if other lines have more.
  private static func dimension(_ text: String, _ path: String) throws -> Int {
    let lines = text.utf8.split(separator: 10, maxSplits: 2).prefix(2).map {
      $0.split(separator: UInt8(ascii: " ")).count
    }
    guard let first = lines.first else {
      throw ConfigurationError(file: path, what: "no vectors", mend: "write 'word x1 x2 …', one word a line")
    }
    return max(1, (first == 2 ? lines.last! : first) - 1)
  }

  public mutating func add(_ word: String, _ vector: [Double]) {
    precondition(vector.count == dimension)
    guard numbers[word] == nil else { return }
    numbers[word] = words.count
    words.append(word)
    values += vector
  }

  subscript(word: String) -> ArraySlice<Double>? {
    numbers[word].map { values[$0 * dimension..<($0 + 1) * dimension] }
  }
}
