import Corpus
import Stance
import Statistics
import TextModel

extension CalibrationFile {
  /// A file is megabytes of words and figures: they go straight from the parser's tree into the lists of `LearnedWords`.
  /// - Returns: a calibration for reading mentions, which does not keep its words by name.
  /// - Throws: `ConfigurationError` for a file that is no calibration of this version of Rhetor.
  public static func read(_ bytes: [UInt8], path: String) throws -> Calibration {
    // The parser's tree is gone before the tables are made: one after the other they take less memory.
    try parts(of: bytes, path: path).calibration
  }

  private static func parts(of bytes: [UInt8], path: String) throws -> Parts {
    let parser = JSONLine()
    // What is read of the tree is valid as long as its parser lives.
    return try withExtendedLifetime(parser) {
      guard let root = parser.parse(bytes) else { throw Reading(path: path).isNone }
      return try Reading(path: path).parts(root)
    }
  }
}

/// What a file says, taken out of the parser's tree.
private struct Parts {
  let origin: Calibration.Origin
  let weights: [Double]
  let learned: LearnedWords
  let trees: BoostedTrees
  let decision: Decision

  var calibration: Calibration {
    Calibration(origin: origin, weights: weights, learned: learned, trees: trees, decision: decision)
  }
}

/// What a file's parts are read by, and complained of.
private struct Reading {
  let path: String

  func error(_ what: String) -> ConfigurationError {
    ConfigurationError(file: path, what: what, mend: "make it anew with 'rhetor calibrate'")
  }

  var isNone: ConfigurationError { error("this is no calibration") }

  /// A part that must be there.
  func need<Part>(_ part: Part?) throws -> Part {
    guard let part else { throw isNone }
    return part
  }

  func parts(_ root: JSONCursor) throws -> Parts {
    var parts: [String: JSONCursor] = [:]
    try need(root.eachValue { parts[String(decoding: $0, as: UTF8.self)] = $1 })
    func part(_ name: String) throws -> JSONCursor { try need(parts[name]) }
    let format = try need(try part("format").integer)
    guard format == Calibration.format else { throw error("a calibration of format \(format)") }
    let origin = Calibration.Origin(
      language: try need(try part("language").string), source: try need(try part("source").string),
      licence: try need(try part("licence").string), examples: try need(try part("examples").integer),
      penalty: try need(try part("penalty").number))
    guard let factors = try part("decision").numbers(atMost: 3), factors.count == 3, factors.allSatisfy({ $0 > 0 })
    else {
      throw error("no three factors above 0 under 'decision'")
    }
    let opposition = try need(try part("opposition").number)
    let weights = try weights(try part("weights"))
    var learned = LearnedWords()
    try addInduced(try part("induced"), to: &learned)
    try addWords(try part("words"), to: &learned)
    try addSemantics(try part("semantic"), columns: try part("semantic-columns"), to: &learned)
    guard learned.count <= Int(UInt16.max) else {
      throw ConfigurationError(
        file: path, what: "more than \(UInt16.max) learned words", mend: "calibrate from a smaller sample")
    }
    return Parts(
      origin: origin, weights: weights, learned: learned, trees: try trees(try part("trees")),
      decision: Decision(factors: factors, opposition: max(0, opposition)))
  }

  private func weights(_ value: JSONCursor) throws -> [Double] {
    let numbers = Dictionary(uniqueKeysWithValues: zip(FeatureSpace.names, 0...))
    var weights = [Double?](repeating: nil, count: FeatureSpace.names.count * 3)
    var others: [String] = []
    try need(
      value.eachValue { key, row in
        let name = String(decoding: key, as: UTF8.self)
        guard let number = numbers[name] else { return others.append(name) }
        guard let row = row.numbers(atMost: 3), row.count == 3 else { return }
        for label in 0..<3 { weights[number * 3 + label] = row[label] }
      })
    for (number, name) in FeatureSpace.names.enumerated() where weights[number * 3] == nil {
      throw error("no three weights for '\(name)'")
    }
    if let other = others.min() { throw error("unknown feature '\(other)'") }
    return weights.map { $0! }
  }

