import Dataset
import Statistics

/// The figures of `evaluate`, with intervals from resampled documents.
struct Evaluation {
  struct Figure {
    var value: Double
    var interval: Bootstrap.Interval?
  }

  let classification: Classification
  let accuracy: Figure
  let macroF1: Figure
  let f1PositiveNegative: Figure
  let averageRecall: Figure
  let documents: Int
  /// Of predictions that bring probabilities.
  let calibrationError: Double?
  let accuracyOfSurestHalf: Double?
  /// The first predictions' macro-F1 minus the second's, and the share of samples in which it is not above zero.
  private(set) var advantage: (figure: Figure, notAbove: Double)?

  init(
    gold: CodedLines, predictions: [CodedLines.Line], other: [CodedLines.Line]?, documentParts: Int, samples: Int,
    seed: UInt64
  ) {
    var documentOf: [String: Int] = [:]
    let documents = gold.lines.map { line -> Int in
      let id =
        documentParts == 0
        ? line.id : line.id.split(separator: "_").prefix(documentParts).joined(separator: "_")
      return documentOf[id]
        ?? {
          documentOf[id] = documentOf.count
          return documentOf.count - 1
        }()
    }
    self.documents = documentOf.count
    let draws = Bootstrap.draws(clusters: documentOf.count, samples: samples, seed: seed)
    func resample(_ lines: [CodedLines.Line]) -> [Classification] {
      var parts = Array(repeating: Classification(), count: documentOf.count)
      for (index, line) in lines.enumerated() {
        parts[documents[index]].add(gold: gold.lines[index].polarity, predicted: line.polarity)
      }
      return draws.map { counts in
        var sum = Classification()
        for (part, count) in zip(parts, counts) where count > 0 { sum.merge(part, times: count) }
        return sum
      }
    }
    let whole = Classification(gold: gold.lines.map(\.polarity), predicted: predictions.map(\.polarity))
    classification = whole
    let resampled = resample(predictions)
    func figure(_ measure: (Classification) -> Double) -> Figure {
      Figure(value: measure(whole), interval: Bootstrap.interval(resampled.map(measure)))
    }
    accuracy = figure(\.accuracy)
    macroF1 = figure(\.macroF1)
    f1PositiveNegative = figure(\.f1PositiveNegative)
    averageRecall = figure(\.averageRecall)
    let items = zip(gold.lines, predictions).compactMap { gold, line in
      line.confidence.map { Confidence.Item(confidence: $0, isRight: gold.polarity == line.polarity) }
    }
    let areProbable = items.count == predictions.count
    calibrationError = areProbable ? Confidence.calibrationError(items) : nil
    accuracyOfSurestHalf = areProbable ? Confidence.accuracy(ofSurest: 0.5, items) : nil
    if let other {
      let second = Classification(gold: gold.lines.map(\.polarity), predicted: other.map(\.polarity))
      let differences = zip(resampled, resample(other)).map { $0.macroF1 - $1.macroF1 }
      advantage = (
        Figure(value: whole.macroF1 - second.macroF1, interval: Bootstrap.interval(differences)),
        Double(differences.count { $0 <= 0 }) / Double(samples)
      )
    }
  }

  // MARK: Output

  func write(to json: inout JSONBuffer) {
    func write(_ figure: Figure, _ json: inout JSONBuffer) {
      json.beginObject()
      json.key("value")
      json.value(figure.value)
      json.key("low")
      json.value(figure.interval?.low)
      json.key("high")
      json.value(figure.interval?.high)
      json.endObject()
    }
    json.beginObject()
    json.key("lines")
    json.value(classification.count)
    json.key("documents")
    json.value(documents)
    json.key("accuracy")
    write(accuracy, &json)
    json.key("macro_f1")
    write(macroF1, &json)
    json.key("f1_pn")
    write(f1PositiveNegative, &json)
    json.key("average_recall")
    write(averageRecall, &json)
    json.key("flips")
    json.value(classification.flips)
    json.key("calibration_error")
    json.value(calibrationError)
    json.key("accuracy_at_half_coverage")
    json.value(accuracyOfSurestHalf)
    json.key("classes")
    json.beginArray()
    for (polarity, scores) in zip(Classification.classes, classification.scores) {
      json.beginObject()
      json.key("polarity")
      json.value(polarity)
      json.key("precision")
      json.value(scores.precision)
      json.key("recall")
      json.value(scores.recall)
      json.key("f1")
      json.value(scores.f1)
      json.key("support")
      json.value(scores.support)
      json.endObject()
    }
    json.endArray()
    json.key("confusion")
    json.beginArray()
    for row in classification.confusion {
      json.beginArray()
      for count in row { json.value(count) }
      json.endArray()
    }
    json.endArray()
    if let advantage {
      json.key("advantage")
      write(advantage.figure, &json)
      json.key("not_above_zero")
      json.value(advantage.notAbove)
    }
    json.endObject()
    json.endLine()
  }

  func table(digits: Int) -> String {
    func percent(_ value: Double) -> String { Self.fixed(100 * value, digits) }
    func line(_ name: String, _ figure: Figure) -> String {
      let interval = figure.interval.map { "  [\(percent($0.low)), \(percent($0.high))]" } ?? ""
      return Self.padded(name, 28) + percent(figure.value) + interval + "\n"
    }
    var text = "\(classification.count) lines of \(documents) documents\n\n"
    text += line("macro-F1", macroF1)
    text += line("F1 of positive, negative", f1PositiveNegative)
    text += line("accuracy", accuracy)
    text += line("average recall", averageRecall)
    text += line("positive–negative flips", Figure(value: classification.flips))
    if let calibrationError { text += line("calibration error", Figure(value: calibrationError)) }
    if let accuracyOfSurestHalf { text += line("accuracy of surest half", Figure(value: accuracyOfSurestHalf)) }
    if let advantage {
      text += line("macro-F1 over the other", advantage.figure)
      text += line("samples where it is none", Figure(value: advantage.notAbove))
    }
    text += "\n" + Self.padded("", 12)
    for name in ["precision", "recall", "F1", "lines", "→ neg", "→ neu", "→ pos"] { text += Self.padded(name, 11) }
    text += "\n"
    for (index, name) in ["negative", "neutral", "positive"].enumerated() {
      let scores = classification.scores[index]
      text += Self.padded(name, 12)
      for cell in [percent(scores.precision), percent(scores.recall), percent(scores.f1), "\(scores.support)"] {
        text += Self.padded(cell, 11)
      }
      for count in classification.confusion[index] { text += Self.padded("\(count)", 11) }
      text += "\n"
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let number = Int((abs(value) * scale).rounded())
    let sign = value < 0 && number > 0 ? "-" : ""
    let fraction = digits == 0 ? "" : "." + String(String(number % Int(scale) + Int(scale)).dropFirst())
    return sign + "\(number / Int(scale))" + fraction
  }
}
