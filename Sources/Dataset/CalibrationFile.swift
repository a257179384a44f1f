import Foundation
import Stance
import Statistics
import TextModel

/// Reads and writes calibrations: JSON that a person can read, one named weight a line.
public enum CalibrationFile {
  /// Figures are kept to so many digits after the point; more would only be noise of the sample.
  private static let digits = 1e4

  public static func rounded(_ value: Double) -> Double { (value * digits).rounded() / digits }

  public static func write(_ calibration: Calibration, to json: inout JSONBuffer) {
    let origin = calibration.origin
    json.beginObject()
    json.key("format")
    json.value(Calibration.format)
    json.key("language")
    json.value(origin.language)
    json.key("source")
    json.value(origin.source)
    json.key("licence")
    json.value(origin.licence)
    json.key("examples")
    json.value(origin.examples)
    json.key("penalty")
    json.value(origin.penalty)
    json.key("classes")
    json.literal("[\"negative\",\"neutral\",\"positive\"]")
    json.key("decision")
    write(calibration.decision.factors, &json)
    json.key("opposition")
    json.value(rounded(calibration.decision.opposition))
    json.key("weights")
    json.beginObject()
    for (index, name) in FeatureSpace.names.enumerated() {
      json.newline()
      json.key(name)
      write((0..<3).map { calibration.weights[index * 3 + $0] }, &json)
    }
    json.endObject()
    json.key("induced")
    json.beginObject()
    for side in InducedLexicon.Side.allCases {
      json.newline()
      json.key(side.rawValue)
      json.beginObject()
      for (word, entry) in (calibration.lexicon.entries[side] ?? [:]).sorted(by: { $0.key < $1.key }) {
        json.newline()
        json.key(word)
        write([entry.polarity, entry.intensity], &json)
      }
      json.endObject()
    }
    json.endObject()
    json.key("words")
    json.beginObject()
    for space in WordWeights.Space.allCases {
      json.newline()
      json.key(space.rawValue)
      json.beginObject()
      for (stem, weights) in (calibration.words.entries[space] ?? [:]).sorted(by: { $0.key < $1.key }) {
        json.newline()
        json.key(stem)
        write(weights, &json)
      }
      json.endObject()
    }
    json.endObject()
    json.key("semantic-columns")
    json.beginArray()
    for column in semanticColumns { json.value(column) }
    json.endArray()
    json.key("semantic")
    json.beginObject()
    for (word, entry) in calibration.semantics.entries.sorted(by: { $0.key < $1.key }) {
      json.newline()
      json.key(word)
      write(entry.figures, &json)
    }
    json.endObject()
    json.key("trees")
    json.beginArray()
    for tree in calibration.trees.trees {
      json.newline()
      json.beginArray()
      for node in tree {
        json.beginObject()
        json.key("value")
        write(node.value, &json)
        if let split = node.split {
          json.key("feature")
          json.value(FeatureSpace.treeNames[split.feature])
          json.key("at-most")
          json.value(split.threshold)
          json.key("below")
          json.value(split.below)
          json.key("above")
          json.value(split.above)
        }
        json.endObject()
      }
      json.endArray()
    }
    json.endArray()
    json.endObject()
    json.endLine()
  }

  /// What the figures of a word under "semantic" are.
  private static let semanticColumns =
    ["size"] + SemanticWeights.Space.allCases.flatMap { ["\($0.rawValue).negative", "\($0.rawValue).positive"] }

  private static func write(_ values: [Double], _ json: inout JSONBuffer) {
    json.beginArray()
    for value in values { json.value(rounded(value)) }
    json.endArray()
  }

  private struct Content: Decodable {
    var format: Int
    var language, source, licence: String
    var examples: Int
    var penalty: Double
    var decision: [Double]
    var opposition: Double
    var weights: [String: [Double]]
    var induced: [String: [String: [Double]]]
    var words: [String: [String: [Double]]]
    var semantic: [String: [Double]]
    var trees: [[Node]]

    struct Node: Decodable {
      var value: [Double]
      var feature: String?
      var atMost: Double?
      var below, above: Int?

      enum CodingKeys: String, CodingKey {
        case value, feature, below, above
        case atMost = "at-most"
      }
    }

    enum CodingKeys: String, CodingKey {
      case format, language, source, licence, examples, penalty, decision, opposition, weights, induced, words,
        semantic, trees
      case semanticColumns = "semantic-columns"
    }

    var semanticColumns: [String]
  }

