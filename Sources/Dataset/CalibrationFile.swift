import Stance

/// Writes and reads calibrations: JSON that a person can read, one named weight a line.
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
  static let semanticColumns =
    ["size"] + SemanticWeights.Space.allCases.flatMap { ["\($0.rawValue).negative", "\($0.rawValue).positive"] }

  private static func write(_ values: [Double], _ json: inout JSONBuffer) {
    json.beginArray()
    for value in values { json.value(rounded(value)) }
    json.endArray()
  }
}
