import TextModel

/// What a calibration knows of each word, gathered from the places of the file that speak of it: numbers in a few long
/// lists, so that many thousand words are taken up without an object for each.
public struct LearnedWords: Sendable {
  public private(set) var patterns = ByteStringList()
  private var numbers = ByteStringTable<UInt32>(capacity: 1 << 14)
  /// By word, then side: polarity and intensity, NaN where the lexicon does not have it.
  private var induced: [SIMD2<Double>] = []
  /// By word: its row in `weights` and in `figures`, or -1.
  private var weightRows: [Int32] = []
  private var figureRows: [Int32] = []
  /// By row, then space of `WordWeights`: negative, neutral, positive; NaN where none were learned.
  private var weights: [SIMD3<Double>] = []
  /// By row: those of `SemanticWeights.Entry`.
  private var figures: [Double] = []

  public init() {}

  init(_ lexicon: InducedLexicon, _ words: WordWeights, _ semantics: SemanticWeights) {
    for (side, entries) in lexicon.entries {
      for (word, entry) in entries { Array(word.utf8).withUnsafeBufferPointer { add(entry, side, of: $0) } }
    }
    for (space, stems) in words.entries {
      for (stem, row) in stems {
        Array(stem.utf8).withUnsafeBufferPointer { add(SIMD3(row[0], row[1], row[2]), space, of: $0) }
      }
    }
    for (word, entry) in semantics.entries {
      entry.figures.withUnsafeBufferPointer { figures in
        Array(word.utf8).withUnsafeBufferPointer { add(figures, of: $0) }
      }
    }
  }

  public var count: Int { patterns.count }

  /// Takes up what the induced lexicon says of a word.
  public mutating func add(
    _ entry: InducedLexicon.Entry, _ side: InducedLexicon.Side, of word: UnsafeBufferPointer<UInt8>
  ) {
    induced[number(of: word) * InducedLexicon.Side.count + side.index] = SIMD2(entry.polarity, entry.intensity)
  }

  /// Takes up the regression's weights of a stem: negative, neutral, positive.
  public mutating func add(_ row: SIMD3<Double>, _ space: WordWeights.Space, of stem: UnsafeBufferPointer<UInt8>) {
    let number = number(of: stem)
    if weightRows[number] < 0 {
      weightRows[number] = Int32(weights.count / WordWeights.Space.count)
      weights.append(contentsOf: repeatElement(SIMD3(repeating: .nan), count: WordWeights.Space.count))
    }
    weights[Int(weightRows[number]) * WordWeights.Space.count + space.index] = row
  }

  /// Takes up what a word weighs by its meaning.
  /// - Parameter figures: as many as `SemanticWeights.Entry.count`.
  public mutating func add(_ figures: UnsafeBufferPointer<Double>, of word: UnsafeBufferPointer<UInt8>) {
    precondition(figures.count == SemanticWeights.Entry.count)
    let number = number(of: word)
    if figureRows[number] < 0 {
      figureRows[number] = Int32(self.figures.count / SemanticWeights.Entry.count)
      self.figures.append(contentsOf: figures)
    } else {
      let start = Int(figureRows[number]) * SemanticWeights.Entry.count
      for index in figures.indices { self.figures[start + index] = figures[index] }
    }
  }

