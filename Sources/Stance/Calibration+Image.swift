import Statistics
import TextModel

extension Calibration: ImageStorable {
  public func write(to image: inout ImageWriter) throws {
    try image.write([origin.language, origin.source, origin.licence])
    try image.write(origin.examples)
    try image.write(origin.penalty)
    try image.write(weights)
    try treeShares.write(to: &image)
    try corrections.write(to: &image)
    try image.write(vectors)
    try image.write(decision.factors)
    try image.write(decision.opposition)
    try patterns.write(to: &image)
    try image.write(table)
    try image.write(tells)
  }

  /// As one that was read from its file, it does not keep its words by name; nor its trees node by node.
  public init(from image: inout ImageReader) throws(ImageDamage) {
    let texts = try image.texts()
    guard texts.count == 3 else { throw ImageDamage() }
    origin = Origin(
      language: texts[0], source: texts[1], licence: texts[2], examples: try image.value(),
      penalty: try image.value())
    (lexicon, words, semantics, trees) = (InducedLexicon([:]), WordWeights(), SemanticWeights(), BoostedTrees())
    weights = try image.array()
    treeShares = try TreeShares(from: &image)
    corrections = try TreeTable(from: &image)
    vectors = try image.list()
    decision = Decision(factors: try image.array(), opposition: try image.value())
    patterns = try ByteStringList(from: &image)
    table = try image.list()
    tells = try image.list()
    guard weights.count == FeatureSpace.count * 3, vectors.count == FeatureSpace.count,
      decision.factors.count == 3, table.count == patterns.count * WordContext.count,
      tells.count == patterns.count + 1
    else { throw ImageDamage() }
  }
}

extension TreeTable: ImageStorable {
  func write(to image: inout ImageWriter) throws {
    try image.write(depth)
    try image.write(count)
    try image.write(thresholds)
    try image.write(runs)
    try image.write(remaining)
    try image.write(ofZeros)
    try image.write(leaves)
  }

  init(from image: inout ImageReader) throws(ImageDamage) {
    let (depth, count) = (try image.value(Int.self), try image.value(Int.self))
    self.init(
      depth: depth, count: count, thresholds: try image.list(), runs: try image.list(), remaining: try image.list(),
      ofZeros: try image.list(), leaves: try image.list())
    guard (0...Self.deepest).contains(depth), leaves.count == count << depth, runs.count == FeatureSpace.extendedCount
    else { throw ImageDamage() }
    let words = Self.words(count: count, depth: depth)
    guard ofZeros.count == words,
      runs.allSatisfy({
        $0.first >= 0 && $0.fours >= 0 && Int($0.first) + Int($0.fours) <= thresholds.count && $0.remaining >= 0
          && Int($0.remaining) + Int($0.fours) * 4 * words <= remaining.count
      }), hasLastLeaves(ofZeros), hasLastLeaves(remaining)
    else { throw ImageDamage() }
  }
}

extension TreeShares: ImageStorable {
  func write(to image: inout ImageWriter) throws {
    try image.write(nodes)
    try image.write(roots)
  }

  init(from image: inout ImageReader) throws(ImageDamage) {
    self.init(nodes: try image.list(), roots: try image.list())
  }
}