  /// - Throws: `ConfigurationError` for a file that is no calibration of this version of Rhetor.
  public static func read(_ bytes: [UInt8], path: String) throws -> Calibration {
    let mend = "make it anew with 'rhetor calibrate'"
    // What was taken over is let go at once: the words are many, and all languages are loaded side by side.
    var content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: Data(bytes))
    } catch {
      throw ConfigurationError(file: path, what: "this is no calibration", mend: mend)
    }
    guard content.format == Calibration.format else {
      throw ConfigurationError(file: path, what: "a calibration of format \(content.format)", mend: mend)
    }
    guard content.decision.count == 3, content.decision.allSatisfy({ $0 > 0 }) else {
      throw ConfigurationError(file: path, what: "no three factors above 0 under 'decision'", mend: mend)
    }
    var weights: [Double] = []
    for name in FeatureSpace.names {
      guard let row = content.weights[name], row.count == 3 else {
        throw ConfigurationError(file: path, what: "no three weights for '\(name)'", mend: mend)
      }
      weights += row
    }
    if let other = content.weights.keys.sorted().first(where: { !FeatureSpace.names.contains($0) }) {
      throw ConfigurationError(file: path, what: "unknown feature '\(other)'", mend: mend)
    }
    var entries: [InducedLexicon.Side: [String: InducedLexicon.Entry]] = [:]
    for (name, words) in content.induced {
      guard let side = InducedLexicon.Side(rawValue: name), words.values.allSatisfy({ $0.count == 2 }) else {
        throw ConfigurationError(file: path, what: "no words of a side under '\(name)'", mend: mend)
      }
      entries[side] = words.mapValues { InducedLexicon.Entry(polarity: $0[0], intensity: $0[1]) }
    }
    content.induced = [:]
    var words: [WordWeights.Space: [String: [Double]]] = [:]
    for (name, stems) in content.words {
      guard let space = WordWeights.Space(rawValue: name), stems.values.allSatisfy({ $0.count == 3 }) else {
        throw ConfigurationError(file: path, what: "no weights of words under '\(name)'", mend: mend)
      }
      words[space] = stems
    }
    content.words = [:]
    guard content.semanticColumns == semanticColumns,
      content.semantic.values.allSatisfy({ $0.count == SemanticWeights.Entry.count })
    else {
      throw ConfigurationError(
        file: path, what: "no \(semanticColumns.count) figures a word under 'semantic'", mend: mend)
    }
    let semantics = content.semantic.mapValues { SemanticWeights.Entry(figures: $0) }
    content.semantic = [:]
    guard
      Set(entries.values.flatMap(\.keys)).union(words.values.flatMap(\.keys)).union(semantics.keys).count
        <= Int(UInt16.max)
    else {
      throw ConfigurationError(
        file: path, what: "more than \(UInt16.max) learned words", mend: "calibrate from a smaller sample")
    }
    return Calibration(
      origin: .init(
        language: content.language, source: content.source, licence: content.licence, examples: content.examples,
        penalty: content.penalty),
      lexicon: InducedLexicon(entries), weights: weights, words: WordWeights(words),
      semantics: SemanticWeights(semantics), trees: try trees(content, path, mend),
      decision: Decision(factors: content.decision, opposition: max(0, content.opposition)))
  }

  private static func trees(_ content: Content, _ path: String, _ mend: String) throws -> BoostedTrees {
    let numbers = Dictionary(uniqueKeysWithValues: zip(FeatureSpace.treeNames, 0...))
    return BoostedTrees(
      try content.trees.map { tree in
        let nodes = try tree.enumerated().map { place, node in
          guard node.value.count == 3 else {
            throw ConfigurationError(file: path, what: "a tree's node without three values", mend: mend)
          }
          guard let name = node.feature else { return BoostedTrees.Node(value: node.value) }
          // Branches lead on, so that every walk ends.
          guard let feature = numbers[name], let threshold = node.atMost, let below = node.below,
            let above = node.above,
            (place + 1..<tree.count).contains(below), (place + 1..<tree.count).contains(above)
          else {
            throw ConfigurationError(file: path, what: "a tree's split by '\(name)' leads nowhere", mend: mend)
          }
          return BoostedTrees.Node(
            value: node.value, split: .init(feature: feature, threshold: threshold, below: below, above: above))
        }
        guard !nodes.isEmpty else { throw ConfigurationError(file: path, what: "an empty tree", mend: mend) }
        guard BoostedTrees.depth(of: nodes) <= Calibration.deepestTree else {
          throw ConfigurationError(
            file: path, what: "a tree of more than \(Calibration.deepestTree) splits in a row", mend: mend)
        }
        return nodes
      })
  }
}
