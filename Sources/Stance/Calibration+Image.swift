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
    try image.write(conditions)
    try image.write(runs)
    try image.write(ofZeros)
    try image.write(leaves)
  }

  init(from image: inout ImageReader) throws(ImageDamage) {
    let (depth, count) = (try image.value(Int.self), try image.value(Int.self))
    self.init(
      depth: depth, count: count, conditions: try image.list(), runs: try image.list(), ofZeros: try image.list(),
      leaves: try image.list())
    guard (0...Self.deepest).contains(depth), leaves.count == count << depth, ofZeros.count == count,
      runs.count == FeatureSpace.extendedCount
    else { throw ImageDamage() }
    // No condition strikes out a tree's last leaf, so that there is always one left.
    let last = UInt64(1) << UInt64(1 << depth - 1)
    guard ofZeros.allSatisfy({ $0 & last != 0 }),
      conditions.allSatisfy({ (0..<count).contains($0.tree) && $0.leaves & last != 0 }),
      runs.allSatisfy({ 0 <= $0.first && $0.first <= $0.firstFromZero && $0.firstFromZero <= $0.end }),
      runs.allSatisfy({ $0.end <= conditions.count })
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