  private mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let next = UInt32(patterns.count)
    let number = numbers.value(for: word, orSet: next)
    if number == next {
      patterns.append(word)
      induced.append(contentsOf: repeatElement(SIMD2(repeating: .nan), count: InducedLexicon.Side.count))
      weightRows.append(-1)
      figureRows.append(-1)
    }
    return Int(number)
  }

  // MARK: What they amount to

  /// By word, then context; and, by a word's number plus 1, whether it may be telling.
  func table() -> ([LearnedWord], [Bool]) {
    var tells = [Bool](repeating: false, count: count + 1)
    let contexts = WordContext.all
    let table = [LearnedWord](unsafeUninitializedCapacity: count * contexts.count) { table, initialized in
      for number in 0..<count {
        let beginning = beginning(of: number)
        let entries = (entry(number, 0, beginning), entry(number, 1, beginning), entry(number, 2, beginning))
        tells[number + 1] = [entries.0, entries.1, entries.2].contains { abs($0.polarity) >= Calibration.telling }
        // A stem is the word itself, if short, or its beginning.
        let stem = beginning.stem.map { $0 < 0 ? -1 : weightRows[$0] } ?? weightRows[number]
        for context in contexts {
          let side = context.side.index
          table.initializeElement(
            at: initialized,
            to: LearnedWord(
              side == 0 ? entries.0 : side == 1 ? entries.1 : entries.2, sum(stem, context),
              semanticSum(figureRows[number], context), context))
          initialized += 1
        }
      }
    }
    return (table, tells)
  }

  private func sum(_ row: Int32, _ context: WordContext) -> WordSum {
    if row < 0 { return WordSum() }
    let start = Int(row) * WordWeights.Space.count
    return WordSum(context) { space in
      let row = weights[start + space]
      return row.x.isNaN ? nil : (row.x, row.y, row.z)
    }
  }

  private func semanticSum(_ row: Int32, _ context: WordContext) -> SemanticSum {
    if row < 0 { return SemanticSum() }
    let start = Int(row) * SemanticWeights.Entry.count
    return SemanticSum(context) { figures[start + $0] }
  }

  /// `stem` is nil for a short word, which has no beginning of its own; -1 where nothing is known of the beginning.
  private struct Beginning { var stem: Int? }

  private func beginning(of number: Int) -> Beginning {
    patterns.withBytes(number) { word in
      guard word.last != UInt8(ascii: "*") else { return Beginning() }
      var (at, letters) = (0, 0)
      while at < word.count, letters < InducedLexicon.beginningLength {
        at += 1
        while at < word.count, word[at] & 0xC0 == 0x80 { at += 1 }
        letters += 1
      }
      if at == word.count { return Beginning() }
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: at + 1) { beginning in
        _ = beginning.initialize(fromContentsOf: word[..<at])
        beginning[at] = UInt8(ascii: "*")
        return Beginning(stem: numbers.value(for: UnsafeBufferPointer(beginning)).map(Int.init) ?? -1)
      }
    }
  }

  /// What the induced lexicon says of a word; of one that was not met often enough, what it says of its beginning.
  private func entry(_ number: Int, _ side: Int, _ beginning: Beginning) -> InducedLexicon.Entry {
    var known = induced[number * InducedLexicon.Side.count + side]
    if known.x.isNaN, let stem = beginning.stem, stem >= 0 { known = induced[stem * InducedLexicon.Side.count + side] }
    return known.x.isNaN ? .init(polarity: 0, intensity: 0) : .init(polarity: known.x, intensity: known.y)
  }
}

/// What a word adds to a row in one context, worked out beforehand, in one line of the processor's cache. Single
/// precision: weights have four digits.
struct LearnedWord: BitwiseCopyable, Sendable {
  /// Sums over words: of the regression's weights (negative, neutral, positive, squares) and of those by meaning (negative,
  /// positive, squares); and the polarity as it counts in the sum over all places.
  var sums: SIMD8<Float>
  var intensitySum: Float
  var polarity: Float
  var intensity: Float
  /// The cells of its polarity and of its intensity.
  var polarityCell: UInt16
  var intensityCell: UInt16

  @inline(__always)
  init(_ entry: InducedLexicon.Entry, _ sum: WordSum, _ semantic: SemanticSum, _ context: WordContext) {
    sums = SIMD8(
      Float(sum.negative), Float(sum.neutral), Float(sum.positive), Float(sum.squares), Float(semantic.negative),
      Float(semantic.positive), Float(semantic.squares), Float(entry.polarity * context.lexiconWeight))
    intensitySum = Float(entry.intensity * context.lexiconWeight)
    polarity = Float(entry.polarity)
    intensity = Float(entry.intensity)
    polarityCell = UInt16(context.cell(.induced, entry.polarity))
    intensityCell = UInt16(context.cell(.intensity, entry.intensity))
  }

  var polaritySum: Float { sums[7] }
}