  private func addInduced(_ value: JSONCursor, to learned: inout LearnedWords) throws {
    try eachRow(of: value, of: InducedLexicon.Side.self, "no words of a side", figures: 2) { side, word, row in
      learned.add(.init(polarity: row[0], intensity: row[1]), side, of: word)
    }
  }

  private func addWords(_ value: JSONCursor, to learned: inout LearnedWords) throws {
    try eachRow(of: value, of: WordWeights.Space.self, "no weights of words", figures: 3) { space, stem, row in
      learned.add(SIMD3(row[0], row[1], row[2]), space, of: stem)
    }
  }

  private func addSemantics(
    _ value: JSONCursor, columns: JSONCursor, to learned: inout LearnedWords
  ) throws {
    var names: [String?] = []
    try need(columns.eachValue { names.append($1.string) })
    let fault = error("no \(CalibrationFile.semanticColumns.count) figures a word under 'semantic'")
    guard names == CalibrationFile.semanticColumns else { throw fault }
    try eachRow(of: value, fault, figures: SemanticWeights.Entry.count) { word, row in
      learned.add(row, of: word)
    }
  }

  /// The rows of an object of objects, whose names are of a closed set.
  private func eachRow<Name: RawRepresentable>(
    of value: JSONCursor, of names: Name.Type, _ what: String, figures: Int,
    _ body: (Name, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Double>) -> Void
  ) throws where Name.RawValue == String {
    try need(
      try value.eachValue { key, rows in
        let fault = error("\(what) under '\(String(decoding: key, as: UTF8.self))'")
        guard let name = Name(rawValue: String(decoding: key, as: UTF8.self)) else { throw fault }
        try eachRow(of: rows, fault, figures: figures) { body(name, $0, $1) }
      })
  }

  /// The rows of an object, each of so many figures.
  private func eachRow(
    of value: JSONCursor, _ fault: ConfigurationError, figures: Int,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Double>) -> Void
  ) throws {
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: figures) { row in
      try need(
        try value.eachValue { word, list in
          guard try need(list.numbers(row)) == figures else { throw fault }
          body(word, UnsafeBufferPointer(row))
        })
    }
  }

  // MARK: Trees

  private func trees(_ value: JSONCursor) throws -> BoostedTrees {
    let numbers = Dictionary(uniqueKeysWithValues: zip(FeatureSpace.treeNames, 0...))
    var trees: [[BoostedTrees.Node]] = []
    try need(
      try value.eachValue { _, list in
        var nodes: [(node: BoostedTrees.Node, feature: String?)] = []
        try need(try list.eachValue { nodes.append(try node($1, numbers)) })
        for (place, row) in nodes.enumerated() {
          guard let feature = row.feature else { continue }
          // Branches lead on, so that every walk ends.
          let next = place + 1..<max(place + 1, nodes.count)
          guard let split = row.node.split, next.contains(split.below), next.contains(split.above) else {
            throw error("a tree's split by '\(feature)' leads nowhere")
          }
        }
        guard !nodes.isEmpty else { throw error("an empty tree") }
        let tree = nodes.map(\.node)
        guard BoostedTrees.depth(of: tree) <= Calibration.deepestTree else {
          throw error("a tree of more than \(Calibration.deepestTree) splits in a row")
        }
        trees.append(tree)
      })
    return BoostedTrees(trees)
  }

  /// A node, and by what it splits; a split that leads nowhere is left out of it.
  private func node(
    _ value: JSONCursor, _ numbers: [String: Int]
  ) throws -> (node: BoostedTrees.Node, feature: String?) {
    var parts: [String: JSONCursor] = [:]
    try need(value.eachValue { parts[String(decoding: $0, as: UTF8.self)] = $1 })
    guard let figures = try need(parts["value"]).numbers(atMost: 3), figures.count == 3 else {
      throw error("a tree's node without three values")
    }
    guard let name = try parts["feature"].map({ try need($0.string) }) else { return (.init(value: figures), nil) }
    guard let feature = numbers[name], let threshold = parts["at-most"]?.number,
      let below = parts["below"]?.integer, let above = parts["above"]?.integer
    else {
      return (.init(value: figures), name)
    }
    let split = BoostedTrees.Split(feature: feature, threshold: threshold, below: below, above: above)
    return (.init(value: figures, split: split), name)
  }
}
